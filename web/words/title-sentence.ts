import { stateByCode } from '../../domain/geography/states.ts';
import { SHORT_TIME_TO_CRIME_DAYS } from '../../domain/time-to-crime.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { FIREARM_TYPE_WORDS } from './firearm-words.ts';
import { formatCount, formatDay, formatDays } from './format.ts';
import { addDays, describeDays } from './month-range.ts';
import { say } from './say.ts';

export interface TitleFacts {
  readonly count: number;
  readonly filter: TraceFilter;
  /** Names by agency code. */
  readonly agencyNames: ReadonlyMap<string, string>;
  /** Names of counties by code. */
  readonly areaNames: ReadonlyMap<string, string>;
  /** The name of a corridor by its number. */
  readonly corridorName?: (id: number) => string;
  /** How many of the guns another record tells of, and what it tells. */
  readonly told?: { readonly count: number; readonly words: string };
}

/** What is shown, as a sentence: `2,431 guns recovered in Maryland, Jan–Dec 2025, sold within 3 years`. */
export function titleSentence(facts: TitleFacts): string {
  const { count, filter, agencyNames, areaNames, corridorName, told } = facts;
  const where = recoveryWords(filter, agencyNames, areaNames);
  const parts = [
    say('{count} {things} recovered{where}', {
      count: formatCount(count),
      things: thingWords(filter, count),
      where,
    }),
    periodWords(filter),
    saleWords(filter, areaNames),
    buyerWords(filter, areaNames),
    corridorWords(filter, corridorName),
    otherWords(filter),
    told === undefined
      ? ''
      : say('{count} of them {words}', { count: formatCount(told.count), words: told.words }),
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** Which guns a filter lets through, without how many and when: `guns recovered in Maryland, sold by 1 dealer`. */
export function filterWords(facts: Omit<TitleFacts, 'count' | 'told'>): string {
  const { filter, agencyNames, areaNames, corridorName } = facts;
  const { dealer, ...others } = filter;
  const things = thingWords(filter, 2);
  const where = recoveryWords(filter, agencyNames, areaNames);
  const rest = [
    saleWords(filter, areaNames),
    dealer === undefined
      ? ''
      : say('sold by {words}', {
          words: dealer.length === 1 ? say('1 dealer') : say('{count} dealers', { count: dealer.length }),
        }),
    buyerWords(filter, areaNames),
    corridorWords(filter, corridorName),
    otherWords(others),
  ].filter((part) => part !== '');
  if (where !== '') return [say('{things} recovered{where}', { things, where }), ...rest].join(', ');
  return rest.length === 0 ? say('all {things}', { things }) : `${things} ${rest.join(', ')}`;
}

function thingWords({ firearmType }: TraceFilter, count: number): string {
  if (firearmType === undefined || firearmType.length > 2) return count === 1 ? say('gun') : say('guns');
  return joinWords(firearmType.map((type) => FIREARM_TYPE_WORDS[type][count === 1 ? 'one' : 'many']));
}

type Names = ReadonlyMap<string, string>;

function recoveryWords(filter: TraceFilter, agencyNames: Names, areaNames: Names): string {
  const { recoveryState, recoveryCounty, recoveryZip, agency } = filter;
  const where = areaWords(recoveryState, recoveryCounty, recoveryZip, areaNames);
  if (agency === undefined) return where;
  const by =
    agency.length > 2
      ? say('{count} agencies', { count: agency.length })
      : joinWords(agency.map((code) => agencyNames.get(code) ?? code));
  return say('{where} by {by}', { where, by });
}

type Codes = readonly string[] | undefined;

const MOST_NAMES = 3;

/** ` in Maryland`, ` in Baltimore, MD`; of several levels the finest, which lies in the others or is empty. */
function areaWords(states: Codes, counties: Codes, zips: Codes, names: Names): string {
  const words = (codes: readonly string[], many: string, name: (code: string) => string) =>
    say(' in {words}', {
      words: codes.length > MOST_NAMES ? `${codes.length} ${many}` : joinWords(codes.map(name)),
    });
  if (zips !== undefined) return words(zips, say('ZIPs'), (code) => say('ZIP {code}', { code }));
  if (counties !== undefined) {
    return words(counties, say('counties'), (code) => names.get(code) ?? say('county {code}', { code }));
  }
  if (states !== undefined) return words(states, say('states'), (code) => stateByCode(code)?.name ?? code);
  return '';
}

function periodWords({ recoveredFrom, recoveredTo }: TraceFilter): string {
  if (recoveredFrom !== undefined && recoveredTo !== undefined)
    return describeDays(recoveredFrom, recoveredTo);
  if (recoveredFrom !== undefined)
    return say('since {recoveredFrom}', { recoveredFrom: formatDay(recoveredFrom) });
  if (recoveredTo !== undefined)
    return say('up to {recoveredTo}', { recoveredTo: formatDay(addDays(recoveredTo, -1)) });
  return '';
}

function saleWords(
  { sourceState, sourceCounty, sourceZip, ttcMin, ttcMax }: TraceFilter,
  areaNames: Names,
): string {
  const where = areaWords(sourceState, sourceCounty, sourceZip, areaNames);
  const when = timeToCrimeWords(ttcMin, ttcMax);
  if (where === '' && when === '') return '';
  return say('sold{where}{words}', { where, words: when === '' ? '' : ` ${when}` });
}

function buyerWords(
  { purchaserState, purchaserCounty, purchaserZip }: TraceFilter,
  areaNames: Names,
): string {
  const where = areaWords(purchaserState, purchaserCounty, purchaserZip, areaNames);
  return where === '' ? '' : say('to buyers who lived{where}', { where });
}

function corridorWords(
  { corridor }: TraceFilter,
  nameOf = (id: number) => say('corridor {id}', { id }),
): string {
  return corridor === undefined ? '' : say('along {nameOf}', { nameOf: joinWords(corridor.map(nameOf)) });
}

/** A range of time-to-crime in days (both included) in words: `within 3 years`, `2 to 3 years before`. */
export function timeToCrimeWords(min: number | undefined, max: number | undefined): string {
  const from = min === undefined || min === 0 ? null : edgeWords(min);
  const to = max === undefined ? null : edgeWords(max + 1);
  if (from === null) return to === null ? '' : say('within {to}', { to });
  if (to === null) return say('{from} or more before', { from });
  return say('{from} to {to} before', { from, to });
}

/** Plain words for the edges of the time-to-crime classes, by their first day. */
const EDGE_WORDS: ReadonlyMap<number, string> = new Map([
  [91, say('3 months')],
  [213, say('7 months')],
  [365, say('1 year')],
  [730, say('2 years')],
  [SHORT_TIME_TO_CRIME_DAYS, say('3 years')],
  [SHORT_TIME_TO_CRIME_DAYS + 1, say('3 years')],
]);

/** An edge of a time-to-crime range in words. */
export const edgeWords = (days: number): string => EDGE_WORDS.get(days) ?? formatDays(days);

const OTHER_FILTERS = [
  'caliber',
  'manufacturer',
  'crimeCode',
  'dealer',
  'indicator',
  'precisionMin',
  'bbox',
] as const;

function otherWords(filter: TraceFilter): string {
  const count = OTHER_FILTERS.filter((key) => filter[key] !== undefined).length;
  if (count === 0) return '';
  return count === 1 ? say('with 1 more filter') : say('with {count} more filters', { count });
}

function joinWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : say('{words} and {last}', { words: words.slice(0, -1).join(', '), last });
}
