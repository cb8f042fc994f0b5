import { describe, expect, it } from 'vitest';
import {
  incidentsInText,
  MOST_CHARACTERS,
} from '../../../../server/imports/formats/ballistics/told-incidents.ts';

type Told = readonly [
  agency: string | null,
  number: string | null,
  date: string | null,
  address: string | null,
  evidence: string | null,
];

const told = (text: string): Told[] =>
  incidentsInText(text).map(({ agency, number, date, address, evidence }) => [
    agency,
    number,
    date,
    address,
    evidence,
  ]);

/** As police and laboratories write them; all numbers, places and people are made up. */
const CELLS: readonly {
  readonly what: string;
  readonly text: string;
  readonly incidents: readonly Told[];
}[] = [
  {
    what: 'numbered items with brackets',
    text: '1) Baltimore PD CC# 23A00412, 01/05/2023, 1200 block N Broadway, Baltimore MD (3 casings); 2) Baltimore County Police Case 23-015550, 01/09/2023, 8200 Liberty Rd, Windsor Mill MD (firearm recovered)',
    incidents: [
      ['Baltimore PD', '23A00412', '01/05/2023', '1200 block N Broadway, Baltimore MD', '3 casings'],
      [
        'Baltimore County Police',
        '23-015550',
        '01/09/2023',
        '8200 Liberty Rd, Windsor Mill MD',
        'firearm recovered',
      ],
    ],
  },
  {
    what: 'a sentence that links',
    text: 'Baltimore PD 23A00499 on 01/11/2023 at 300 S Conkling St, Baltimore MD linked to York County Sheriff IR# 2023-0147 2023-01-02 100 E Market St, York PA',
    incidents: [
      ['Baltimore PD', '23A00499', '01/11/2023', '300 S Conkling St, Baltimore MD', null],
      ['York County Sheriff', '2023-0147', '2023-01-02', '100 E Market St, York PA', null],
    ],
  },
  {
    what: 'lines, a crossing, a month in letters',
    text: 'Baltimore PD CC# 23A00512, 01/13/2023\r\nBaltimore PD CC# 23A00533, Jan 17, 2023, W North Ave & Pennsylvania Ave',
    incidents: [
      ['Baltimore PD', '23A00512', '01/13/2023', null, null],
      ['Baltimore PD', '23A00533', 'Jan 17, 2023', 'W North Ave & Pennsylvania Ave', null],
    ],
  },
  {
    what: 'words before the agency, the offence beside the date',
    text: 'NIBIN Lead: Philadelphia PD DC# 24-25-012345 (Shooting, 3/4/2024, 2900 blk Kensington Ave) is linked to Camden County PD Case No. 24-008812 (Agg Assault, 3/9/2024, 8th & Morgan Sts, Camden NJ)',
    incidents: [
      ['Philadelphia PD', '24-25-012345', '3/4/2024', '2900 blk Kensington Ave', null],
      ['Camden County PD', '24-008812', '3/9/2024', '8th & Morgan Sts, Camden NJ', null],
    ],
  },
  {
    what: 'dashes, an agency in letters, a count that is no item, a time of day',
    text: 'Incident 1: 2024-00012345 (NPD) – 07/04/2024 – 100 BLK AVON AVE, NEWARK NJ – (4) 9mm casings\nIncident 2: 2024-00013001 (NPD) – 07/09/2024 2145 hrs – S 10TH ST / 18TH AVE, NEWARK NJ – (11) .40 S&W casings',
    incidents: [
      ['NPD', '2024-00012345', '07/04/2024', '100 BLK AVON AVE, NEWARK NJ', '(4) 9mm casings'],
      ['NPD', '2024-00013001', '07/09/2024', 'S 10TH ST / 18TH AVE, NEWARK NJ', '(11) .40 S&W casings'],
    ],
  },
  {
    what: 'the agency in the middle',
    text: 'Firearm recovered 05 Mar 2024 by Hartford PD under case 2024-008123 was test fired and linked to a shooting on Feb. 11, 2024, Hartford PD 2024-005555, 250 Albany Ave, Hartford, CT 06120',
    incidents: [
      ['Hartford PD', '2024-008123', '05 Mar 2024', null, 'Firearm recovered'],
      ['Hartford PD', '2024-005555', 'Feb. 11, 2024', '250 Albany Ave, Hartford, CT 06120', null],
    ],
  },
  {
    what: 'bars, RD numbers, days before months, a house of five digits',
    text: 'Chicago PD RD# JH123456, 15-JAN-2024, 63XX S Cottage Grove Ave | Chicago PD RD# JH130022, 02-FEB-24, 12345 S Halsted St, Chicago IL 60628',
    incidents: [
      ['Chicago PD', 'JH123456', '15-JAN-2024', '63XX S Cottage Grove Ave', null],
      ['Chicago PD', 'JH130022', '02-FEB-24', '12345 S Halsted St, Chicago IL 60628', null],
    ],
  },
  {
    what: 'capitals, an ordinal, fired cartridge casings, a sheriff',
    text: "MILWAUKEE PD IR 24-099-0123 ON APRIL 8TH, 2024 AT 2400 W CENTER ST, MILWAUKEE, WI WHERE SIX 9MM LUGER FCCS WERE RECOVERED; RACINE COUNTY SHERIFF'S OFFICE 24-004412 ON 4/11/24 AT 1900 BLOCK OF TAYLOR AVE, RACINE, WI",
    incidents: [
      [
        'MILWAUKEE PD',
        '24-099-0123',
        'APRIL 8, 2024',
        '2400 W CENTER ST, MILWAUKEE, WI',
        'SIX 9MM LUGER FCCS WERE RECOVERED',
      ],
      [
        "RACINE COUNTY SHERIFF'S OFFICE",
        '24-004412',
        '4/11/24',
        '1900 BLOCK OF TAYLOR AVE, RACINE, WI',
        null,
      ],
    ],
  },
  {
    what: 'no agency, strokes',
    text: '25-0012345 / 2025-03-01 / 900 block Main St\n25-0012990 / 2025-03-07 / 5th St and Elm St',
    incidents: [
      [null, '25-0012345', '2025-03-01', '900 block Main St', null],
      [null, '25-0012990', '2025-03-07', '5th St and Elm St', null],
    ],
  },
  {
    what: 'a list of numbers',
    text: 'NIBIN links cases 24-001234, 24-001301 and 24-002222.',
    incidents: [
      [null, '24-001234', null, null, null],
      [null, '24-001301', null, null, null],
      [null, '24-002222', null, null, null],
    ],
  },
  {
    what: 'a list of one agency, with dates',
    text: 'Newark PD cases 24-001234 (3/4/2024) and 24-001301 (3/9/2024)',
    incidents: [
      ['Newark PD', '24-001234', '3/4/2024', null, null],
      ['Newark PD', '24-001301', '3/9/2024', null, null],
    ],
  },
  {
    what: 'no number, a person who is not of the place',
    text: 'Gary PD, 11/02/2024, 4th and Broadway, Gary, IN, victim John Roe',
    incidents: [['Gary PD', null, '11/02/2024', '4th and Broadway, Gary, IN', null]],
  },
  {
    what: 'a serial number, which is no case',
    text: "On 12/01/2024 Prince George's County Police recovered a Ruger 9mm pistol serial # 371-00420 at 5000 Marlboro Pike under CCN 24005678",
    incidents: [
      ["Prince George's County Police", '24005678', '12/01/2024', '5000 Marlboro Pike', '9mm pistol'],
    ],
  },
  {
    what: 'numbered cases, a house like a number',
    text: 'Case #1 - 24-33120, Oakland PD, 06/01/2024, 9800 International Blvd\nCase #2 - 24-33988, Oakland PD, 06/08/2024, 1100 block 92nd Ave',
    incidents: [
      ['Oakland PD', '24-33120', '06/01/2024', '9800 International Blvd', null],
      ['Oakland PD', '24-33988', '06/08/2024', '1100 block 92nd Ave', null],
    ],
  },
  {
    what: 'a drive with its ZIP is no DR number',
    text: 'Shooting 10/3/2024 123 Oak Dr 21215',
    incidents: [[null, null, '10/3/2024', '123 Oak Dr 21215', null]],
  },
  {
    what: 'a case number that is like a date',
    text: 'Event 24-05-1234 and event 24-06-2210',
    incidents: [
      [null, '24-05-1234', null, null, null],
      [null, '24-06-2210', null, null, null],
    ],
  },
  {
    what: 'a corner; casings of two calibers',
    text: 'Buffalo PD 24-2210455, 8 May 2024, corner of Genesee St & Moselle St (multiple 9mm and .40 casings)',
    incidents: [['Buffalo PD', '24-2210455', '8 May 2024', 'Genesee St & Moselle St', '.40 casings']],
  },
  {
    what: 'a city alone',
    text: 'Homicide, Baltimore MD, 10/3/2024',
    incidents: [[null, null, '10/3/2024', 'Baltimore MD', null]],
  },
  {
    what: 'no incident',
    text: 'No further details are available.',
    incidents: [],
  },
  {
    what: 'an agency and evidence alone',
    text: 'Newark PD recovered casings; see the lab report.',
    incidents: [],
  },
  {
    what: 'nothing',
    text: '',
    incidents: [],
  },
];

describe('incidentsInText', () => {
  it.each(CELLS)('reads $what', ({ text, incidents }) => {
    expect(told(text)).toEqual(incidents);
  });

  it('reads no further than it says', () => {
    const first = 'Newark PD 24-001234, 3/4/2024';
    expect(told(`${first}${' '.repeat(MOST_CHARACTERS)}; Newark PD 24-001301, 3/9/2024`)).toHaveLength(1);
  });

  it.each(
    [
      'a',
      '1',
      '1-',
      ' ',
      '(',
      'A ',
      '1) ',
      'AB12-',
      ', ',
      'at ',
      '9mm ',
      'case ',
      '12345-1 and ',
      'Police ',
      'A.A ',
      '(1234567)',
      '1/1/2024 ',
    ].map((piece) => [piece]),
  )('is quick with a hundred thousand characters of %j', (piece) => {
    const hostile = piece.repeat(100_000 / piece.length);
    const startedAt = performance.now();
    incidentsInText(hostile);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
