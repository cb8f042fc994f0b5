import { language } from './language.ts';

export type Words = Readonly<Record<string, string>>;
export type Values = Readonly<Record<string, string | number>>;

/** Loaded before the first word is said, and only where it is read. */
const spanish: Words = language === 'es' ? (await import('./spanish.json')).default : {};

/**
 * A text of the page in the reader's language. It is written in English where it is said, and found by that in
 * spanish.json; `{name}` stands for a value.
 */
export const say = (english: string, values?: Values): string => sayWith(spanish, english, values);

/** A text that stands in English in domain/, in the reader's language. */
export const sayKnown = (english: string): string => spanish[english] ?? english;

/** The same with the words of any language, by what they are in English; what they do not have stays English. */
export function sayWith(words: Words, english: string, values: Values = {}): string {
  const text = words[english] ?? english;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
