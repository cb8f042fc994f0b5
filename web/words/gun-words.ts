/** The life of a gun in words. */
import type { GunEvent } from '../../domain/guns/gun-events.ts';
import type { GunLife } from '../../domain/guns/gun-life.ts';
import type { GunComparison } from '../../domain/guns/same-gun.ts';
import { formatCount, formatDay, formatDays } from './format.ts';
import {
  OBTAINED_FROM_WORDS,
  OBTAINED_HOW_WORDS,
  THEFT_KIND_WORDS,
  THEFT_VICTIM_WORDS,
} from './market-words.ts';

const small = (words: string) => `${words.charAt(0).toLowerCase()}${words.slice(1)}`;

/** What happened: `Sold by DEMO ARMS in a multiple sale of 4 guns`. */
export function eventWords(event: GunEvent): string {
  switch (event.kind) {
    case 'sold': {
      const by = event.dealerName === null ? '' : ` by ${event.dealerName}`;
      const guns = event.gunsOfSale ?? 0;
      return `Sold${by}${guns > 1 ? ` in a multiple sale of ${formatCount(guns)} guns` : ''}`;
    }
    case 'stolen': {
      const { theftKind, victimKind, dealerName } = event.theft.properties;
      return `Stolen or lost: ${small(THEFT_KIND_WORDS[theftKind])}, from ${dealerName ?? THEFT_VICTIM_WORDS[victimKind].from}`;
    }
    case 'obtained': {
      const { obtainedHow, obtainedFrom, debriefedOn } = event.debrief.properties;
      const from = obtainedFrom === 'unknown' ? '' : ` from ${OBTAINED_FROM_WORDS[obtainedFrom]}`;
      const said = debriefedOn === null ? '' : `, as was said on ${formatDay(debriefedOn)}`;
      return `Obtained${from}: ${small(OBTAINED_HOW_WORDS[obtainedHow].label)}${said}`;
    }
    case 'used': {
      const { evidence, incidentNumber } = event.incident;
      const what = evidence === null ? '' : `: ${small(evidence)}`;
      return `Used${what}${incidentNumber === null ? '' : ` (incident ${incidentNumber})`}`;
    }
    case 'recovered':
      return 'Recovered';
  }
}

/** `38 days later`; null for the first, and where a day is not known. */
export function sinceWords(event: GunEvent, before: GunEvent | undefined): string | null {
  if (event.on === null || before === undefined || before.on === null) return null;
  const days = Math.round((Date.parse(event.on) - Date.parse(before.on)) / 86_400_000);
  return days === 0 ? 'the same day' : `${formatDays(days)} later`;
}

/** Why nobody can say that a record is of this gun. */
export function doubtWords(comparison: GunComparison | null): string {
  if (comparison === null) return 'Nobody can say whether it was this gun.';
  const { maker, firearmType } = comparison;
  if (maker === 'unknown')
    return 'Perhaps another gun: the serial number is the same, but the maker is not told.';
  if (firearmType === 'differs')
    return 'Perhaps another gun: serial number and maker are the same, but not the type of gun.';
  return 'Perhaps another gun.';
}

/** `4 lines of files of 3 agencies tell of it.` */
export function toldByWords({ records, links }: GunLife): string {
  const told = records.map(({ record }) => ('properties' in record ? record.properties : record));
  const chains = links.map(({ properties }) => properties);
  const lines = new Set(
    [
      ...told.map(({ source }) => source),
      ...chains.flatMap(({ incidents }) => incidents.map(({ source }) => source)),
    ].map(({ batch, row }) => `${batch} ${row}`),
  ).size;
  const agencies = new Set([...told, ...chains].map(({ agency }) => agency)).size;
  const files = `${formatCount(lines)} ${lines === 1 ? 'line of a file' : 'lines of files'}`;
  return `${files} of ${formatCount(agencies)} ${agencies === 1 ? 'agency' : 'agencies'} ${lines === 1 ? 'tells' : 'tell'} of it.`;
}
