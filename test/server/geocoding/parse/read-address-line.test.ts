import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAddressLine } from '../../../../server/geocoding/parse/read-address-line.ts';
import { anyText } from './address-text.ts';

describe('readAddressLine', () => {
  it.each([
    ['1200 N Charles St, Baltimore, MD 21201', '1200 N Charles St', 'Baltimore', 'MD', '21201'],
    [
      '1200 N Charles St, Apt 4, Baltimore, MD 21201-1234',
      '1200 N Charles St, Apt 4',
      'Baltimore',
      'MD',
      '21201',
    ],
    ['1200 N CHARLES ST BALTIMORE MD 21201', '1200 N CHARLES ST', 'BALTIMORE', 'MD', '21201'],
    ['1200 N CHARLES ST APT 4 BALTIMORE MD', '1200 N CHARLES ST APT 4', 'BALTIMORE', 'MD', null],
    ['1200 N CHARLES ST BALTIMORE, MD 21201', '1200 N CHARLES ST', 'BALTIMORE', 'MD', '21201'],
    ['1200 CHARLES ST, #4 BALTIMORE, MD', '1200 CHARLES ST, # 4', 'BALTIMORE', 'MD', null],
    ['100 MAIN ST, APT 4 SPRINGFIELD IL', '100 MAIN ST, APT 4', 'SPRINGFIELD', 'IL', null],
    ['1200 N CHARLES ST, BALTIMORE 21201', '1200 N CHARLES ST', 'BALTIMORE', null, '21201'],
    ['500 ST PAUL ST BALTIMORE MD', '500 ST PAUL ST', 'BALTIMORE', 'MD', null],
    ['100 PARK PLACE DR ATLANTA GA', '100 PARK PLACE DR', 'ATLANTA', 'GA', null],
    ['100 PARK AVE WEST PALM BEACH FL 33401', '100 PARK AVE', 'WEST PALM BEACH', 'FL', '33401'],
    ['100 5th Ave N, St. Petersburg, FL', '100 5th Ave N', 'St. Petersburg', 'FL', null],
    ['1 K St NW Washington District of Columbia', '1 K St NW', 'Washington', 'DC', null],
    ['1 K ST NW, WASHINGTON DC 20001', '1 K ST NW', 'WASHINGTON', 'DC', '20001'],
    ['12 Elm St, Charleston, West Virginia', '12 Elm St', 'Charleston', 'WV', null],
    ['800 BROADWAY NEW YORK NY 10003', '800 BROADWAY', 'NEW YORK', 'NY', '10003'],
    ['37-12 PRINCE ST FLUSHING NY', '37-12 PRINCE ST', 'FLUSHING', 'NY', null],
    ['88175 US HIGHWAY 278 ALTOONA AL 35952', '88175 US HIGHWAY 278', 'ALTOONA', 'AL', '35952'],
    ['2900 BLK W NORTH AVE BALTIMORE MD', '2900 BLK W NORTH AVE', 'BALTIMORE', 'MD', null],
    ['MAIN ST & OAK AVE DAYTON OH', 'MAIN ST & OAK AVE', 'DAYTON', 'OH', null],
    ['PO BOX 12 CORDOVA AK 99574', 'PO BOX 12', 'CORDOVA', 'AK', '99574'],
    ['4 Elm St\nConcord NH 03301 USA', '4 Elm St', 'Concord', 'NH', '03301'],
    ['Soldotna, AK 99669', null, 'Soldotna', 'AK', '99669'],
    ['BALTIMORE MD', null, 'BALTIMORE', 'MD', null],
    ['12 OAK CT', '12 OAK CT', null, null, null],
    ['12 OAK ST NE', '12 OAK ST NE', null, null, null],
    ['12 OAK CT, HARTFORD, CT', '12 OAK CT', 'HARTFORD', 'CT', null],
    ['1200 N CHARLES ST', '1200 N CHARLES ST', null, null, null],
    ['', null, null, null, null],
  ])('%j', (line, street, city, state, zip) =>
    expect(readAddressLine(line)).toMatchObject({ street, city, state, zip }),
  );

  it('reads the street line as well', () => {
    expect(readAddressLine('1200 N Charles St, Baltimore, MD').streetLine).toMatchObject({
      kind: 'address',
      number: 1200,
    });
    expect(readAddressLine('Baltimore, MD').streetLine).toEqual({ kind: 'nothing' });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(anyText, (line) => {
        expect(readAddressLine(line)).toHaveProperty('streetLine');
      }),
      { numRuns: 2000 },
    );
  });
});
