import { expect, it } from 'vitest';
import { FLOW_ENDS_IDS } from '../../../web/state/page-state.ts';
import { asHeading, pathWords, WAY_WORDS } from '../../../web/words/end-words.ts';

it.each([
  ['dealer>recovery', 'sold in Virginia and recovered in Maryland'],
  ['purchaser>recovery', 'bought by residents of Virginia and recovered in Maryland'],
  ['dealer>purchaser', 'sold in Virginia and bought by residents of Maryland'],
] as const)('says of the guns of a flow %s that they were %s', (ends, words) => {
  expect(pathWords(WAY_WORDS[ends], 'Virginia', 'Maryland')).toBe(words);
});

it('knows the two ends by their name', () => {
  for (const id of FLOW_ENDS_IDS) {
    const { origin, destination } = WAY_WORDS[id];
    expect(`${origin.end}>${destination.end}`).toBe(id);
  }
});

it('asks where the others were', () => {
  const { origin, destination } = WAY_WORDS['purchaser>recovery'];
  expect(origin.where(destination.here)).toBe('Where buyers of guns recovered here lived');
  expect(destination.where(origin.here)).toBe('Where guns bought by residents were recovered');
  expect(asHeading(origin.here)).toBe('Bought by residents');
});
