/** Texts that hold for any figure, in the language of whoever reads them. */
import { LANGUAGES } from './languages.ts';

/** By the name of the place, `{name}`, that each stands in. */
export type Values = Readonly<Record<string, string | number>>;

/** Texts of a language by what they are in English. */
export type Words = Readonly<Record<string, string>>;

/** How somebody is spoken to. */
export interface Speech {
  /** A text by its English, with its values; what the language does not have stays English. */
  readonly say: (english: string, values?: Values) => string;
  /** BCP 47, for dates. */
  readonly locale: string;
}

/** A text with its values; a place without one stays as it is. */
export const filled = (text: string, values: Values = {}): string =>
  text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));

export const speechWith = (words: Words, locale: string): Speech => ({
  say: (english, values) => filled(words[english] ?? english, values),
  locale,
});

export const IN_ENGLISH: Speech = { say: filled, locale: LANGUAGES.en.locale };
