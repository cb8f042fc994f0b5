import { describe, expect, it } from 'vitest';
import { INCIDENT_FILTERS } from '../../../domain/incident-filter.ts';
import { FILTER_PARAMETERS } from '../../../domain/trace-filter.ts';
import { counted, hotspotSentence, rateFacts, shownWithout } from '../../../web/words/hotspot-words.ts';

describe('what was counted', () => {
  it.each([
    ['recoveries', 34, '34 guns recovered'],
    ['shortTimeToCrime', 1, '1 gun recovered within 3 years of sale'],
    ['shootings', 1, '1 shooting recorded'],
    ['shootings', 1204, '1,204 shootings recorded'],
  ] as const)('%s: %d', (of, count, words) => expect(counted(of, count)).toBe(words));
});

describe('rates', () => {
  const is = { count: 3, nearby: 9, expected: 2, outOf: 1, rate: 0.003, smoothedRate: 0.000123 };

  it('by inhabitant are told per 100,000, with those who live there', () => {
    const method = { of: 'shootings', rate: 'population', bandwidthMetres: 900 } as const;
    expect(hotspotSentence(is, 'hot99', method)).toBe(
      '3 shootings recorded, 1 inhabitant; steadied 12.3 per 100,000: hotspot, 99 % sure',
    );
    expect(rateFacts({ ...is, outOf: 1204 }, method)).toEqual([
      ['Shootings by inhabitant', '300 per 100,000 of 1,204 inhabitants'],
      ['Steadied', '12.3 per 100,000'],
    ]);
  });

  it('among recoveries are shares', () => {
    const method = { of: 'shortTimeToCrime', rate: 'recoveries', bandwidthMetres: 900 } as const;
    const share = { ...is, outOf: 12, rate: 0.25, smoothedRate: 0.31 };
    expect(hotspotSentence(share, 'none', method)).toBe(
      '3 of 12 guns sold within 3 years; steadied 31 %: no more than chance',
    );
    expect(rateFacts({ ...share, rate: null }, method)).toEqual([
      ['Share sold within 3 years', 'unknown'],
      ['Steadied share', '31 %'],
    ]);
  });

  it('are not told where there is none', () => {
    const method = { of: 'recoveries', rate: 'none' } as const;
    expect(rateFacts({ rate: null, smoothedRate: null, outOf: null }, method)).toEqual([]);
  });
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
