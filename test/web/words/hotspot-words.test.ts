import { describe, expect, it } from 'vitest';
import { INCIDENT_FILTERS } from '../../../domain/incident-filter.ts';
import { FILTER_PARAMETERS } from '../../../domain/trace-filter.ts';
import { counted, shownWithout } from '../../../web/words/hotspot-words.ts';

describe('what was counted', () => {
  it.each([
    ['recoveries', 34, '34 guns recovered'],
    ['shortTimeToCrime', 1, '1 gun recovered within 3 years of sale'],
    ['shootings', 1, '1 shooting recorded'],
    ['shootings', 1204, '1,204 shootings recorded'],
  ] as const)('%s: %d', (of, count, words) => expect(counted(of, count)).toBe(words));
});

describe('filters that say nothing of shootings', () => {
  it.each([
    [[], ''],
    [['dealer'], 'Not narrowed by dealer: that is said of guns, not of shootings.'],
    [['ttc_min', 'ttc_max'], 'Not narrowed by time from sale: that is said of guns, not of shootings.'],
    [
      ['ttc_max', 'source_state', 'caliber'],
      'Not narrowed by time from sale, where guns were sold and caliber: that is said of guns, not of shootings.',
    ],
  ])('%j', (names, words) => expect(shownWithout(names)).toBe(words));

  it('are all called by plain words', () => {
    for (const name of FILTER_PARAMETERS.filter((one) => !INCIDENT_FILTERS.includes(one))) {
      expect(shownWithout([name])).not.toMatch(/_/);
    }
  });
});
