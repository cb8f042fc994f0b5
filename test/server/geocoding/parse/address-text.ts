import fc from 'fast-check';

const split = (text: string): string[] => text.trim().split(/\s+/);
const oneOf = (text: string): fc.Arbitrary<string> => fc.constantFrom(...split(text));
const maybe = (part: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.option(part, { nil: '' });
const joined = (...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((words) => words.filter((word) => word !== '').join(' '));

const direction = oneOf('N S E W NE NW SE SW NORTH SOUTH EAST WEST NO SO N. E.');
const nameWord = oneOf(
  `PARK HILL VIEW HTS LAKE CHARLES PAUL KING MLK JR O'DONNELL FIRST TWENTY-FIRST 33RD NORTH EAST MILL GREEN
   SPRING THE OLD COURT CIRCLE BROADWAY MILE EIGHT ÉCOLE`,
);
const saint = joined(oneOf('ST ST. MT FT DR'), oneOf('PAUL CHARLES PLEASANT JOHN'));
const name = fc.oneof(saint, joined(nameWord, maybe(nameWord)), oneOf('5 42 111 33RD 1ST B K N'));
const suffix = oneOf('ST AVE AV AVENUE RD ROAD DR LN CT PL BLVD PKWY TERR WAY CIRCLE HILL PARK HTS RUN');
const routeKind = oneOf(
  'US SR CR CO-RD US-HWY STATE-ROUTE ROUTE HWY VT-ROUTE FM I I- IH COUNTY-HIGHWAY TOWN-HWY MD',
);
const routeNumber = oneOf('1 5 22A 95 1960 35E');

/** Streets as files write them, odd ones among them. */
export const streetText = fc.oneof(
  joined(maybe(direction), name, suffix, maybe(direction)),
  joined(maybe(direction), nameWord, nameWord),
  joined(maybe(direction), routeKind, routeNumber, maybe(oneOf('N S E W BUS ALT'))).map((text) =>
    text.replaceAll('-', ' '),
  ),
  joined(oneOf('AVENUE AVE'), oneOf('A B N S 5 56'), maybe(direction)),
);

const WORDS = split(
  `N S E W NE NORTH WEST NO SO ST AVE AVENUE RD DR CT HWY HIGHWAY PARK HILL THE MT MAIN PAUL MLK 1ST 33 RD 5 1200 22A 37-12
   1/2 29XX BLK BLOCK OF UNIT APT # 4B REAR FL 2ND BOX PO RR US STATE ROUTE SR CO COUNTY FM I-95 I95 OLD BUS MM MILE EXIT & @
   / AND AT CORNER , . - ( ) K AA B LOOP U.S. ½ UNKNOWN N/A 0 999999999999 MD CT 21201`,
);

/** The words that rules look for, in any order, beside any text at all. */
export const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...WORDS), { maxLength: 9 }).map((words) => words.join(' ')),
);
