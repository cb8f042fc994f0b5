import { describe, expect, it } from 'vitest';
import { readStreetName } from '../../../../server/geocoding/parse/read-street-name.ts';
import { isSureStreet } from '../../../../server/geocoding/parse/sure-street.ts';

describe('isSureStreet', () => {
  it.each([
    'OAK CT',
    'N CHARLES STREET',
    'MAIN ST NW',
    'I-95',
    'US 1',
    'COUNTY ROAD AA',
    'OLD HWY 66',
    'HWY 71 BUS',
    'AVENUE B',
  ])('%s is one', (text) => expect(isSureStreet(readStreetName(text))).toBe(true));

  it.each([
    'WALMART PARKING LOT',
    'DRUID HILL PARK',
    'MONDAWMIN MALL',
    'LOOP DINER',
    'SHELL STATION',
    'REISTERSTOWN RD PLAZA',
    'BROADWAY',
    'THE CIRCLE',
    'MOTEL 6',
    'ROUTE 66 DINER',
    '',
  ])('%s does not say so', (text) => expect(isSureStreet(readStreetName(text))).toBe(false));
});
