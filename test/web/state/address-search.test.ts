import { describe, expect, it } from 'vitest';
import type { GeocodeAnswer } from '../../../domain/responses.ts';
import { foundAddresses, looksLikeAddress, viewOf } from '../../../web/state/address-search.ts';

describe('looksLikeAddress', () => {
  it.each([
    '12 Oak Ct',
    '150 N Calvert St, Baltimore, MD',
    'Springfield Ave & Bergen St',
    'Springfield Ave and Bergen St, Newark',
    'Broad St at Market St',
    'Broad/Market',
    '2900 blk Greenmount',
    '21202',
    '21202-1234',
  ])('takes %s for one', (text) => expect(looksLikeAddress(text)).toBe(true));

  it.each([
    '',
    'Baltimore',
    'Baltimore, MD',
    'Portland',
    'Atlanta',
    '2120',
    '12',
    '39.29, -76.61',
    'x1'.repeat(151),
  ])('does not ask the server about "%s"', (text) => expect(looksLikeAddress(text)).toBe(false));
});

const HOUSE = { label: '150 N CALVERT ST', precision: 'range', lon: -76.61234, lat: 39.29123 } as const;

describe('viewOf', () => {
  it('stays within 120 m of the address, but does not tell it', () => {
    expect(viewOf(HOUSE)).toEqual({
      lon: expect.closeTo(-76.612, 6),
      lat: expect.closeTo(39.292, 6),
      zoom: 16,
    });
  });
});

describe('foundAddresses', () => {
  const result = {
    lon: -76.6,
    lat: 39.3,
    precision: 'city',
    score: 0.8,
    parts: null,
    matchType: 'city_state',
    matchedAddress: 'BALTIMORE, MD',
    naaccrCode: '11',
    uncertaintyMetres: null,
    reference: null,
    review: null,
    census: { match: 'Tie', exactness: null },
  } satisfies GeocodeAnswer['result'];
  const candidates = [{ ...HOUSE, score: 0.9 }];
  const labels = (answer: GeocodeAnswer) => foundAddresses(answer).map(({ label }) => label);

  it('offers the candidates, then the area', () => {
    expect(labels({ result, candidates, streetsLoaded: true })).toEqual([
      '150 N CALVERT ST',
      'BALTIMORE, MD',
    ]);
  });

  it('offers nothing where nothing is known', () => {
    const unknown = { ...result, lon: null, lat: null, precision: 'none', matchedAddress: null } as const;
    expect(labels({ result: unknown, candidates: [], streetsLoaded: true })).toEqual([]);
  });
});
