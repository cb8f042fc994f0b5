import { expect, it } from 'vitest';
import { FLOW_ENDS_IDS } from '../../../web/state/page-state.ts';
import { asHeading, openWays, pathWords, WAY_WORDS } from '../../../web/words/end-words.ts';

it.each([
  ['dealer>recovery', 'sold in Virginia and recovered in Maryland'],
  ['purchaser>recovery', 'bought by residents of Virginia and recovered in Maryland'],
  ['dealer>purchaser', 'sold in Virginia and bought by residents of Maryland'],
  ['debrief>recovery', 'obtained in Virginia and recovered in Maryland'],
  ['theft>recovery', 'stolen or lost in Virginia and recovered in Maryland'],
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

it.each([
  ['debrief>recovery', 'From where guns were obtained (debriefs) to recovery', 'told of in debriefs'],
  ['theft>recovery', 'From theft or loss to recovery', 'reported stolen or lost'],
] as const)('never says that guns of %s were sold or traced', (id, way, traced) => {
  const words = WAY_WORDS[id];
  expect([asHeading(words.way), words.traced, words.isOfTrace]).toEqual([way, traced, false]);
  const { head, here, elsewhere, where } = words.origin;
  expect([head, here, elsewhere, where('recovered here'), words.destination.where(here)].join()).not.toMatch(
    /sold|sale|traced/i,
  );
});

it('offers what single records tell to those who see them', () => {
  expect(openWays(FLOW_ENDS_IDS, true)).toEqual(FLOW_ENDS_IDS);
  expect(openWays(FLOW_ENDS_IDS, false)).toEqual([
    'dealer>recovery',
    'purchaser>recovery',
    'dealer>purchaser',
  ]);
});
