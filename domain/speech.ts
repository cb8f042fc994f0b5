/** Texts that hold for any figure, in the language of whoever reads them. */

/** By the name of the place, `{name}`, that each stands in. */
export type Values = Readonly<Record<string, string | number>>;

/** How somebody is spoken to. */
export interface Speech {
  /** A text by its English, with its values. */
  readonly say: (english: string, values?: Values) => string;
  /** BCP 47, for dates. */
  readonly locale: string;
}

/** A text with its values; a place without one stays as it is. */
export const filled = (text: string, values: Values = {}): string =>
  text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));

export const IN_ENGLISH: Speech = { say: filled, locale: 'en-US' };
