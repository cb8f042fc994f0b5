import { dateOfDay, dayNumber } from '../../domain/days.ts';
import type { Intervention, Progress, ProgressOutcome } from '../../domain/progress.ts';
import type { NamedPeriod } from '../../domain/statistics/before-after.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { NOT_A_RANDOM_SAMPLE } from '../../domain/vocabulary.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { filterOfText } from '../defined/stored-filter.ts';
import { assessProgress } from './assess-progress.ts';
import { readInterventions } from './interventions-read-model.ts';
import { monthNumber } from './month-number.ts';
import { asksWhatIsNotTold } from './not-told.ts';
import { comparisonCandidates, outcomeSeries, tallyOutcomes } from './outcome-series.ts';

/** Older months say little of what was to be expected. */
const MOST_MONTHS_BEFORE = 60;

/** `GET /api/interventions/:id/progress`: an outcome before and after an intervention. `today` is an ISO date. */
export async function readProgress(
  read: ScopedRead,
  intervention: Intervention,
  outcome: ProgressOutcome,
  today: string,
): Promise<Progress> {
  const filter = filterOfText(intervention.filter);
  const began = monthNumber(intervention.startedOn);
  const tallies = await tallyOutcomes(read, filter, began - MOST_MONTHS_BEFORE, today);
  const last =
    intervention.endedOn === null
      ? tallies.lastWholeMonth
      : Math.min(tallies.lastWholeMonth, monthNumber(intervention.endedOn));
  const { firstMonth } = tallies.population;
  // Without any gun there is no month.
  const first = Number.isFinite(firstMonth) ? firstMonth : last + 1;
  const all = await readInterventions(read.trx);
  const assessed = assessProgress(outcome, {
    first,
    began,
    startedOn: intervention.startedOn,
    series: outcomeSeries(tallies.concerned, outcome, first, last),
    recovered: tallies.recovered.counts('recovered', first, last),
    submitted: tallies.recovered.counts('submitted', first, last),
    awaited: tallies.recovered.counts('awaited', first, last),
    candidates: comparisonCandidates(tallies, outcome, [first, began, last]),
    others: all.filter(({ id }) => id !== intervention.id).flatMap((other) => concerning(filter, other)),
    recordsEnd: tallies.recordsEnd && last === tallies.lastWholeMonth,
    notTold: asksWhatIsNotTold(read.scope, filter),
  });
  return {
    intervention,
    outcome,
    ...assessed,
    undated: tallies.concerned.undated,
    notice: NOT_A_RANDOM_SAMPLE,
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
