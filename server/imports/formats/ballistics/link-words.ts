/** What reports of ballistic links say, read to Tracemap's words. */
import type { LinkType } from '../../../../domain/vocabulary.ts';
import { parseYesOrNo } from '../cells/yes-or-no.ts';

const HIT = /\bHITS?\b|\bCONFIRMED\b|\bVERIFIED\b|\bIDENTIFICATION\b/;
const LEAD = /\bLEADS?\b|UNCONFIRMED|NOT CONFIRMED|UNVERIFIED|PRESUMPTIVE|POTENTIAL|PENDING|PRELIMINARY/;

/** Whether words say lead or hit; null where they say neither. What says that it is not confirmed is a lead, whatever else it says. */
export function linkTypeOf(text: string): LinkType | null {
  const words = text.toUpperCase();
  if (LEAD.test(words)) return 'lead';
  if (HIT.test(words)) return 'hit';
  const answer = parseYesOrNo(words);
  if (answer === null) return null;
  return answer ? 'hit' : 'lead';
}

/** An incident as a text tells it. */
export interface ToldIncident {
  readonly agency: string | null;
  readonly number: string | null;
  /** As written. */
  readonly date: string | null;
  /** What is left, an address where there is any. */
  readonly address: string | null;
  readonly evidence: string | null;
}

/** Where one incident ends and the next begins: numbered items, semicolons, bars, line ends, words that link. */
const BETWEEN =
  /\s*(?:;|\||\r?\n|(?:^|[\s,])(?:\(?\d{1,2}\)|\d{1,2}\.)\s|\b(?:LINKED TO|LINKS TO|MATCHES|MATCHED TO|AND TO)\b)\s*/i;
const ITEM_NUMBER = /^\(?\d{1,2}[.)]\s+/;
/** No report is longer; the patterns below would take long over a longer text. */
const MOST_CHARACTERS = 4000;
const DATE =
  /\b(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d{2})|(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*\.? \d{1,2},? \d{4})\b/i;
/** A word for "case number" with what follows it. */
const MARKED_NUMBER =
  /\b(?:CASE|INCIDENT|REPORT|COMPLAINT|CC|CCN|IR|DR|RD|OCA)\s*(?:NUMBER|NUM|NO\.?|#)?\s*[:#]?\s*#?([A-Z0-9][A-Z0-9-]*\d[A-Z0-9-]*)/i;
/** Without one: a word of at least five characters with four digits in it, such as 23A-00412 or 2301-4455. */
const BARE_NUMBER = /(?<![\w-])(?=[A-Z0-9-]{5,})(?=(?:[A-Z-]*\d){4})[A-Z]{0,4}\d[A-Z0-9-]*(?![\w-])/i;
const AGENCY =
  /^(?:[^,:]*?\b(?:PD|P\.D\.|SO|S\.O\.|POLICE(?: DEP(?:ARTMEN)?T\.?)?|SHERIFF(?:'?S)?(?: OFFICE)?|STATE POLICE|HIGHWAY PATROL|DPS))(?=$|[\s,:#-])/i;
const EVIDENCE =
  /\b(?:(?:\d+\s+)?(?:SHELL |CARTRIDGE )?CASINGS?|BULLETS?|PROJECTILES?|FIREARM RECOVERED|TEST FIRED?|RECOVERED FIREARM|PISTOL|FIREARM)\b/i;

/** Takes what a pattern finds out of a text. */
function taken(text: string, pattern: RegExp): { readonly found: string | null; readonly rest: string } {
  const match = pattern.exec(text);
  if (match === null) return { found: null, rest: text };
  const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
  return { found: (match[1] ?? match[0]).trim(), rest };
}

/**
 * The incidents that a text tells of, as reports write them: `1) Baltimore PD CC# 23A00412, 01/05/2023, 1200 block N
 * Broadway, Baltimore MD (casings); 2) ...`. What has neither a number nor a date is none.
 */
export function incidentsInText(text: string): readonly ToldIncident[] {
  return text
    .slice(0, MOST_CHARACTERS)
    .split(BETWEEN)
    .map((part) => toldIncident(part.trim().replace(ITEM_NUMBER, '')))
    .filter(({ number, date }) => number !== null || date !== null);
}

function toldIncident(part: string): ToldIncident {
  const agency = taken(part, AGENCY);
  const date = taken(agency.rest, DATE);
  const marked = taken(date.rest, MARKED_NUMBER);
  const number = marked.found === null ? taken(date.rest, BARE_NUMBER) : marked;
  const evidence = taken(number.rest, EVIDENCE);
  const address = evidence.rest
    .replaceAll(/[()[\]]/g, ' ')
    .replaceAll(/\b(?:ON|AT|LOCATION|ADDRESS|DATE|AGENCY)\b\s*:?/gi, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\s*,(?:\s*,)+/g, ',')
    .replaceAll(/^[\s,:.#-]+|[\s,:.#-]+$/g, '');
  return {
    agency: agency.found,
    number: number.found,
    date: date.found,
    address: address === '' ? null : address,
    evidence: evidence.found,
  };
}
