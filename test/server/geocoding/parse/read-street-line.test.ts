import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStreetLine } from '../../../../server/geocoding/parse/read-street-line.ts';
import type { StreetName } from '../../../../server/geocoding/parse/street.ts';
import { formatStreet } from '../../../../server/geocoding/parse/street.ts';
import { anyText } from './address-text.ts';

const likeliest = (readings: readonly StreetName[] | undefined): string =>
  readings?.[0] === undefined ? '' : formatStreet(readings[0]);

/** A line as read, in one line: `1200 B (APT 4): N CHARLES ST`, `2900-2999: MAIN ST`, `MAIN ST x OAK ST`. */
function shown(text: string): string {
  const line = readStreetLine(text);
  switch (line.kind) {
    case 'address': {
      const { number, numberSuffix, unit, streets } = line;
      return `${number}${numberSuffix === null ? '' : ` ${numberSuffix}`}${unit === null ? '' : ` (${unit})`}: ${likeliest(streets)}`;
    }
    case 'block':
      return `${line.from}-${line.to}: ${likeliest(line.streets)}`;
    case 'intersection':
      return line.crossing.map(likeliest).join(' x ');
    case 'street':
      return likeliest(line.streets);
    case 'milepost':
      return `mile ${line.mile}: ${likeliest(line.streets)}`;
    case 'box':
      return `box: ${line.text}`;
    case 'nothing':
      return 'nothing';
  }
}

describe('readStreetLine', () => {
  it.each([
    // Numbers
    ['1200 N Charles St', '1200: N CHARLES ST'],
    ['1200 north charles street', '1200: N CHARLES ST'],
    ['1200N CHARLES ST', '1200: N CHARLES ST'],
    ['1200-N CHARLES ST', '1200: N CHARLES ST'],
    ['# 1200 MAIN ST', '1200: MAIN ST'],
    ['1,200 MAIN ST', '1200: MAIN ST'],
    ['123 1/2 MAIN ST', '123 1/2: MAIN ST'],
    ['123-1/2 MAIN ST', '123 1/2: MAIN ST'],
    ['123½ Main St', '123 1/2: MAIN ST'],
    ['1234B MAIN ST', '1234 B: MAIN ST'],
    ['1234-B MAIN ST', '1234 B: MAIN ST'],
    ['1234 B MAIN ST', '1234 B: MAIN ST'],
    ['1234 B ST', '1234: B ST'],
    ['1234 C STREET NE', '1234: C ST NE'],
    ['37-12 PRINCE ST', '3712 -12: PRINCE ST'],
    ['37-12A PRINCE ST', '3712 -12A: PRINCE ST'],
    ['37-12 1/2 PRINCE ST', '3712 -12: PRINCE ST'],
    ['112-30 34TH AVE', '11230 -30: 34TH AVE'],
    ['92-1234 ALIINUI DR', '921234 -1234: ALIINUI DR'],
    ['1200-1204 MAIN ST', '1200: MAIN ST'],
    ['1200 - 1204 MAIN ST', '1200: MAIN ST'],
    ['1200-04 MAIN ST', '1200: MAIN ST'],
    ['1200 & 1204 MAIN ST', '1200: MAIN ST'],
    ['123-125 1/2 MAIN ST', '123: MAIN ST'],
    ['N6W23001 BLUEMOUND RD', '23001 N6W: BLUEMOUND RD'],
    ['W140N8917 LILLY RD', '8917 W140N: LILLY RD'],
    ['38W590 MAIN ST', '590 38W: MAIN ST'],
    ['W3709 COUNTY ROAD H', '3709 W: COUNTY ROAD H'],
    ['T703 State Route 66', '703 T: STATE HIGHWAY 66'],
    ['ONE CALVERT PLZ', '1: CALVERT PLZ'],
    ['1500 1500 BROENING HWY', '1500: BROENING HWY'],
    ['6800 6816  STURBRIDGE ST ST', '6816: STURBRIDGE ST'],
    ['3000 3021         BELVEDERE', '3021: BELVEDERE'],
    ['0 MAIN ST', 'MAIN ST'],
    ['000100 MAIN ST', '100: MAIN ST'],
    ['1200 MAIN', '1200: MAIN'],
    ['1200', 'nothing'],
    ['12OO MAIN ST', '1200: MAIN ST'],
    // Streets that begin with a number
    ['5 AVE', '5TH AVE'],
    ['42 ST', '42ND ST'],
    ['33 RD ST', '33RD ST'],
    ['600 33 ST', '600: 33RD ST'],
    ['600 33 RD ST', '600: 33RD ST'],
    ['1 22ND ST', '1: 22ND ST'],
    ['1 1ST ST', '1: 1ST ST'],
    ['33RD ST', '33RD ST'],
    ['8 MILE RD', '8 MILE RD'],
    ['19200 8 MILE RD', '19200: 8 MILE RD'],
    ['19200 EIGHT MILE RD', '19200: 8 MILE RD'],
    ['21 ST PAUL ST', '21: SAINT PAUL ST'],
    ['10 W 41ST. ST', '10: W 41ST ST'],
    ['500 E', '500 E'],
    // Grids of Utah and Idaho
    ['400 S 500 E', '400: S 500 E'],
    ['400 SOUTH 500 EAST', '400: S 500 E'],
    ['1234 E 3900 S', '1234: E 3900 S'],
    ['239 South 500 East Apt 3', '239 (APT 3): S 500 E'],
    // Units
    ['1200 N CHARLES ST APT 4B', '1200 (APT 4B): N CHARLES ST'],
    ['1200 N CHARLES ST APARTMENT # 4', '1200 (APT 4): N CHARLES ST'],
    ['1200 N CHARLES ST #4', '1200 (#4): N CHARLES ST'],
    ['1200 N CHARLES ST # 4', '1200 (#4): N CHARLES ST'],
    ['1200 N CHARLES ST, APT 4', '1200 (APT 4): N CHARLES ST'],
    ['1200 N CHARLES ST, 4B', '1200 (4B): N CHARLES ST'],
    ['1200 N CHARLES ST 4B', '1200 (4B): N CHARLES ST'],
    ['1200 N CHARLES ST B', '1200 (B): N CHARLES ST'],
    ['1200 N CHARLES ST APT4', '1200 (APT4): N CHARLES ST'],
    ['1200 N CHARLES ST SUITE 200', '1200 (STE 200): N CHARLES ST'],
    ['1200 N CHARLES ST 2ND FL', '1200 (2ND FL): N CHARLES ST'],
    ['1200 N CHARLES ST FLOOR 2', '1200 (FL 2): N CHARLES ST'],
    ['1200 MAIN ST 1ST FLOOR REAR', '1200 (1ST FL REAR): MAIN ST'],
    ['1200 MAIN ST BLDG 3 APT 4', '1200 (BLDG 3 APT 4): MAIN ST'],
    ['1200 MAIN ST UNIT 12', '1200 (UNIT 12): MAIN ST'],
    ['1200 MAIN ST LOT 12', '1200 (LOT 12): MAIN ST'],
    ['1200 MAIN ST RM 5', '1200 (RM 5): MAIN ST'],
    ['1200 MAIN ST REAR', '1200 (REAR): MAIN ST'],
    ['1200 MAIN ST IN THE REAR', '1200 (REAR): MAIN ST'],
    ['1200 MAIN ST (REAR)', '1200 (REAR): MAIN ST'],
    ['1200 REAR MAIN ST', '1200 (REAR): MAIN ST'],
    ['REAR OF 1200 MAIN ST', '1200 (REAR): MAIN ST'],
    ['1200 MAIN ST BASEMENT', '1200 (BSMT): MAIN ST'],
    ['1200 MAIN ST UPPER', '1200 (UPPR): MAIN ST'],
    ['106 EAST FRONT', '106: E FRONT'],
    ['106 FRONT ST', '106: FRONT ST'],
    ['1200 MAIN ST APT', '1200: MAIN ST'],
    ['APT 4 1200 MAIN ST', '1200 (APT 4): MAIN ST'],
    ['APT 4, 1200 MAIN ST', '1200 (APT 4): MAIN ST'],
    ['5600 FRANKFORD APT. A2 AVE', '5600 (APT A2): FRANKFORD AVE'],
    ['820 East IH35 South Suite A', '820 (STE A): E INTERSTATE 35 S'],
    ['12 HWY # 54', '12: STATE HIGHWAY 54'],
    ['12 STE GENEVIEVE AVE', '12: SAINTE GENEVIEVE AVE'],
    // Names
    ['400 MARTIN LUTHER KING JR. BLVD', '400: MARTIN LUTHER KING JR BLVD'],
    ['800 BROADWAY', '800: BROADWAY'],
    ['101 AVENUE B', '101: AVENUE B'],
    ['5600 THE ALAMEDA', '5600: THE ALAMEDA'],
    ['1100 NORTH AV', '1100: NORTH AVE'],
    ['1700 W. NORTH AVE ST', '1700: W NORTH AVE'],
    ['2500 E.BIDDLE ST', '2500: E BIDDLE ST'],
    ['900 PENNSYLVANIA AVE ST', '900: PENNSYLVANIA AVE'],
    ['2000 FAYETTE ST ST', '2000: FAYETTE ST'],
    ['1400 MC HENRY ST', '1400: MC HENRY ST'],
    ["3000 O'DONNELL ST", '3000: ODONNELL ST'],
    ['100 LEWIS AND CLARK DR', '100: LEWIS AND CLARK DR'],
    ['100 HENRY G. PARKS, JR. CIR', '100: HENRY G PARKS JR CIR'],
    ['4300 STATE RD 7', '4300: STATE HIGHWAY 7'],
    ['88175 US Highway 278', '88175: US HIGHWAY 278'],
    ['7104 Highway 62 West', '7104: STATE HIGHWAY 62 W'],
    ['6189 US Highway 18 And 15', '6189: US HIGHWAY 18'],
    ['15 CO RD 12', '15: COUNTY ROAD 12'],
    ['21300 I-45 N', '21300: INTERSTATE 45 N'],
    ['12 BOX ELDER RD', '12: BOX ELDER RD'],
    ['12 École Ave', '12: ECOLE AVE'],
    ['JOHNS HOPKINS HOSPITAL, 1800 ORLEANS ST', '1800: ORLEANS ST'],
    ['WALMART 1200 N MAIN ST', '1200: N MAIN ST'],
    ['FRONT OF 1200 N CHARLES', '1200: N CHARLES'],
    ['999 BUSINESS 83', '999: STATE HIGHWAY 83 BUSINESS'],
    ['1200 MAIN ST, NEAR THE PARK', '1200: MAIN ST'],
    ['1200 N CHARLES ST & PRATT ST', '1200: N CHARLES ST'],
    ['1200 N CHARLES ST N/O BIDDLE ST', '1200: N CHARLES ST'],
    // Whereabouts on the street
    ['3904 W FRANKLIN BLVD NEAR S LOUDON ST', '3904: W FRANKLIN BLVD'],
    ['3904 W FRANKLIN BLVD ACROSS FROM S LOUDON ST', '3904: W FRANKLIN BLVD'],
    ['3904 W FRANKLIN BLVD BEHIND S LOUDON ST', '3904: W FRANKLIN BLVD'],
    ['3904 W FRANKLIN BLVD OFF S LOUDON ST', '3904: W FRANKLIN BLVD'],
    ['3904 W FRANKLIN BLVD JUST OFF OF S LOUDON ST', '3904: W FRANKLIN BLVD'],
    ['3904 W FRANKLIN BLVD BETWEEN 1ST ST AND 2ND ST', '3904: W FRANKLIN BLVD'],
    ['3904 W FRANKLIN BLVD NEXT TO 7 ELEVEN', '3904: W FRANKLIN BLVD'],
    ['3904 W FRANKLIN BLVD APT 2 NEAR S LOUDON ST', '3904 (APT 2): W FRANKLIN BLVD'],
    ['3904 MAIN ST NW OFF 3RD ST', '3904: MAIN ST NW'],
    ['3904 W 25TH OFF CHARLES', '3904: W 25TH'],
    ['3904 W FRANKLIN NEAR LOUDON', '3904: W FRANKLIN'],
    ['100 NEAR NORTH AVE', '100: NEAR NORTH AVE'],
    ['100 CUT OFF RD', '100: CUT OFF RD'],
    ['100 IN BETWEEN RD', '100: IN BETWEEN RD'],
    ['100 MAIN ST BY PASS', '100: MAIN SAINT BY PASS'],
    ['IFO 123 MAIN ST', '123: MAIN ST'],
    ['I/F/O 123 MAIN ST', '123: MAIN ST'],
    ['123 MAIN ST I/F/O', '123: MAIN ST'],
    ['123 MAIN ST IN FRONT OF', '123: MAIN ST'],
    ['OUTSIDE 1230 N MAIN', '1230: N MAIN'],
    ['ACROSS FROM 123 MAIN ST', '123: MAIN ST'],
    ['R/O 123 MAIN ST', '123 (REAR): MAIN ST'],
    ['123 MAIN ST R/O', '123 (REAR): MAIN ST'],
    ['REAR OF 123 MAIN ST', '123 (REAR): MAIN ST'],
    ['123 MAIN ST (REAR)', '123 (REAR): MAIN ST'],
    ['C/O JOHN SMITH 123 MAIN ST', '123: MAIN ST'],
    ['123 MAIN ST C/O JOHN SMITH', '123: MAIN ST'],
    ['123 MAIN ST W OF OAK ST', '123: MAIN ST'],
    ['MAIN ST - W OF OAK 123 MAIN ST', '123: MAIN ST'],
    // Hundred-blocks
    ['2900 BLK N CHARLES ST', '2900-2999: N CHARLES ST'],
    ['2900 BLK. N CHARLES ST', '2900-2999: N CHARLES ST'],
    ['2900 BLOCK OF NORTH AVE', '2900-2999: NORTH AVE'],
    ['2950 BLOCK NORTH AVE', '2900-2999: NORTH AVE'],
    ['2900-BLK W NORTH AVE', '2900-2999: W NORTH AVE'],
    ['100 BLOCK N MAIN ST', '100-199: N MAIN ST'],
    ['29XX N CHARLES ST', '2900-2999: N CHARLES ST'],
    ['29xx block of n charles st', '2900-2999: N CHARLES ST'],
    ['29 XX MAIN ST', '2900-2999: MAIN ST'],
    ['290X MAIN ST', '2900-2909: MAIN ST'],
    ['2XX MAIN ST', '200-299: MAIN ST'],
    ['UNIT BLOCK OF W BALTIMORE ST', '1-99: W BALTIMORE ST'],
    ['UNIT BLK W BALTIMORE ST', '1-99: W BALTIMORE ST'],
    ['00 BLK W BALTIMORE ST', '1-99: W BALTIMORE ST'],
    ['0 BLOCK MAIN ST', '1-99: MAIN ST'],
    ['IN THE 1700 BLOCK OF E 25TH ST', '1700-1799: E 25TH ST'],
    ['THE 1700 BLOCK OF THE ALAMEDA', '1700-1799: THE ALAMEDA'],
    ['BLOCK OF 2900 MAIN ST', '2900-2999: MAIN ST'],
    ['2900 N CHARLES ST BLK', '2900-2999: N CHARLES ST'],
    ['2900 BLK N CHARLES ST & 29TH ST', '2900-2999: N CHARLES ST'],
    ['2900 BLK N CHARLES ST NEAR 29TH ST', '2900-2999: N CHARLES ST'],
    ['2900 BLOCK OF N CHARLES ST B/T 29TH ST & 30TH ST', '2900-2999: N CHARLES ST'],
    ['2900 N CHARLES ST', '2900: N CHARLES ST'],
    ['1200BLK N CHARLES ST', '1200-1299: N CHARLES ST'],
    ['2900-2999 BLK N CHARLES ST', '2900-2999: N CHARLES ST'],
    ['BLOCK ISLAND AVE', 'BLOCK ISLAND AVE'],
    // Crossings
    ['N CHARLES ST & E PRATT ST', 'N CHARLES ST x E PRATT ST'],
    ['N Charles St. / E. Pratt St.', 'N CHARLES ST x E PRATT ST'],
    ['MAIN@OAK', 'MAIN x OAK'],
    ['MAIN ST + OAK AVE', 'MAIN ST x OAK AVE'],
    ['MAIN ST AND OAK AVE', 'MAIN ST x OAK AVE'],
    ['MAIN ST AT OAK AVE', 'MAIN ST x OAK AVE'],
    ['MAIN ST &#38; OAK AVE', 'MAIN ST x OAK AVE'],
    ['CORNER OF N CHARLES AND PRATT STS', 'N CHARLES ST x PRATT ST'],
    ['INTERSECTION OF MAIN ST AND OAK AVE', 'MAIN ST x OAK AVE'],
    ['S/E CORNER MAIN & OAK', 'MAIN x OAK'],
    ['INTERSECTION OF A ST AND B ST', 'A ST x B ST'],
    ['CORNER OF A ST & B ST', 'A ST x B ST'],
    ['C/O MAIN ST & OAK ST', 'MAIN ST x OAK ST'],
    ['AT THE SE CORNER OF MAIN ST AND OAK AVE', 'MAIN ST x OAK AVE'],
    ['THE INTERSECTION OF MAIN ST AND OAK AVE', 'MAIN ST x OAK AVE'],
    ['MAIN ST & OAK AVE INTERSECTION', 'MAIN ST x OAK AVE'],
    ['MAIN ST & TYSONS CORNER', 'MAIN ST x TYSONS COR'],
    ['8 MILE & GRATIOT', '8 MILE x GRATIOT'],
    ['ERDMAN AVE & N MACON ST & ORVILLE AVE', 'ERDMAN AVE x N MACON ST x ORVILLE AVE'],
    ['5 AVE & 42 ST', '5TH AVE x 42ND ST'],
    ['5TH AVE AT W 42ND ST', '5TH AVE x W 42ND ST'],
    ['1ST/2ND ST', '1ST x 2ND ST'],
    ['500 E & 400 S', '500 E x 400 S'],
    ['ST PAUL & FAYETTE', 'SAINT PAUL x FAYETTE'],
    ['AVENUE OF THE AMERICAS AND W 42ND ST', 'AVENUE OF THE AMERICAS x W 42ND ST'],
    ['US 1 & 9', 'US HIGHWAY 1 x US HIGHWAY 9'],
    ['I-95 & US-40', 'INTERSTATE 95 x US HIGHWAY 40'],
    ['M.L. King Blvd & N. Charles St.', 'MARTIN LUTHER KING JR BLVD x N CHARLES ST'],
    ['MAIN ST N/O OAK ST', 'MAIN ST x OAK ST'],
    ['MAIN ST SOUTH OF OAK ST', 'MAIN ST x OAK ST'],
    ['MAIN ST JUST N OF OAK ST', 'MAIN ST x OAK ST'],
    ['MAIN ST NEAR OAK ST', 'MAIN ST'],
    ['MAIN ST OFF OAK ST', 'MAIN ST'],
    ['A ST BETWEEN B ST AND C ST', 'A ST'],
    ['A ST B/W B ST & C ST', 'A ST'],
    ['MAIN ST & UNKNOWN', 'MAIN ST'],
    ['0 U.S. ROUTE 40 @ N. CAREY', 'US HIGHWAY 40 x N CAREY'],
    ['MAIN ST BETWEEN 1ST AND 2ND ST', 'MAIN ST'],
    ['I-83 SB AT RUXTON RD', 'INTERSTATE 83 S x RUXTON RD'],
    ['MD-32 & I-97', 'STATE HIGHWAY 32 x INTERSTATE 97'],
    ['CORNER ST', 'CORNER ST'],
    // Boxes
    ['PO BOX 123', 'box: PO BOX 123'],
    ['P.O. Box 123', 'box: PO BOX 123'],
    ['P O BOX # 123', 'box: PO BOX 123'],
    ['POST OFFICE BOX 123', 'box: PO BOX 123'],
    ['POB 123', 'box: PO BOX 123'],
    ['BOX 12', 'box: PO BOX 12'],
    ['RR 2 BOX 12', 'box: RR 2 BOX 12'],
    ['RR 2, BOX 12', 'box: RR 2 BOX 12'],
    ['RT 5 BOX 12', 'box: RT 5 BOX 12'],
    ['RURAL ROUTE 2', 'box: RURAL ROUTE 2'],
    ['Route Box # 65', 'box: ROUTE BOX 65'],
    ['HWY 20 BOX 5', 'box: HWY 20 BOX 5'],
    ['HC 61', 'box: HC 61'],
    ['HC-61 BOX 5', 'box: HC 61 BOX 5'],
    ['GENERAL DELIVERY', 'box: GENERAL DELIVERY'],
    ['123 MAIN ST PO BOX 5', '123: MAIN ST'],
    ['BOX CANYON RD', 'BOX CANYON RD'],
    // Mileposts
    ['I-95 MM 54', 'mile 54: INTERSTATE 95'],
    ['I-95 MM52.5', 'mile 52.5: INTERSTATE 95'],
    ['US 1 MILE MARKER 12', 'mile 12: US HIGHWAY 1'],
    ['I 95 NB @ MM 54.5', 'mile 54.5: INTERSTATE 95 N'],
    ['MILE 12 US 40', 'mile 12: US HIGHWAY 40'],
    ['MILE MARKER 12 ON US 40', 'mile 12: US HIGHWAY 40'],
    ['MP 7.5', 'mile 7.5: '],
    ['0 I-95 MM 52', 'mile 52: INTERSTATE 95'],
    ['12506 LAKE UNDERHILL RD MP819', '12506: LAKE UNDERHILL RD'],
    ['40 HWY MM 12', 'mile 12: STATE HIGHWAY 40'],
    ['I-95 EXIT 41A', 'mile 41: INTERSTATE 95'],
    ['SEWARD HWY MILE 100', 'mile 100: SEWARD HWY'],
    // Nothing
    ['', 'nothing'],
    ['   ', 'nothing'],
    ['N/A', 'nothing'],
    ['n.a.', 'nothing'],
    ['UNKNOWN', 'nothing'],
    ['Unknown Address', 'nothing'],
    ['HOMELESS', 'nothing'],
    ['UNKNOWN STREET', 'nothing'],
    ['0 UNK ST', 'nothing'],
    ['NFA', 'nothing'],
    ['NO FIXED ADDRESS', 'nothing'],
    ['TRANSIENT', 'nothing'],
    ['-', 'nothing'],
    ['?', 'nothing'],
    ['XXXX', 'nothing'],
  ])('%j is %s', (text, expected) => expect(shown(text)).toBe(expected));

  it('keeps the other reading of a letter or figure that may be the name’s', () => {
    const names = (text: string): string[] => {
      const line = readStreetLine(text);
      return line.kind === 'address' ? line.streets.map(formatStreet) : [];
    };
    expect(names('100 A PHILIP RANDOLPH BLVD')).toContain('A PHILIP RANDOLPH BLVD');
    expect(names('12 NAPOLI RD 1')).toContain('NAPOLI ROAD 1');
  });

  it('reads a text of any length at once', () => {
    for (const words of ['HWY # ', 'ST ', '1 / ', 'A & ', '   ', '1200 ', 'IN THE ']) {
      expect(readStreetLine(words.repeat(50_000))).toHaveProperty('kind');
    }
  });

  it('never throws', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(readStreetLine(text)).toHaveProperty('kind');
      }),
      { numRuns: 3000 },
    );
  });
});
