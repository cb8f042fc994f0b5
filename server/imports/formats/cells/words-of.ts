/** Patterns for words, the first that fits counts. */
export type WordList<Meaning extends string> = readonly (readonly [RegExp, Meaning])[];

/** What words of a file mean; null where none of the patterns fits. Capitals, accents and marks are no difference. */
export function meaningOf<Meaning extends string>(text: string, words: WordList<Meaning>): Meaning | null {
  const plain = text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, ' ')
    .trim();
  return words.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}
