import type { Speech } from '../../domain/languages/speech.ts';
import { inWordsOf } from '../../domain/languages/told.ts';
import type { ShownValue } from './quality-kind.ts';

/** The values of a row, those that stand for something in words of `speech`. */
export const saidValues = (
  shows: readonly ShownValue[],
  values: readonly (string | null)[],
  speech: Speech,
): (string | null)[] =>
  values.map((value, index) => {
    const meaning = shows[index]?.meaning;
    return value === null || meaning === undefined ? value : inWordsOf(speech, meaning(value));
  });
