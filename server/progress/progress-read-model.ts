import { dateOfDay, dayNumber } from '../../domain/days.ts';
import type { Speech } from '../../domain/languages/speech.ts';
import type { Intervention, Progress, ProgressOutcome } from '../../domain/progress.ts';
import type { NamedPeriod } from '../../domain/statistics/before-after.ts';
import type { Refusal } from '../../domain/statistics/refusal.ts';
import { isRefused } from '../../domain/statistics/refusal.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { NOT_A_RANDOM_SAMPLE } from '../../domain/vocabulary.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { filterOfText } from '../defined/stored-filter.ts';
import type { ProgressMonths } from './assess-progress.ts';
import { assessProgress } from './assess-progress.ts';
import type { MonthSpan } from './hotspot-months.ts';
import { readHotspotMonths } from './hotspot-months.ts';
import { readInterventions } from './interventions-read-model.ts';
import { monthNumber } from './month-number.ts';
import { allTellCells, asksWhatIsNotTold } from './not-told.ts';
import type { OutcomeTallies } from './outcome-series.ts';
import { comparisonCandidates, outcomeSeries, tallyOutcomes } from './outcome-series.ts';

/** Older months say little of what was to be expected. */
const MOST_MONTHS_BEFORE = 60;

/** `GET /api/interventions/:id/progress`: an outcome before and after an intervention, in words of `speech`. `today` is an ISO date. */
export async function readProgress(
  read: ScopedRead,
  intervention: Intervention,
  outcome: ProgressOutcome,
  today: string,
  speech: Speech,
): Promise<Progress> {
  const filter = filterOfText(intervention.filter);
  const began = monthNumber(intervention.startedOn);
  const tallies = await tallyOutcomes(read, filter, began - MOST_MONTHS_BEFORE, today);
  const whole =
    intervention.endedOn === null
      ? tallies.lastWholeMonth
      : Math.min(tallies.lastWholeMonth, monthNumber(intervention.endedOn));
  const { firstMonth } = tallies.population;
  // Without any gun there is no month.
  const first = Number.isFinite(firstMonth) ? firstMonth : whole + 1;
  const counted = await countOutcome(read, filter, outcome, tallies, [first, began, whole]);
  const refusal = isRefused(counted) ? counted : null;
  const { series, candidates, cellsChosenFrom, hotspots } = isRefused(counted) ? NOTHING : counted;
  // Of what is refused no month is told.
  const last = refusal === null ? whole : first - 1;
  const all = await readInterventions(read.trx);
  const months: ProgressMonths = {
    first,
    began,
    startedOn: intervention.startedOn,
    series,
    recovered: tallies.recovered.counts('recovered', first, last),
    submitted: tallies.recovered.counts('submitted', first, last),
    awaited: tallies.recovered.counts('awaited', first, last),
    candidates,
    others: all.filter(({ id }) => id !== intervention.id).flatMap((other) => concerning(filter, other)),
    recordsEnd: tallies.recordsEnd && last === tallies.lastWholeMonth,
    notTold: asksWhatIsNotTold(read.scope, filter) || (hotspots !== null && !allTellCells(read.scope)),
    refusal,
    cellsChosenFrom,
  };
  return {
    intervention,
    outcome,
    ...assessProgress(outcome, months, speech),
    undated: tallies.concerned.undated,
    hotspots,
    notice: NOT_A_RANDOM_SAMPLE,
  };
}

type Counted = Pick<ProgressMonths, 'series' | 'candidates' | 'cellsChosenFrom'> & Pick<Progress, 'hotspots'>;

const NOTHING: Counted = {
  series: { counts: [], firstMonth: 1 },
  candidates: [],
  cellsChosenFrom: null,
  hotspots: null,
};

/** What is counted by month of an outcome, and what that can be compared with. */
async function countOutcome(
  read: ScopedRead,
  filter: TraceFilter,
  outcome: ProgressOutcome,
  tallies: OutcomeTallies,
  span: MonthSpan,
): Promise<Counted | Refusal<string>> {
  if (outcome === 'hotspot_guns') return readHotspotMonths(read, filter, tallies.concerned, span);
  const [first, , last] = span;
  return {
    ...NOTHING,
    series: outcomeSeries(tallies.concerned, outcome, first, last),
    candidates: comparisonCandidates(tallies, outcome, span),
  };
}

/** Another intervention as a period, where it may have to do with the same guns. */
function concerning(
  filter: TraceFilter,
  { name, startedOn, endedOn, filter: text }: Intervention,
): NamedPeriod[] {
  if (!mayShareGuns(filter, filterOfText(text))) return [];
  return [{ name, from: startedOn, to: endedOn === null ? null : dateOfDay(dayNumber(endedOn) + 1) }];
}

/** False where both filters name values of the same kind, and none of them twice. */
export function mayShareGuns(one: TraceFilter, other: TraceFilter): boolean {
  return LISTS.every((key) => {
    const [these, those] = [one[key], other[key]];
    if (these === undefined || those === undefined) return true;
    const known = new Set<string | number>(these);
    return those.some((value) => known.has(value));
  });
}

const LISTS = [
  'agency',
  'dealer',
  'sourceState',
  'sourceCounty',
  'sourceZip',
  'recoveryState',
  'recoveryCounty',
  'recoveryZip',
  'firearmType',
] as const satisfies readonly (keyof TraceFilter)[];
