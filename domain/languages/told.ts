/** What is thrown or kept before it is known who reads it: a text by its English, and its values. */
import type { Speech, Values } from './speech.ts';

export interface Told {
  readonly english: string;
  /** A value may be a text of its own. */
  readonly values: Readonly<Record<string, string | number | Told>>;
}

/** `{name}` in the English stands for the value of that name. */
export const told = (english: string, values: Told['values'] = {}): Told => ({ english, values });

/** Texts one after another: `one, another`. */
export const toldInTurn = (all: readonly Told[]): Told => ({
  english: all.map((_, index) => `{${index}}`).join(', '),
  values: Object.fromEntries(all.entries()),
});

/** In the words of whoever reads it. */
export function inWordsOf(speech: Speech, { english, values }: Told): string {
  const said: Record<string, Values[string]> = {};
  for (const [name, value] of Object.entries(values)) {
    said[name] = typeof value === 'object' ? inWordsOf(speech, value) : value;
  }
  return speech.say(english, said);
}
