import { speechIn } from '../../server/speech-in.ts';

/** How a reader of the Spanish page is spoken to. */
export const IN_SPANISH = speechIn('es');
