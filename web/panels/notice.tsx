import { NOT_A_RANDOM_SAMPLE } from '../../domain/vocabulary.ts';

/** Stands with every figure: what the records can and cannot tell. */
export function Notice() {
  return <p class="notice">{NOT_A_RANDOM_SAMPLE}</p>;
}
