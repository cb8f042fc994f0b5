import { IN_ENGLISH } from './speech.ts';
import type { Told } from './told.ts';
import { inWordsOf, told } from './told.ts';

/** An error whose message is fit to show, in the language of whoever reads it; by itself, as in a log, it is in English. */
export abstract class ToldError extends Error {
  readonly told: Told;

  constructor(message: string | Told) {
    const text = typeof message === 'string' ? told(message) : message;
    super(inWordsOf(IN_ENGLISH, text));
    this.told = text;
  }
}
