import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, withoutOneLetter } from '../../domain/edit-distance.ts';

const word = fc.string({ unit: fc.constantFrom('A', 'B', 'C'), maxLength: 8 });

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['MAIN', 'MAIN', 0],
    ['MAIN', 'MAN', 1],
    ['MAIN', 'MAINE', 1],
    ['MAIN', 'MAID', 1],
    ['MAIN', 'MIAN', 1],
    ['CHARLES', 'CAHRELS', 2],
    ['MAIN', 'OAK', 3],
    ['MAIN', 'FOREST', 4],
  ])('from %j to %j is %i', (a, b, edits) => {
    expect(editDistance(a, b, 3)).toBe(edits);
    expect(editDistance(b, a, 3)).toBe(edits);
  });

  it('is one more than the most asked for where it is farther', () => {
    fc.assert(
      fc.property(word, word, fc.nat(4), (a, b, most) => {
        expect(editDistance(a, b, most)).toBe(Math.min(editDistance(a, b, 20), most + 1));
      }),
    );
  });

  it('is at most one exactly where the words share a form with one letter less', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const forms = new Set([a, ...withoutOneLetter(a)]);
        const isNear = editDistance(a, b, 2) <= 1;
        // Every pair at one edit shares a form; some at two do too, so the index is checked letter by letter.
        if (isNear) expect([b, ...withoutOneLetter(b)].some((form) => forms.has(form))).toBe(true);
      }),
    );
  });
});
