/** Headings of files as agencies, ATF and states write them, and the fields they are taken for. */
import { describe, expect, it } from 'vitest';
import type { ImportFormat } from '../../../../domain/vocabulary.ts';
import { FORMATS } from '../../../../server/imports/formats/formats.ts';
import { placeFields } from '../../../../server/imports/formats/records/place-fields.ts';
import { field, guessByHeadings } from '../../../../server/imports/formats/records/record-fields.ts';

/** The headings of a file with the field each is to be taken for, and what stands below it. */
type Columns = readonly (readonly [heading: string, fieldKey: string | null, value?: string])[];

const FILES: readonly (readonly [format: ImportFormat, what: string, columns: Columns])[] = [
  [
    'ballistics',
    'NIBIN lead notifications, two events a row',
    [
      ['NIBIN Lead ID', 'link_number'],
      ['Lead Notification Date', 'linked_on', '3/1/2024'],
      ['Lead Status', 'link_type'],
      ['NIBIN Site', null],
      ['Event 1 Case Number', 'incident_number'],
      ['Event 1 Agency', 'incident_agency'],
      ['Event 1 Date', 'incident_date', '1/2/2024'],
      ['Event 1 Location', 'place_street', '100 Main St'],
      ['Event 1 Crime Type', null],
      ['Event 2 Case Number', 'other_number'],
      ['Event 2 Agency', 'other_agency'],
      ['Event 2 Date', 'other_date', '2/2/2024'],
      ['Event 2 Location', 'other_address', '200 Elm St, Camden, NJ 08101'],
      ['Caliber', 'caliber'],
    ],
  ],
  [
    'ballistics',
    'the same with bare headings after each case',
    [
      ['Lead #', 'link_number'],
      ['Date Sent', 'linked_on', '3/1/2024'],
      ['Primary Case', 'incident_number'],
      ['Primary Agency', 'incident_agency'],
      ['Address', 'place_street', '100 Main St'],
      ['City', 'place_city', 'Newark'],
      ['Associated Case', 'other_number'],
      ['Associated Agency', 'other_agency'],
      ['Address (2)', 'other_street', '2 Elm St'],
      ['City (2)', 'other_city', 'Camden'],
    ],
  ],
  [
    'ballistics',
    'one incident of a group a row',
    [
      ['Cluster', 'link_number'],
      ['Hit/Lead', 'link_type'],
      ['Date of Notification', 'linked_on', '3/1/2024'],
      ['Incident #', 'incident_number'],
      ['OCC_DATE', 'incident_date', '1/2/2024'],
      ['Originating Agency', 'incident_agency'],
      ['Incident Address', 'place_street', '100 Main St'],
      ['EXHIBIT_TYPE', 'incident_evidence'],
    ],
  ],
  [
    'ballistics',
    'a lead told in text',
    [
      ['Lead Number', 'link_number'],
      ['Date of Lead', 'linked_on', '2/2/2024'],
      ['Examiner', null],
      ['Narrative of Events', 'narrative'],
    ],
  ],
  [
    'multiple-sales',
    'an extract of ATF F 3310.4',
    [
      ['MS Report No', 'report_number'],
      ['Date of Transfer', 'sold_on', '1/2/2024'],
      ['FFL Number', 'dealer_license_number', '1-54-760-01-6F-21093'],
      ['Trade Name', 'dealer_name'],
      ['Street', 'dealer_street', '1 Arms Rd'],
      ['City', 'dealer_city', 'Richmond'],
      ['State', 'dealer_state', 'VA'],
      ['Transferee Last Name', 'purchaser_last_name', 'MARLOWE'],
      ['Transferee First Name', 'purchaser_first_name', 'TESS'],
      ['Date of Birth', 'purchaser_birth_date', '4/2/1994'],
      ['Residence Address', 'place_street', '14 Fern St'],
      ['City (2)', 'place_city', 'Richmond'],
      ['State (2)', 'place_state', 'VA'],
      ['Zip Code', 'place_zip', '23220'],
      ['Manufacturer', 'manufacturer', 'GLOCK'],
      ['Model', 'model', '19'],
      ['Caliber or Gauge', 'caliber'],
      ['Serial Number', 'serial_number'],
      ['Type', 'firearm_type', 'Pistol'],
    ],
  ],
  [
    'multiple-sales',
    'a report a row',
    [
      ['Purchase Date', 'sold_on', '1/2/2024'],
      ['Purchaser', 'purchaser_name', 'MARLOWE, TESS'],
      ['DOB', 'purchaser_birth_date', '4/2/1994'],
      ['Address', 'place_street', '14 Fern St'],
      ['City', 'place_city', 'Richmond'],
      ['TOTAL_HANDGUNS', 'guns', '3'],
      ['Dealer', 'dealer_name', 'RIVER CITY ARMS'],
      ['Dealer License', 'dealer_license_number', '1-54-21093'],
    ],
  ],
  [
    'thefts',
    'an extract of ATF F 3310.11',
    [
      ['ATF Theft/Loss #', 'report_number'],
      ['FFL Number', 'dealer_license_number', '1-54-760-01-6F-21093'],
      ['Licensee Name', 'dealer_name'],
      ['Street Address', 'dealer_street', '900 Hull St'],
      ['City', 'dealer_city', 'Richmond'],
      ['State', 'dealer_state', 'VA'],
      ['Date of Theft/Loss', 'stolen_on', '1/1/2024'],
      ['Date Reported to Police', 'reported_on', '1/3/2024'],
      ['Description of Incident', 'theft_kind', 'Burglary'],
      ['Manufacturer', 'manufacturer', 'GLOCK'],
      ['Importer', 'importer'],
      ['Model', 'model', '17'],
      ['Serial Number', 'serial_number'],
      ['Type', 'firearm_type', 'Pistol'],
      ['Caliber/Gauge', 'caliber'],
      ['Quantity', 'guns', '1'],
    ],
  ],
  [
    'thefts',
    'a police export',
    [
      ['INCIDENT_NO', 'report_number'],
      ['REPORT_DATE', 'reported_on', '1/3/2024'],
      ['Type', 'theft_kind', 'Burglary'],
      ['VICTIM_TYPE', 'victim_kind', 'Individual'],
      ['Reported By', null, 'Roe, Mary'],
      ['BLOCK_ADDRESS', 'place_street', '100 BLK A St'],
      ['CITY', 'place_city', 'Dover'],
      ['STATE', 'place_state', 'DE'],
      ['MAKE', 'manufacturer', 'GLOCK'],
      ['SERIAL_NO', 'serial_number'],
    ],
  ],
  [
    'dealer-sales',
    'a state registry by month',
    [
      ['Licensee', 'dealer_name', 'ARMS'],
      ['License #', 'dealer_license_number', '8-52-01234'],
      ['Year', 'period', '2024'],
      ['Month', 'month', '3'],
      ['Handguns Sold', 'handguns_sold', '412'],
      ['Long Guns Sold', 'long_guns_sold', '233'],
      ['Total Transactions', 'guns_sold', '645'],
    ],
  ],
  [
    'dealer-sales',
    'a state registry, its months whole',
    [
      ['Store Name', 'dealer_name', 'ARMS'],
      ['Town', 'dealer_city', 'Dover'],
      ['Month', 'period', '2024-03'],
      ['TOTAL DROS', 'guns_sold', '645'],
      ['Percent change', null, '3'],
    ],
  ],
  [
    'dealer-sales',
    'California’s table of crime-gun dealers',
    [
      ['Firearm Dealer Name', 'dealer_name', 'SIERRA ARMS'],
      ['Street Address', 'dealer_street', '410 Valley Rd'],
      ['City', 'dealer_city', 'Fresno'],
      ['Zip Code', 'dealer_zip', '93650'],
      ['# of Crime Guns', 'crime_guns', '120'],
      ['# of Firearms Sold', 'guns_sold', '8,000'],
      ['Crime Gun %', 'share_percent', '1.5%'],
    ],
  ],
  [
    'inspections',
    'ATF’s results',
    [
      ['FFL Number', 'dealer_license_number', '1-54-760-01-6F-21093'],
      ['Licensee/Trade Name', 'dealer_name', 'ARMS'],
      ['Premises Address', 'dealer_street', '900 Hull St'],
      ['City', 'dealer_city', 'Richmond'],
      ['State', 'dealer_state', 'VA'],
      ['Inspection Start Date', null, '1/1/2024'],
      ['Inspection End Date', 'inspected_on', '2/1/2024'],
      ['Final Decision', 'result', 'Revocation'],
      ['Violation(s)', 'violations', '3'],
    ],
  ],
  [
    'debriefs',
    'interviews, without whoever was asked and who asked',
    [
      ['Debrief #', 'debrief_number'],
      ['Date of Debriefing', 'debriefed_on', '1/1/2024'],
      ['Debriefing Officer', null, 'SMITH'],
      ['Subject Name', null, 'ROE, JOHN'],
      ['DOB', null, '1/1/1990'],
      ['Method Acquired', 'obtained_how', 'Street'],
      ['Source of Firearm', 'obtained_from', 'Friend'],
      ['Date Acquired', 'obtained_on', '12/1/2023'],
      ['City Acquired', 'place_city', 'York'],
      ['State Acquired', 'place_state', 'PA'],
      ['Price ($)', 'price_dollars', '$400'],
      ['Narrative', 'statement'],
      ['Make', 'manufacturer', 'GLOCK'],
      ['Serial #', 'serial_number'],
    ],
  ],
  [
    'debriefs',
    'a name where a kind of source should stand',
    [
      ['Interview Dt', 'debriefed_on', '1/1/2024'],
      ['From Whom', null, 'ROE, MARY'],
      ['How Acquired', 'obtained_how', 'Street'],
    ],
  ],
  [
    'incidents',
    'shots fired, with the casings found',
    [
      ['Case Number', 'incident_number'],
      ['Occurred Date', 'occurred_on', '1/2/2024'],
      ['Block', 'place_street', '100 BLK A St'],
      ['Number of Shell Casings', 'casings', '12'],
      ['Casing Caliber', 'casing_caliber'],
    ],
  ],
];

const guess = (format: ImportFormat, columns: Columns) =>
  FORMATS[format].guessMapping({
    columns: columns.map(([heading]) => heading),
    firstRow: 2,
    samples: [columns.map(([, , value]) => value ?? '')],
  });

describe('headings', () => {
  it.each(FILES)('of %s: %s', (format, _what, columns) => {
    expect(guess(format, columns)).toEqual(
      Object.fromEntries(columns.flatMap(([heading, key]) => (key === null ? [] : [[key, heading]]))),
    );
  });

  it.each([
    'ballistics',
    'debriefs',
    'dealer-sales',
    'multiple-sales',
    'thefts',
    'inspections',
    'incidents',
  ] as const)('of %s are taken for a field each, whatever their order', (format) => {
    const columns = FILES.filter(([of]) => of === format)
      .flatMap(([, , of]) => of)
      .filter(([heading], index, all) => all.findIndex(([other]) => other === heading) === index);
    const mapped = Object.values(guess(format, columns.toReversed()));
    expect(mapped.length).toBeGreaterThan(0);
    expect(new Set(mapped).size).toBe(mapped.length);
  });
});

describe('placeFields', () => {
  const own = (prefix: string, isBare: boolean) => [
    field(prefix, `${prefix}_name`, 'Name', 'name', [`${prefix.toUpperCase()} NAME`]),
    ...placeFields({ prefix, group: prefix, words: [prefix.toUpperCase()], suffixes: ['OF SALE'], isBare }),
  ];
  const fields = [...own('home', true), ...own('shop', false)];
  const mapped = (...columns: string[]) => guessByHeadings(fields, { columns, firstRow: 2, samples: [] });

  it('has coordinates, an address on one line and its parts', () => {
    expect(own('home', true).map(({ key }) => key)).toEqual([
      'home_name',
      'home_latitude',
      'home_longitude',
      'home_address',
      'home_street',
      'home_city',
      'home_county',
      'home_state',
      'home_zip',
    ]);
  });

  it('knows whose it is by a word before or after', () => {
    expect(mapped('Shop City', 'City of Sale', 'Home City')).toEqual({
      home_city: 'Home City',
      shop_city: 'Shop City',
    });
    expect(mapped('City of Sale')).toEqual({ home_city: 'City of Sale' });
  });

  it('gives a bare heading to whom the columns before it are of', () => {
    expect(mapped('City', 'Shop Name', 'City (2)')).toEqual({
      shop_name: 'Shop Name',
      home_city: 'City',
      shop_city: 'City (2)',
    });
    expect(mapped('Shop Name', 'Home Name', 'City')).toEqual({
      shop_name: 'Shop Name',
      home_name: 'Home Name',
      home_city: 'City',
    });
  });

  it('gives it to the other where they have it already', () => {
    expect(mapped('Shop Name', 'Shop City', 'City')).toEqual({
      shop_name: 'Shop Name',
      shop_city: 'Shop City',
      home_city: 'City',
    });
  });
});
