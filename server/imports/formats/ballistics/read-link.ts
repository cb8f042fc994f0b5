import type { LinkType } from '../../../../domain/vocabulary.ts';
import type { Address } from '../../../geocoding/address.ts';
import { addressKey } from '../../../geocoding/address-key.ts';
import { isEmptyAddress } from '../../../places/stored-place.ts';
import type { MappedRow } from '../cells/mapped-row.ts';
import { splitSingleLineAddress } from '../cells/single-line-address.ts';
import { spelledName } from '../cells/spelled-name.ts';
import { readPlace } from '../records/place-fields.ts';
import type { ParsedRecord } from '../records/record-kind.ts';
import { linkTypeOf } from './link-words.ts';
import type { ToldIncident } from './told-incidents.ts';
import { incidentsInText, MOST_CHARACTERS } from './told-incidents.ts';

/** An incident of a link, read and checked, its place not yet looked up. */
export interface ParsedLinkEvent extends ParsedRecord {
  /** Equal for the incidents of one link. */
  readonly linkKey: string;
  readonly linkNumber: string | null;
  readonly linkType: LinkType;
  readonly linkedOn: string | null;
  /** Equal for the same incident in any link: its agency and number, else its agency, day and place. */
  readonly eventKey: string;
  /** The agency of the incident as the file names it, also one that is not of the region; null: the file's own. */
  readonly eventAgency: string | null;
  readonly incidentNumber: string | null;
  readonly occurredOn: string | null;
  readonly evidence: string | null;
  readonly caliber: string | null;
  readonly place: Address | null;
}

type Side = Pick<
  ParsedLinkEvent,
  'eventAgency' | 'incidentNumber' | 'occurredOn' | 'evidence' | 'place' | 'eventKey'
>;

/** The incidents of the link that a row tells of; null where it tells of none that can be told from others. */
export function readLink(row: MappedRow): readonly ParsedLinkEvent[] | null {
  const type = linkType(row);
  const sides = sidesOf(row);
  if (type === null || sides === null) return null;
  const linkNumber = spelledName(row.text('link_number') ?? '');
  const keys = sides.map(({ eventKey }) => eventKey).sort();
  if (keys.length === 1 && linkNumber === null) {
    row.note(
      'error',
      'link_number',
      'The row has one incident and no link number: nothing says what it is linked with.',
    );
    return null;
  }
  const link = {
    linkKey: linkNumber === null ? `=${keys.join('=')}` : linkNumber,
    linkNumber,
    linkType: type,
    linkedOn: row.pastDate('linked_on'),
    caliber: spelledName(row.text('caliber') ?? ''),
  };
  return sides.map((side) => ({
    ...link,
    ...side,
    // A hit says more than the lead that it confirms: both are kept.
    recordKey: `${link.linkType}|${link.linkKey}|${side.eventKey}`,
  }));
}

/** What nobody says is confirmed is a lead; null, and an error, where the row says that there is no link. */
function linkType(row: MappedRow): LinkType | null {
  const text = row.text('link_type');
  if (text === null) return 'lead';
  const type = linkTypeOf(text);
  if (type === 'none') {
    row.note('error', 'link_type', 'The row says that there is no link.');
    return null;
  }
  if (type === null) row.note('warning', 'link_type', 'Neither lead nor hit; taken for a lead.');
  return type ?? 'lead';
}

/** One or two from columns, with those of the text that are not the same. */
function sidesOf(row: MappedRow): readonly Side[] | null {
  const own = sideOf(row, 'incident', 'place');
  const other = sideOf(row, 'other', 'other');
  if (own === 'untold' || other === 'untold') return null;
  if (own !== null && own.eventKey === other?.eventKey) {
    row.note('error', 'other_number', 'The row links an incident with itself.');
    return null;
  }
  const narrative = row.text('narrative');
  if (narrative !== null && narrative.length > MOST_CHARACTERS) {
    row.note('warning', 'narrative', `Of the text only the first ${MOST_CHARACTERS} characters were read.`);
  }
  const told = narrative === null ? [] : incidentsInText(narrative).map((one) => toldSide(row, one));
  const sides = new Map<string, Side>();
  for (const side of [own, other, ...told]) {
    if (side !== null && !sides.has(side.eventKey)) sides.set(side.eventKey, side);
  }
  if (sides.size > 0) return [...sides.values()];
  if (narrative === null) {
    row.note('error', null, 'The row names no incident: it has neither a number nor a date and place.');
  } else {
    row.note(
      'error',
      'narrative',
      'No incident was found in the text: neither a case number nor a date. Give each as "AGENCY CASE NUMBER, DATE, ADDRESS", parted by semicolons.',
    );
  }
  return null;
}

/** The incident of one side; null where the row has none there, `untold` (and noted) where it cannot be told from others. */
function sideOf(
  row: MappedRow,
  start: 'incident' | 'other',
  prefix: 'place' | 'other',
): Side | 'untold' | null {
  const side = {
    eventAgency: spelledName(row.text(`${start}_agency`) ?? ''),
    incidentNumber: spelledName(row.text(`${start}_number`) ?? ''),
    occurredOn: row.pastDate(`${start}_date`),
    evidence: row.text(`${start}_evidence`),
    place: readPlace(row, prefix),
  };
  if (Object.values(side).every((value) => value === null)) return null;
  const eventKey = eventKeyOf(side);
  if (eventKey === null) {
    row.note(
      'error',
      `${start}_number`,
      'The incident has neither a number nor a date and a place: it cannot be told from others.',
    );
    return 'untold';
  }
  return { ...side, eventKey };
}

function toldSide(row: MappedRow, told: ToldIncident): Side | null {
  const date = told.date === null ? null : row.readDate('narrative', told.date);
  const split = told.address === null ? null : splitSingleLineAddress(told.address);
  const place: Address | null = split === null ? null : { ...split, county: null, lon: null, lat: null };
  const side = {
    eventAgency: spelledName(told.agency ?? ''),
    incidentNumber: spelledName(told.number ?? ''),
    occurredOn: date !== null && date <= row.today ? date : null,
    evidence: told.evidence,
    place: place === null || isEmptyAddress(place) ? null : place,
  };
  const eventKey = eventKeyOf(side);
  return eventKey === null ? null : { ...side, eventKey };
}

function eventKeyOf(side: Omit<Side, 'eventKey'>): string | null {
  const { eventAgency, incidentNumber, occurredOn, place } = side;
  if (incidentNumber !== null) return `${eventAgency ?? ''}|${incidentNumber}`;
  if (occurredOn === null || place === null) return null;
  return `${eventAgency ?? ''}|${occurredOn}|${addressKey(place)}|${place.lon ?? ''},${place.lat ?? ''}`;
}
