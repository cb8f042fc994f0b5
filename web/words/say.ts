import type { Speech, Values, Words } from '../../domain/languages/speech.ts';
import { speechWith } from '../../domain/languages/speech.ts';
import { language, locale } from './language.ts';

/** Loaded before the first word is said, and only where it is read. */
const spanish: Words = language === 'es' ? (await import('../../domain/languages/spanish.json')).default : {};

/** What is made in domain/ is written by these words. */
export const SPEECH: Speech = speechWith(spanish, locale);

/**
 * A text of the page in the reader's language. It is written in English where it is said, and found by that in
 * spanish.json; `{name}` stands for a value.
 */
export const say = (english: string, values?: Values): string => SPEECH.say(english, values);

/** A text that stands in English in domain/, in the reader's language. */
export const sayKnown = (english: string): string => spanish[english] ?? english;
