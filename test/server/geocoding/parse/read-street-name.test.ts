import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStreetName, streetNameFromParts } from '../../../../server/geocoding/parse/read-street-name.ts';
import type { StreetName } from '../../../../server/geocoding/parse/street.ts';
import { formatStreet, streetKey } from '../../../../server/geocoding/parse/street.ts';
import { anyText, streetText } from './address-text.ts';

/** `N · CHARLES · ST · NW`, `-` where a part is missing. */
const shown = ({ preDirection, name, suffix, postDirection }: StreetName): string =>
  [preDirection, name, suffix, postDirection].map((part) => part ?? '-').join(' · ');

describe('readStreetName, likeliest reading', () => {
  it.each([
    ['N Charles St', 'N · CHARLES · ST · -'],
    ['North Charles Street', 'N · CHARLES · ST · -'],
    ['NO CHARLES ST', 'N · CHARLES · ST · -'],
    ['SO BROADWAY', 'S · BROADWAY · - · -'],
    ['LAKE VIEW RD', '- · LAKE VIEW · RD · -'],
    ['LK VW RD', '- · LAKE VIEW · RD · -'],
    ['FIRST ST', '- · 1ST · ST · -'],
    ['Twenty-First Street', '- · 21ST · ST · -'],
    ['TWENTIETH AVE', '- · 20TH · AVE · -'],
    ['33 RD ST', '- · 33RD · ST · -'],
    ['42TH ST', '- · 42ND · ST · -'],
    ['5 ST', '- · 5TH · ST · -'],
    ['E 5 AVE', 'E · 5TH · AVE · -'],
    ['111 ST', '- · 111TH · ST · -'],
    ['E 10', 'E · 10TH · - · -'],
    ['500 E', '- · 500 · - · E'],
    ['ST PAUL ST', '- · SAINT PAUL · ST · -'],
    ['St. Paul Place', '- · SAINT PAUL · PL · -'],
    ['ST.PAUL ST', '- · SAINT PAUL · ST · -'],
    ['SNT VICTOR ST', '- · SAINT VICTOR · ST · -'],
    ['MT PLEASANT AVE', '- · MOUNT PLEASANT · AVE · -'],
    ['CASTLE MT RD', '- · CASTLE MOUNTAIN · RD · -'],
    ['FT AVE', '- · FORT · AVE · -'],
    ['FT MCHENRY RD', '- · FORT MCHENRY · RD · -'],
    ['NORTH AVE', '- · NORTH · AVE · -'],
    ['N AVE', '- · N · AVE · -'],
    ['WEST NORTH AVE', 'W · NORTH · AVE · -'],
    ['E.NORTH AVE', 'E · NORTH · AVE · -'],
    ['NORTH AVE ST', '- · NORTH · AVE · -'],
    ['W NORTH', 'W · NORTH · - · -'],
    ['N EAST AVE', 'N · EAST · AVE · -'],
    ['N W 5TH ST', 'NW · 5TH · ST · -'],
    ['N.E. 5th Ave', 'NE · 5TH · AVE · -'],
    ['NORTHWEST HWY', '- · NORTHWEST · HWY · -'],
    ['MAIN ST NW', '- · MAIN · ST · NW'],
    ['EAST MAIN STREET SOUTH', 'E · MAIN · ST · S'],
    ['MAIN ST N W', '- · MAIN · ST · NW'],
    ['E ST NW', '- · E · ST · NW'],
    ['EDGECOMBE CIRCLE NORTH', '- · EDGECOMBE · CIR · N'],
    ['WEBB CT ST', '- · WEBB · CT · -'],
    ['FREDERICK AV AVE', '- · FREDERICK · AVE · -'],
    ['4TH STREET ST', '- · 4TH · ST · -'],
    ['MARKET PLACE DR', '- · MARKET PLACE · DR · -'],
    ['BROADWAY ST', '- · BROADWAY · ST · -'],
    ['BROADWAY', '- · BROADWAY · - · -'],
    ['THE ALAMEDA', '- · THE ALAMEDA · - · -'],
    ['THE CIRCLE', '- · THE CIRCLE · - · -'],
    ['PARK HEIGHTS AVE', '- · PARK HEIGHTS · AVE · -'],
    ['PARK HGTS. AVE', '- · PARK HEIGHTS · AVE · -'],
    ['PATTERSON PK AVE', '- · PATTERSON PARK · AVE · -'],
    ['CIRCLE DR', '- · CIRCLE · DR · -'],
    ['AVENUE RD', '- · AVENUE · RD · -'],
    ['STREET RD', '- · STREET · RD · -'],
    ['AVENUE B', '- · AVENUE B · - · -'],
    ['AVE N', '- · AVENUE N · - · -'],
    ['N AVENUE 56', 'N · AVENUE 56 · - · -'],
    ['AVENUE OF THE AMERICAS', '- · AVENUE OF THE AMERICAS · - · -'],
    ["O'DONNELL ST", '- · ODONNELL · ST · -'],
    ['CENTRE ST', '- · CENTER · ST · -'],
    ['RR AVE', '- · RAILROAD · AVE · -'],
    ['VIA LINDA', '- · VIA LINDA · - · -'],
    ['LA CIENEGA BLVD', '- · LA CIENEGA · BLVD · -'],
    ['EIGHT MILE RD', '- · 8 MILE · RD · -'],
    ['W 8 MILE RD', 'W · 8 MILE · RD · -'],
    ['NO 10 POND RD', '- · NO 10 POND · RD · -'],
    ['MLK JR BLVD', '- · MARTIN LUTHER KING JR · BLVD · -'],
    ['M L KING BLVD', '- · MARTIN LUTHER KING JR · BLVD · -'],
    ['M.L. King Blvd', '- · MARTIN LUTHER KING JR · BLVD · -'],
    ['MARTIN L KING DR', '- · MARTIN LUTHER KING JR · DR · -'],
    ['DR MARTIN LUTHER KING JR WAY', '- · MARTIN LUTHER KING JR · WAY · -'],
    ['Dr. Martin Luther King, Jr. Ave SE', '- · MARTIN LUTHER KING JR · AVE · SE'],
    ['JFK BLVD', '- · JOHN F KENNEDY · BLVD · -'],
    ['J F KENNEDY BLVD', '- · JOHN F KENNEDY · BLVD · -'],
    ['FDR DR', '- · FRANKLIN D ROOSEVELT · DR · -'],
    ['DR PEPPER AVE', '- · DOCTOR PEPPER · AVE · -'],
    ['WM PENN HWY', '- · WILLIAM PENN · HWY · -'],
    ['US-1', '- · US HIGHWAY 1 · - · -'],
    ['US HWY 1', '- · US HIGHWAY 1 · - · -'],
    ['U.S. Route 1', '- · US HIGHWAY 1 · - · -'],
    ['U.S. Highway No. 202', '- · US HIGHWAY 202 · - · -'],
    ['US ROUTE 5 S', '- · US HIGHWAY 5 · - · S'],
    ['VT ROUTE 22A', '- · STATE HIGHWAY 22A · - · -'],
    ['STATE RTE 22A', '- · STATE HIGHWAY 22A · - · -'],
    ['SR-22A', '- · STATE HIGHWAY 22A · - · -'],
    ['SR22A', '- · STATE HIGHWAY 22A · - · -'],
    ['ST RD 22A', '- · STATE HIGHWAY 22A · - · -'],
    ['ROUTE 22A', '- · STATE HIGHWAY 22A · - · -'],
    ['North Carolina Hwy 54', '- · STATE HIGHWAY 54 · - · -'],
    ['M-59', '- · STATE HIGHWAY 59 · - · -'],
    ['N HIGHWAY 71 BUSINESS', 'N · STATE HIGHWAY 71 BUSINESS · - · -'],
    ['BUS US 1', '- · US HIGHWAY 1 BUSINESS · - · -'],
    ['OLD HWY 66', '- · OLD STATE HIGHWAY 66 · - · -'],
    ['40 HWY', '- · STATE HIGHWAY 40 · - · -'],
    ['HIGHWAY K', '- · STATE HIGHWAY K · - · -'],
    ['CO RD 5', '- · COUNTY ROAD 5 · - · -'],
    ['CR 5', '- · COUNTY ROAD 5 · - · -'],
    ['C R 5', '- · COUNTY ROAD 5 · - · -'],
    ['COUNTY HWY 5', '- · COUNTY ROAD 5 · - · -'],
    ['CTH AA', '- · COUNTY ROAD AA · - · -'],
    ['COUNTY LINE RD', '- · COUNTY LINE · RD · -'],
    ['FM 1960', '- · FM 1960 · - · -'],
    ['FARM TO MARKET RD 1960 W', '- · FM 1960 · - · W'],
    ['I-95', '- · INTERSTATE 95 · - · -'],
    ['I95 NB', '- · INTERSTATE 95 · - · N'],
    ['INTERSTATE 95', '- · INTERSTATE 95 · - · -'],
    ['IH 35E', '- · INTERSTATE 35E · - · -'],
    ['TOWN HWY 26', '- · TOWN HIGHWAY 26 · - · -'],
    ['NFS Rd 211', '- · FOREST ROAD 211 · - · -'],
  ])('%j is %s', (text, expected) => {
    const [first] = readStreetName(text);
    expect(first && shown(first)).toBe(expected);
  });
});

describe('readStreetName, other readings', () => {
  it.each([
    ['N AVE', '- · NORTH · AVE · -'],
    ['NORTH BEND RD', '- · NORTH BEND · RD · -'],
    ['N BEND RD', '- · NORTH BEND · RD · -'],
    ['WEBB CT ST', '- · WEBB COURT · ST · -'],
    ['DRUID HILL', '- · DRUID HILL · - · -'],
    ['NORTHERN PARK WAY', '- · NORTHERN · PKWY · -'],
    ['33 RD', '- · 33RD · - · -'],
    ['E 10', 'E · 10 · - · -'],
    ['HWY 12', '- · US HIGHWAY 12 · - · -'],
    ['I 35 E', '- · INTERSTATE 35E · - · -'],
    ['LAKE WEST', '- · LAKE WEST · - · -'],
  ])('%j may be %s', (text, expected) => expect(readStreetName(text).map(shown)).toContain(expected));

  it('has none for a text without words', () => expect(readStreetName(' ., ')).toEqual([]));
});

describe('streetNameFromParts', () => {
  it.each([
    ['N', 'CHARLES', 'ST', null, 'N · CHARLES · ST · -'],
    ['', 'ST PAUL', 'ST', '', '- · SAINT PAUL · ST · -'],
    ['E', '33RD', 'ST', '', 'E · 33RD · ST · -'],
    ['W', 'NORTH', 'AVE', '', 'W · NORTH · AVE · -'],
    ['', 'BELAIR', 'ROAD', '', '- · BELAIR · RD · -'],
    ['', 'CLIFTON PARK', 'TERR', '', '- · CLIFTON PARK · TER · -'],
    ['', 'DRUID HILL', 'AVE', '', '- · DRUID HILL · AVE · -'],
    ['', 'NORTH BEND', 'ROAD', '', '- · NORTH BEND · RD · -'],
    ['', 'N CHARLES', 'ST', '', 'N · CHARLES · ST · -'],
    ['', 'THE ALAMEDA', '', '', '- · THE ALAMEDA · - · -'],
    ['S', 'BROADWAY', '', '', 'S · BROADWAY · - · -'],
    ['', 'I 95', '', 'N', '- · INTERSTATE 95 · - · N'],
    ['', '40', 'HWY', '', '- · STATE HIGHWAY 40 · - · -'],
    ['N', 'US 40', 'HWY', '', 'N · US HIGHWAY 40 · - · -'],
    ['', 'MARKET PLACE', '', '', '- · MARKET · PL · -'],
    ['', 'MARTIN LUTHER KING JR', 'BLVD', '', '- · MARTIN LUTHER KING JR · BLVD · -'],
  ])('%j %j %j %j is %s', (pre, name, suffix, post, expected) =>
    expect(shown(streetNameFromParts(pre, name, suffix, post))).toBe(expected),
  );
});

describe('any text', () => {
  it('never throws and gives at most four readings', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(readStreetName(text).length).toBeLessThanOrEqual(4);
      }),
      { numRuns: 2000 },
    );
  });

  it('is read the same when a reading is written out', () => {
    fc.assert(
      fc.property(streetText, (text) => {
        readStreetName(text).forEach((reading, at) => {
          const keys = readStreetName(formatStreet(reading)).map(({ name }) => streetKey(name));
          expect(at === 0 ? keys.slice(0, 1) : keys).toContain(streetKey(reading.name));
        });
      }),
      { numRuns: 2000 },
    );
  });
});
