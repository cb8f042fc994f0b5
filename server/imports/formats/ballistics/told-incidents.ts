/** Incidents out of the text in which a report tells them. */
import { splitAddressParts } from '../../../geocoding/normalise-address.ts';

/** An incident as a text tells it. */
export interface ToldIncident {
  readonly agency: string | null;
  readonly number: string | null;
  /** As written, without the ending of an ordinal. */
  readonly date: string | null;
  readonly address: string | null;
  readonly evidence: string | null;
}

/** What comes after it in a text is not read: the patterns below would take long over a longer one. */
export const MOST_CHARACTERS = 4000;

const MONTH = '(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]{0,6}';
const ORDINAL = '(?:ST|ND|RD|TH)';
/** Not part of a longer number: 24-05-1234 is a case. */
const DATE = new RegExp(
  [
    String.raw`(?<![\w-])(?:19|20)\d\d[-/]\d{1,2}[-/]\d{1,2}(?![\w-])`,
    String.raw`(?<![\w-])(?:0?[1-9]|[12]\d|3[01])[-/](?:0?[1-9]|[12]\d|3[01])[-/](?:(?:19|20)\d\d|\d\d)(?![\w-])`,
    String.raw`\b${MONTH}\.? \d{1,2}${ORDINAL}?,? \d{4}\b`,
    String.raw`(?<![\w-])\d{1,2}${ORDINAL}?[ -]${MONTH}[-, ]{1,2}(?:\d{4}|\d\d)(?![\w-])`,
  ].join('|'),
  'i',
);
/** Neither dates nor numbers of cases, and not read. */
const TIMES_AND_SERIALS =
  /\b(?:\d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]\.?M\b\.?)?|\d{4} ?(?:HOURS|HRS)\b|(?:SERIAL|S\/N|SN)\b(?: ?(?:NUMBER|NO\.?))? ?[:#]{0,2} ?[A-Z0-9-]{3,20})/gi;

/**
 * A case number without a word that says so, such as 23A-00412, JH123456 or 2301-4455: five characters or more with four
 * digits. Five digits alone may as well be a ZIP or a house.
 */
const BARE = String.raw`(?<![\w-])(?!\d{5}(?![\w-]))(?=[A-Z0-9-]{5})(?=(?:[A-Z-]{0,6}\d){4})[A-Z]{0,4}-?\d[A-Z0-9-]{3,24}(?![\w-])(?! ?(?:BLOCK|BLK)\b)`;
const MARK = String.raw`\b(?:CASE|INCIDENT|EVENT|REPORT|COMPLAINT|CONTROL|CCN?|CAD|IR|DC|URN|OCA)S?`;
const SIGN = String.raw`(?: ?(?:NUMBERS?|NUM|NOS?\.?|ID)[ :]{0,2}#?| ?#S?:?|:)`;
/**
 * After a word for "case number" and its sign three digits suffice; after the word alone it must look like one. RD and DR
 * without a sign are a road and a drive.
 */
const MARKED = String.raw`(?:(?:${MARK}|\b(?:RD|DR))${SIGN} ?(?=(?:[A-Z-]{0,6}\d){3})[A-Z0-9][A-Z0-9-]{2,24}(?![\w-])(?! ?(?:BLOCK|BLK)\b)|${MARK} ${BARE})`;
const MARKED_NUMBER = new RegExp(MARKED, 'i');
const BARE_NUMBER = new RegExp(BARE, 'i');
const MARK_BEFORE = new RegExp(`^(?:[A-Z]+${SIGN} ?|${MARK} )`, 'i');
/** Between two numbers of a list: `24-001234, 24-001301 and 24-002222`, each with or without its date in brackets. */
const IN_LIST = new RegExp(
  String.raw`(?<=${BARE} ?(?:\([^()]{6,20}\))?) ?(?:,? and\b|,|&) ?(?!${DATE.source})(?=(?:${MARK}${SIGN}? ?)?${BARE})`,
  'i',
);

const AGENCY_ENDINGS = [
  'PD',
  String.raw`P\.D\.`,
  'SO',
  String.raw`S\.O\.`,
  String.raw`Police(?: Dep(?:artmen)?t\.?)?`,
  String.raw`Sheriff(?:['’]?s)?(?: Office| Dep(?:artmen)?t\.?)?`,
  '(?:State|Highway) Patrol',
  'DPS',
].flatMap((ending) => [ending, ending.toUpperCase()]);
/** Words with a capital that stand before an agency's name without belonging to it. */
const NOT_OF_A_NAME =
  'A|AN|AND|AT|BY|CASES?|CASINGS?|EVENTS?|EVIDENCE|FIREARM|FROM|GUN|HITS?|HOMICIDE|IN|INCIDENTS?|INVESTIGATED|LEADS?|NIBIN|ON|PISTOL|RECOVERED|REPORTS?|SHOOTINGS?|THE|TO|VIA|WAS|WITH';
const AGENCY = new RegExp(
  String.raw`\b(?:(?!(?:${NOT_OF_A_NAME}|${titled(NOT_OF_A_NAME)})\b)[A-Z][A-Za-z.'’&-]{0,24} (?:of )?){1,5}(?:${AGENCY_ENDINGS.join('|')})(?!\w)|\b[A-Z]{1,5}PD\b`,
);

const COUNT = String.raw`(?:\(\d{1,3}\)|\b\d{1,3}|\b(?:ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN|ELEVEN|TWELVE|MULTIPLE|SEVERAL))(?: ?[-–x] ?| )`;
const CARTRIDGE = String.raw`(?:\.?\b\d{1,3} ?(?:MM|CAL(?:IBER)?\b\.?|GAUGE)?|LUGER|AUTO|ACP|S&W|FIRED|SPENT|SHELL|CARTRIDGE|DISCHARGED|PISTOL|RIFLE)`;
const KIND = String.raw`\b(?:CASINGS?|CARTRIDGE CASES?|FCCS?|BULLETS?|PROJECTILES?|TEST[ -]FIRED?S?|(?:RECOVERED )?(?:FIREARM|PISTOL|REVOLVER|RIFLE|SHOTGUN|HANDGUN))\b`;
const EVIDENCE_WORDS = `(?:${COUNT})?(?:${CARTRIDGE}[ -]?){0,5}?${KIND}(?: (?:WAS |WERE )?(?:RECOVERED|SEIZED|COLLECTED|FOUND))?`;
const EVIDENCE = new RegExp(EVIDENCE_WORDS, 'i');

/** Where one incident ends and the next begins: numbered items, semicolons, bars, bullets, line ends, words that link. */
const BETWEEN = new RegExp(
  [
    String.raw`[;|•▪●\r\n]`,
    // A count of casings is no item: (4) 9mm casings.
    String.raw`(?<![^\s,:(])(?:\(\d{1,2}\)|\d{1,2}[.)])(?=\s)(?!\s(?:${CARTRIDGE}[ -]?){0,5}${KIND})`,
    String.raw`\b(?:INCIDENT|EVENT|CASE|SCENE|SHOOTING)\s?#?\d{1,2}(?:\s?[:.)]|\s?[-–])(?=\s)`,
    String.raw`\b(?:LINK(?:ED|S)?|MATCH(?:ED|ES)?|CONNECTED|ASSOCIATED|RELATED)\s(?:TO|WITH)\b|\bMATCHES\b|\bAND TO\b`,
  ].join('|'),
  'i',
);

/** What parts a text has between commas, brackets, dashes and words that go on to tell who or what was there. */
const SEGMENTS = /[,()[\]:]| [-–—] |\b(?:WHERE|WHICH|WHEN|VICTIMS?|SUSPECTS?)\b/i;
const AROUND =
  'ON|AT|NEAR|FROM|OF|BY|THE|AN|A|AND|WAS|WERE|IS|IT|LOCATION|ADDRESS|DATED?|AGENCY|OCCURRED|OCCURRING|RECOVERED|AREA|CORNER|INTERSECTION|CASE|INCIDENT|EVENT|REPORT|NUMBER|NO|SHOOTING|SHOTS? FIRED|HOMICIDE|MURDER|ROBBERY|(?:AGG(?:RAVATED|\\.)? )?ASSAULT|NON-?FATAL|FATAL|UNDER|DISCHARGE';
/** IN before a place; alone it is Indiana. */
const AROUND_BEFORE = new RegExp(String.raw`^(?:(?:${AROUND}|IN)\b[\s.#/-]+)+`, 'i');
const AROUND_AFTER = new RegExp(String.raw`(?:\s(?:${AROUND}))+$`, 'i');
const ONLY_AROUND = new RegExp(`^(?:${AROUND})$`, 'i');
const OF_A_GUN = /\b(?:CALIBER|\d+ ?MM|LUGER)\b/i;
/** A house number, hundred-block or numbered street; or a crossing. */
const STREET = /^\d|^[NSEW]\.? \w|\w ?(?:&|@|\/| and ) ?\w|\bBLO?C?K\b/i;

/** What may be a city where no state follows. */
const CITY = /^[A-Z][A-Za-z.' -]{2,24}$/;

/**
 * The incidents that a text tells of, as reports write them: `1) Baltimore PD CC# 23A00412, 01/05/2023, 1200 block N
 * Broadway, Baltimore MD (casings); 2) ...`. What has neither a number nor a date is none.
 */
export function incidentsInText(text: string): readonly ToldIncident[] {
  return text
    .slice(0, MOST_CHARACTERS)
    .split(BETWEEN)
    .flatMap((part) => ofList(part.replaceAll(/\s+/g, ' ').trim().split(IN_LIST).map(toldIncident)))
    .filter(({ number, date }) => number !== null || date !== null);
}

/** Numbers of a list are of the agency that stands before it. */
function ofList(told: readonly ToldIncident[]): readonly ToldIncident[] {
  const agency = told[0]?.agency ?? null;
  return told.map((one) => (one.agency === null ? { ...one, agency } : one));
}

function toldIncident(part: string): ToldIncident {
  const date = taken(part.replaceAll(TIMES_AND_SERIALS, ','), DATE);
  const marked = taken(date.rest, MARKED_NUMBER);
  const number = marked.found === null ? taken(date.rest, BARE_NUMBER) : marked;
  const agency = taken(number.rest, AGENCY);
  const evidence = taken(agency.rest, EVIDENCE);
  return {
    agency: agency.found,
    number: number.found?.replace(MARK_BEFORE, '') ?? null,
    date: date.found?.replace(new RegExp(`(?<=\\d)${ORDINAL}`, 'i'), '') ?? null,
    address: addressIn(evidence.rest),
    evidence: evidence.found,
  };
}

/** Takes what a pattern finds out of a text; a comma parts what stood on either side. */
function taken(text: string, pattern: RegExp): { readonly found: string | null; readonly rest: string } {
  const match = pattern.exec(text);
  if (match === null) return { found: null, rest: text };
  const [found] = match;
  return {
    found: found.trim(),
    rest: `${text.slice(0, match.index)},${text.slice(match.index + found.length)}`,
  };
}

/** The address in what is left of a text: its street with what follows up to the state, else a place that ends with one. */
function addressIn(text: string): string | null {
  const segments = text
    .split(SEGMENTS)
    .map(withoutWordsAround)
    .filter((segment) => segment !== '' && !ONLY_AROUND.test(segment) && !OF_A_GUN.test(segment));
  const isEnd = segments.map((segment) => {
    const { state, zip } = splitAddressParts(segment);
    return state !== null || zip !== null;
  });
  const end = isEnd.lastIndexOf(true);
  const street = segments.findIndex((segment) => STREET.test(segment));
  if (street !== -1 && street <= end) return segments.slice(street, end + 1).join(', ');
  if (street !== -1)
    return segments.slice(street, street + (CITY.test(segments[street + 1] ?? '') ? 2 : 1)).join(', ');
  if (end === -1) return null;
  const isStateAlone = splitAddressParts(segments[end] ?? '').parts.length === 0;
  return segments.slice(isStateAlone ? Math.max(0, end - 1) : end, end + 1).join(', ');
}

const withoutWordsAround = (segment: string): string =>
  segment
    .replace(/^[^\w]+/, '')
    .replace(/[^\w.]+$/, '')
    .replace(AROUND_BEFORE, '')
    .replace(AROUND_AFTER, '')
    .replace(/\.$/, '');

function titled(words: string): string {
  return words.replaceAll(/[A-Z]+/g, (word) => word.slice(0, 1) + word.slice(1).toLowerCase());
}
