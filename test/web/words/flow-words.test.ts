import { expect, it } from 'vitest';
import { onLinesWords } from '../../../web/words/flow-words.ts';

const NONE = { drawn: 0, notDrawn: 0, withinArea: 0, withinCluster: 0, unplaced: 0, suppressed: 0 };
const TOTALS = { ...NONE, count: 0, published: 0 };

it.each([
  ['state' as const, { drawn: 1, withinArea: 2 }, '1 gun on lines, 2 stayed.'],
  ['county' as const, { notDrawn: 3 }, '0 guns on lines, 0 stayed, 3 on smaller flows not drawn.'],
  [
    'zip' as const,
    { withinCluster: 4, notDrawn: 5, unplaced: 6, suppressed: 7 },
    '0 guns on lines, 0 stayed, 4 between places drawn as one, 5 on flows that are smaller or elsewhere, not drawn, 6 not known to the ZIP at both ends, 7 withheld.',
  ],
])('tells where all guns of a map are: %s', (level, counts, words) => {
  expect(onLinesWords({ level, totals: { ...TOTALS, ...counts } })).toBe(words);
});
