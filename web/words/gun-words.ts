/** The life of a gun in words. */
import type { GunEvent } from '../../domain/guns/gun-events.ts';
import type { GunLife } from '../../domain/guns/gun-life.ts';
import type { GunComparison } from '../../domain/guns/same-gun.ts';
import { countOf, formatCount, formatDay, formatDays } from './format.ts';
import {
  OBTAINED_FROM_WORDS,
  OBTAINED_HOW_WORDS,
  THEFT_KIND_WORDS,
  THEFT_VICTIM_WORDS,
} from './market-words.ts';
import { say } from './say.ts';

const small = (words: string) => `${words.charAt(0).toLowerCase()}${words.slice(1)}`;

/** What happened: `Sold by DEMO ARMS in a multiple sale of 4 guns`. */
export function eventWords(event: GunEvent): string {
  switch (event.kind) {
    case 'sold': {
      const by = event.dealerName === null ? '' : say(' by {dealerName}', { dealerName: event.dealerName });
      const guns = event.gunsOfSale ?? 0;
      return say('Sold{by}{words}', {
        by,
        words: guns > 1 ? say(' in a multiple sale of {guns} guns', { guns: formatCount(guns) }) : '',
      });
    }
    case 'stolen': {
      const { theftKind, victimKind, dealerName } = event.theft.properties;
      return say('Stolen or lost: {theftKind}, from {dealerName}', {
        theftKind: small(THEFT_KIND_WORDS[theftKind]),
        dealerName: dealerName ?? THEFT_VICTIM_WORDS[victimKind].from,
      });
    }
    case 'obtained': {
      const { obtainedHow, obtainedFrom, debriefedOn } = event.debrief.properties;
      const from =
        obtainedFrom === 'unknown'
          ? ''
          : say(' from {obtainedFrom}', { obtainedFrom: OBTAINED_FROM_WORDS[obtainedFrom] });
      const said =
        debriefedOn === null
          ? ''
          : say(', as was said on {debriefedOn}', { debriefedOn: formatDay(debriefedOn) });
      return say('Obtained{from}: {label}{said}', {
        from,
        label: small(OBTAINED_HOW_WORDS[obtainedHow].label),
        said,
      });
    }
    case 'used': {
      const { evidence, incidentNumber } = event.incident;
      const what = evidence === null ? '' : `: ${small(evidence)}`;
      return say('Used{what}{words}', {
        what,
        words: incidentNumber === null ? '' : say(' (incident {incidentNumber})', { incidentNumber }),
      });
    }
    case 'recovered':
      return say('Recovered');
  }
}

/** `38 days later`; null for the first, and where a day is not known. */
export function sinceWords(event: GunEvent, before: GunEvent | undefined): string | null {
  if (event.on === null || before === undefined || before.on === null) return null;
  const days = Math.round((Date.parse(event.on) - Date.parse(before.on)) / 86_400_000);
  return days === 0 ? say('the same day') : say('{days} later', { days: formatDays(days) });
}

/** Why nobody can say that a record is of this gun. */
export function doubtWords(comparison: GunComparison | null): string {
  if (comparison === null) return say('Nobody can say whether it was this gun.');
  const { maker, firearmType } = comparison;
  if (maker === 'unknown')
    return say('Perhaps another gun: the serial number is the same, but the maker is not told.');
  if (firearmType === 'differs')
    return say('Perhaps another gun: serial number and maker are the same, but not the type of gun.');
  return say('Perhaps another gun.');
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
  const files = countOf(lines, say('line of a file'), say('lines of files'));
  return say('{files} of {agencies} {words} {words2} of it.', {
    files,
    agencies: formatCount(agencies),
    words: agencies === 1 ? say('agency') : say('agencies'),
    words2: lines === 1 ? say('tells') : say('tell'),
  });
}
