import type { Speech, Values } from '../../domain/speech.ts';
import { filled } from '../../domain/speech.ts';
import { language, locale } from './language.ts';

export type Words = Readonly<Record<string, string>>;

/** Loaded before the first word is said, and only where it is read. */
const spanish: Words = language === 'es' ? (await import('./spanish.json')).default : {};

/**
 * A text of the page in the reader's language. It is written in English where it is said, and found by that in
 * spanish.json; `{name}` stands for a value.
 */
export const say = (english: string, values?: Values): string => sayWith(spanish, english, values);

/** A text that stands in English in domain/, in the reader's language. */
export const sayKnown = (english: string): string => spanish[english] ?? english;

/** What is made in domain/ is written by these words. */
export const SPEECH: Speech = { say, locale };

/** The same as {@link say} with the words of any language, by what they are in English; what they do not have stays English. */
export const sayWith = (words: Words, english: string, values?: Values): string =>
  filled(words[english] ?? english, values);
