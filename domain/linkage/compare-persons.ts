import { editDistance } from '../edit-distance.ts';
import { jaroWinkler } from './jaro-winkler.ts';
import type { LinkagePerson } from './person.ts';
import { soundCode } from './sound-code.ts';

/** How far two values agree. `unknown` where one of them is missing: that speaks neither for nor against. */
export const AGREEMENTS = ['same', 'near', 'alike', 'other', 'unknown'] as const;
export type Agreement = (typeof AGREEMENTS)[number];

/** What is compared of two persons, each part by itself. */
export const LINKAGE_PARTS = ['familyName', 'givenName', 'birthDate', 'address'] as const;
export type LinkagePart = (typeof LINKAGE_PARTS)[number];
export type Comparison = Readonly<Record<LinkagePart, Agreement>>;

/** From here on two names are one with a slip of the pen. */
const NEAR_NAME = 0.9;
const NEAR_STREET = 0.88;

/** Short forms that share no beginning with the name they stand for. */
const SHORT_FORMS: Readonly<Record<string, string>> = {
  BILL: 'WILLIAM',
  BOB: 'ROBERT',
  BOBBY: 'ROBERT',
  DICK: 'RICHARD',
  RICK: 'RICHARD',
  TED: 'EDWARD',
  JIM: 'JAMES',
  JIMMY: 'JAMES',
  JACK: 'JOHN',
  CHUCK: 'CHARLES',
  PEGGY: 'MARGARET',
  BETTY: 'ELIZABETH',
  LIZ: 'ELIZABETH',
  BETH: 'ELIZABETH',
  TONY: 'ANTHONY',
  HANK: 'HENRY',
  LARRY: 'LAWRENCE',
  MIKE: 'MICHAEL',
  KATE: 'KATHERINE',
  KATHY: 'KATHERINE',
  SUE: 'SUSAN',
  PEPE: 'JOSE',
  NACHO: 'IGNACIO',
  PACO: 'FRANCISCO',
};

/**
 * Compares two persons. Names are `near` by Jaro-Winkler or where one letter is lost, added, wrong or exchanged with the next, `alike` by sound, by an initial or short form; a birth date is
 * `near` with day and month exchanged or one digit wrong, `alike` in two of its three parts; an address is `near` with a slip
 * in its street, `alike` by ZIP alone. First and last name may have been exchanged: then they count as `alike` at most.
 */
export function comparePersons(one: LinkagePerson, other: LinkagePerson): Comparison {
  const straight = {
    familyName: compareNames(one.familyName, other.familyName),
    givenName: compareGiven(one.givenNames, other.givenNames),
  };
  const names =
    straight.familyName === 'other' && straight.givenName === 'other' ? exchanged(one, other) : straight;
  return {
    ...names,
    birthDate: compareDates(one.birthDate, other.birthDate),
    address: compareAddresses(one, other),
  };
}

/** Exchanged names count as alike; where they are not that, both are other. */
function exchanged(one: LinkagePerson, other: LinkagePerson): Pick<Comparison, 'familyName' | 'givenName'> {
  const first = compareNames(one.familyName, firstWord(other.givenNames));
  const second = compareNames(firstWord(one.givenNames), other.familyName);
  const isExchanged = (agreement: Agreement) => agreement === 'same' || agreement === 'near';
  const agreement = isExchanged(first) && isExchanged(second) ? 'alike' : 'other';
  return { familyName: agreement, givenName: agreement };
}

export const firstWord = (names: string | null): string | null => names?.split(' ', 1)[0] ?? null;

function compareNames(one: string | null, other: string | null): Agreement {
  if (one === null || other === null) return 'unknown';
  if (one === other) return 'same';
  if (jaroWinkler(one, other) >= NEAR_NAME || isOneSlip(one, other)) return 'near';
  return soundCode(one) === soundCode(other) || sharesWord(one, other) ? 'alike' : 'other';
}

/** In short names Jaro-Winkler takes a single slip for much. */
const isOneSlip = (one: string, other: string): boolean =>
  Math.max(one.length, other.length) >= 3 && editDistance(one, other, 1) === 1;

/** Of two family names people often use one. */
const sharesWord = (one: string, other: string): boolean =>
  (one.includes(' ') || other.includes(' ')) &&
  one.split(' ').some((word) => word.length > 2 && other.split(' ').includes(word));

function compareGiven(one: string | null, other: string | null): Agreement {
  if (one === other && one !== null) return 'same';
  const first = firstWord(one);
  const second = firstWord(other);
  if (first === null || second === null) return 'unknown';
  if (first.length === 1 || second.length === 1) return first[0] === second[0] ? 'alike' : 'other';
  const agreement = compareNames(first, second);
  if (agreement !== 'other') return agreement;
  const isShort = (short: string, long: string) =>
    SHORT_FORMS[short] === long || (short.length >= 3 && long.startsWith(short));
  if (isShort(first, second) || isShort(second, first)) return 'alike';
  // A middle name that is used as the first.
  return one?.split(' ').slice(1).includes(second) || other?.split(' ').slice(1).includes(first)
    ? 'alike'
    : 'other';
}

function compareDates(one: string | null, other: string | null): Agreement {
  if (one === null || other === null) return 'unknown';
  if (one === other) return 'same';
  const [year, month, day] = one.split('-');
  const [otherYear, otherMonth, otherDay] = other.split('-');
  if (year === otherYear && month === otherDay && day === otherMonth) return 'near';
  let wrong = 0;
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) wrong += 1;
  if (wrong === 1 || (wrong === 2 && hasExchangedNeighbours(one, other))) return 'near';
  const same = Number(year === otherYear) + Number(month === otherMonth) + Number(day === otherDay);
  return same >= 2 ? 'alike' : 'other';
}

/** Two digits beside each other changed places. */
function hasExchangedNeighbours(one: string, other: string): boolean {
  for (let at = 0; at + 1 < one.length; at += 1) {
    if (one[at] !== other[at]) return one[at] === other[at + 1] && one[at + 1] === other[at];
  }
  return false;
}

function compareAddresses(one: LinkagePerson, other: LinkagePerson): Agreement {
  if (one.street === null || other.street === null) {
    if (one.zip === null || other.zip === null) return 'unknown';
    return one.zip === other.zip ? 'alike' : 'unknown';
  }
  const isSameZip = one.zip === other.zip || one.zip === null || other.zip === null;
  if (one.street === other.street) return isSameZip ? 'same' : 'near';
  if (
    isSameZip &&
    jaroWinkler(one.street, other.street) >= NEAR_STREET &&
    sharesNumber(one.street, other.street)
  ) {
    return 'near';
  }
  return one.zip !== null && one.zip === other.zip ? 'alike' : 'other';
}

/** House numbers in which one digit differs are those of neighbours as often as of the same house. */
function sharesNumber(one: string, other: string): boolean {
  const number = /^\d+/.exec(one)?.[0];
  return number === undefined || number === /^\d+/.exec(other)?.[0];
}
