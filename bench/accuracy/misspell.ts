import type { Random } from '../random.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The text with `edits` random edits in its letters and digits: one left out, put in, replaced or exchanged. */
export function misspell(text: string, edits: number, random: Random): string {
  let edited = text;
  for (let edit = 0; edit < edits; edit += 1) {
    const before = edited;
    while (edited === before) edited = misspellOnce(before, random);
  }
  return edited;
}

function misspellOnce(text: string, random: Random): string {
  const places = [...text].flatMap((letter, at) => (/[A-Z0-9]/.test(letter) ? [at] : []));
  const at = random.pick(places);
  const letter = random.pick([...LETTERS]);
  switch (random.below(4)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + letter + text.slice(at);
    case 2:
      return text.slice(0, at) + letter + text.slice(at + 1);
    default:
      return text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2);
  }
}
