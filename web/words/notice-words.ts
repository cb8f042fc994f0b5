import { NOT_A_RANDOM_SAMPLE } from '../../domain/vocabulary.ts';
import { sayKnown } from './say.ts';

/** Stands with every figure: what the records can and cannot tell. */
export const NOTICE = sayKnown(NOT_A_RANDOM_SAMPLE);
