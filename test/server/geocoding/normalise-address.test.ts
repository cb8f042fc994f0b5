import { describe, expect, it } from 'vitest';
import {
  cityName,
  normaliseCity,
  normaliseCounty,
  normaliseState,
  normaliseStreet,
  normaliseZip,
  splitAddressLine,
} from '../../../server/geocoding/normalise-address.ts';

describe('normaliseZip', () => {
  it.each([
    ['21201', '21201'],
    ['21201-1234', '21201'],
    ['212011234', '21201'],
    [' 21201 ', '21201'],
    ['21201.0', '21201'],
    ['2115', '02115'],
    ['2115-1234', '02115'],
    ['21151234', '02115'],
    ['601', '00601'],
    ['028930000', '02893'],
    ['14569.', '14569'],
    ['03055-382', '03055'],
    ['00000', null],
    ['99999', null],
    ['060404', null],
    ['K1A 0B1', null],
    ['UNKNOWN', null],
    ['', null],
  ])('%j is %j', (given, zip) => expect(normaliseZip(given)).toBe(zip));
});

describe('normaliseState', () => {
  it.each([
    ['MD', 'MD'],
    ['md.', 'MD'],
    ['Maryland', 'MD'],
    ['D.C.', 'DC'],
    ['District of Columbia', 'DC'],
    ['W. Va.', 'WV'],
    ['N. Carolina', 'NC'],
    ['Penna.', 'PA'],
    ['XX', null],
    ['', null],
  ])('%j is %j', (given, state) => expect(normaliseState(given)).toBe(state));
});

describe('normaliseCity', () => {
  it.each([
    ['St. Louis', 'SAINT LOUIS'],
    ['Ft Worth', 'FORT WORTH'],
    ['MT. VERNON', 'MOUNT VERNON'],
    ['BALTO', 'BALTIMORE'],
    ['Balto. City', 'BALTIMORE'],
    ['City of Chester', 'CHESTER'],
    ["Coeur d'Alene", 'COEUR DALENE'],
    ['Winston-Salem', 'WINSTON SALEM'],
    ['N. Las Vegas', 'NORTH LAS VEGAS'],
    ['Cleveland Hts', 'CLEVELAND HEIGHTS'],
    ['Mayagüez', 'MAYAGUEZ'],
    ['Unknown', null],
    ['N/A', null],
  ])('%j is %j', (given, city) => expect(normaliseCity(given)).toBe(city));

  it('gives keys that ignore spaces, BOROUGH or BORO, and the kind of place', () => {
    expect(cityName('De Kalb')?.key).toBe(cityName('DeKalb')?.key);
    expect(cityName('Marlborough')?.key).toBe(cityName('MARLBORO')?.key);
    expect(cityName('Toms River Twp')?.keyWithoutKind).toBe('TOMSRIVER');
    expect(cityName('Jamestown')?.keyWithoutKind).toBe('JAMESTOWN');
  });
});

describe('normaliseCounty', () => {
  it.each([
    ['Baltimore Co.', 'BALTIMORE', 'county'],
    ['BALTIMORE CITY', 'BALTIMORE', 'city'],
    ["Prince George's County", 'PRINCEGEORGES', 'county'],
    ['St. Mary’s', 'SAINTMARYS', null],
    ['Orleans Parish', 'ORLEANS', null],
  ])('%j is %s, %s', (given, key, kind) => expect(normaliseCounty(given)).toEqual({ key, kind }));
});

describe('normaliseStreet', () => {
  it.each([
    ['1200 North Charles Street, Apt. 4', '1200 N CHARLES ST APT 4'],
    ['12 Avenue Road', '12 AVENUE RD'],
    ['4500 Martin Luther King Jr. Blvd', '4500 MARTIN LUTHER KING JR BLVD'],
    ['100 Main St NE', '100 MAIN ST NE'],
    ['55 North Avenue', '55 NORTH AVE'],
    ['22 Street Road #5', '22 STREET RD #5'],
    ['P.O. Box 123', 'PO BOX 123'],
    ['unknown', null],
  ])('%j is %j', (given, street) => expect(normaliseStreet(given)).toBe(street));
});

describe('splitAddressLine', () => {
  it('takes state, ZIP and country off the end', () => {
    expect(splitAddressLine('100 Main St, St. Louis, Missouri 63101-1234, USA')).toEqual({
      rest: '100 MAIN ST ST LOUIS',
      lastPart: 'ST LOUIS',
      hasCommas: true,
      state: 'MO',
      zip: '63101',
    });
  });

  it('reads names of states of several words', () => {
    expect(splitAddressLine('1 K St NW Washington District of Columbia')).toMatchObject({
      rest: '1 K ST NW WASHINGTON',
      state: 'DC',
      zip: null,
    });
  });
});
