import { stateByCode } from '../../domain/geography/states.ts';
import { told } from '../../domain/languages/told.ts';
import type { TargetOutcome } from '../../domain/progress.ts';
import type { ComparisonCandidate } from '../../domain/statistics/comparison-series.ts';
import type { MonthlySeries } from '../../domain/statistics/interrupted-series.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { formatTraceFilter } from '../../domain/trace-filter.ts';
import { KeptInScope } from '../database/kept-in-scope.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { RecordFilter } from '../traces/resolve-corridors.ts';
import { resolveCorridors, withoutCorridors } from '../traces/resolve-corridors.ts';
import type { AgencyReach } from './agency-months.ts';
import { daysOfMonth, monthNumber } from './month-number.ts';
import type { Figure, MonthTally } from './month-tally.ts';
import { placesOfSides, statesOf, tallyMonths } from './month-tally.ts';

/** Guns of a filter by month, and those that they are compared with. */
export interface OutcomeTallies {
  /** Those that something was done about. */
  readonly concerned: MonthTally;
  /** All that they are taken from: recovered in the same places, or anywhere where places are all there is to the filter. */
  readonly population: MonthTally;
  /** All recovered in the same places, traced or not: how tracing went. */
  readonly recovered: MonthTally;
  readonly by: 'source' | 'recovery';
  /** The last month that is over by the records; below the first where there is none. */
  readonly lastWholeMonth: number;
  /** True where months after it have guns, but not of all agencies that had some until then. */
  readonly recordsEnd: boolean;
}

const SALE_PARTS = [
  'dealer',
  'sourceState',
  'sourceCounty',
  'sourceZip',
  'purchaserState',
  'purchaserCounty',
  'purchaserZip',
  'indicator',
  'corridor',
] as const satisfies readonly (keyof TraceFilter)[];

const kept = new KeptInScope<OutcomeTallies>(16);

/**
 * Counts what a filter is about, and what it can be compared with, from a month on. `today` is an ISO date. Kept for the
 * scope, its data version and the question: other outcomes of the same guns are of the same tallies.
 */
export function tallyOutcomes(
  read: ScopedRead,
  filter: TraceFilter,
  from: number,
  today: string,
): Promise<OutcomeTallies> {
  const question = [formatTraceFilter(filter).toString(), from, today];
  return kept.get(read, question, () => tally(read, filter, from, today));
}

async function tally(
  read: ScopedRead,
  filter: TraceFilter,
  from: number,
  today: string,
): Promise<OutcomeTallies> {
  const concernedFilter = await resolveCorridors(read.trx, filter);
  const ofSale = SALE_PARTS.some((key) => filter[key] !== undefined);
  const by = ofSale ? 'source' : 'recovery';
  const concerned = await tallyMonths(read, concernedFilter, from, statesOf(by));
  const sides = concernedFilter.corridorSides?.map(({ destination }) => destination);
  const population = ofSale
    ? await tallyMonths(read, recoverySide(filter), from, statesOf(by), (places) =>
        sides === undefined ? null : placesOfSides(places, sides),
      )
    : await tallyMonths(read, withoutRecoveryPlaces(filter), from, statesOf(by));
  const recovered = ofSale ? population : concerned;
  const overall = lastWholeMonth(population, today);
  const whole = untilRecordsEnd(overall, recovered.reach);
  return { concerned, population, recovered, by, lastWholeMonth: whole, recordsEnd: whole < overall };
}

/** What the filter says of recoveries alone. */
function recoverySide(filter: RecordFilter): TraceFilter {
  const rest = withoutCorridors(filter);
  return Object.fromEntries(Object.entries(rest).filter(([key]) => !SALE_PARTS.some((part) => part === key)));
}

function withoutRecoveryPlaces(filter: TraceFilter): TraceFilter {
  const {
    agency: _agencies,
    recoveryState: _states,
    recoveryCounty: _counties,
    recoveryZip: _zips,
    bbox: _box,
    ...rest
  } = filter;
  return rest;
}

/** The newest month is whole where its last day has a gun; one that is not over by the calendar never is. */
export function lastWholeMonth(
  { lastMonth, lastDay }: Pick<MonthTally, 'lastMonth' | 'lastDay'>,
  today: string,
): number {
  const whole = lastDay >= daysOfMonth(Math.max(0, lastMonth)) ? lastMonth : lastMonth - 1;
  return Math.min(whole, monthNumber(today) - 1);
}

/** An agency of so many guns a year has some every month, but for one in 150: where it has none its file is still to come. */
const GUNS_A_YEAR = 60;
/** The newest month of its file is whole if it has a gun within so many days of the end. */
const LAST_DAYS = 7;

/** The last month of which every agency with guns in these places has brought its own: a missing file looks like a fall. */
export function untilRecordsEnd(lastMonth: number, reach: readonly AgencyReach[]): number {
  return reach
    .filter(({ guns, month }) => guns >= GUNS_A_YEAR && month < lastMonth)
    .map(({ month, day }) => (day > daysOfMonth(month) - LAST_DAYS ? month : month - 1))
    .reduce((least, month) => Math.min(least, month), lastMonth);
}

const FIGURE_OF: Readonly<Record<TargetOutcome, Figure>> = {
  new_crime_guns: 'newCrimeGuns',
  traced_guns: 'traced',
  short_share: 'short',
};

/** What counts of an outcome are a part of; null where they are compared as they are. */
const OUT_OF: Readonly<Record<TargetOutcome, Figure | null>> = {
  new_crime_guns: null,
  traced_guns: null,
  short_share: 'knownTime',
};

/** An outcome by month from one to another, both included. */
export function outcomeSeries(
  tally: MonthTally,
  outcome: TargetOutcome,
  from: number,
  to: number,
): MonthlySeries {
  const outOf = OUT_OF[outcome];
  return {
    counts: tally.counts(FIGURE_OF[outcome], from, to),
    firstMonth: (from % 12) + 1,
    ...(outOf !== null && { exposures: tally.counts(outOf, from, to) }),
  };
}

/** As many states are offered for comparison, those with most guns before. */
const MOST_STATES = 6;

/**
 * What the series can be compared with: all guns of the population that are not concerned, and those of each of the largest
 * other states of sale (or recovery) that have none that is. Chosen by the months before alone.
 */
export function comparisonCandidates(
  { concerned, population, by }: OutcomeTallies,
  outcome: TargetOutcome,
  [from, firstAfter, to]: readonly [from: number, firstAfter: number, to: number],
): ComparisonCandidate[] {
  const figure = FIGURE_OF[outcome];
  const outOf = OUT_OF[outcome];
  const rest = (one: Figure) => {
    const less = concerned.counts(one, from, to);
    return population.counts(one, from, to).map((count, month) => count - (less[month] ?? 0));
  };
  const firstMonth = (from % 12) + 1;
  const concernedStates = new Set(
    concerned.areas.filter((_, node) => total(concerned, figure, from, to, node) > 0),
  );
  const states = population.areas
    .flatMap((code, node) =>
      code === null || concernedStates.has(code)
        ? []
        : [{ code, node, before: total(population, figure, from, firstAfter - 1, node) }],
    )
    .sort((a, b) => b.before - a.before)
    .slice(0, MOST_STATES)
    .map(({ code, node }) => ({
      name: inState(by, stateByCode(code)?.name ?? code),
      series: {
        counts: population.counts(figure, from, to, node),
        firstMonth,
        ...(outOf !== null && { exposures: population.counts(outOf, from, to, node) }),
      },
    }));
  const others = {
    name:
      by === 'source'
        ? told('all other guns recovered in the same places')
        : told('guns recovered everywhere else'),
    series: { counts: rest(figure), firstMonth, ...(outOf !== null && { exposures: rest(outOf) }) },
  };
  // A month without any gun to be a part of has no rate.
  return [others, ...states].filter(
    ({ series }) => !('exposures' in series) || series.exposures.every((all) => all > 0),
  );
}

const inState = (by: OutcomeTallies['by'], state: string) =>
  by === 'source' ? told('guns sold in {state}', { state }) : told('guns recovered in {state}', { state });

const total = (tally: MonthTally, figure: Figure, from: number, to: number, state: number): number =>
  tally.counts(figure, from, to, state).reduce((sum, count) => sum + count, 0);
