import type { Knex } from 'knex';
import { z } from 'zod';
import type { Speech } from '../../domain/languages/speech.ts';
import { inWordsOf } from '../../domain/languages/told.ts';
import type { Target, TargetStanding } from '../../domain/progress.ts';
import { TARGET_OUTCOMES } from '../../domain/progress.ts';
import { FilterError } from '../../domain/trace-filter.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { filterOfText } from '../defined/stored-filter.ts';
import { monthNumber } from './month-number.ts';
import { outcomeSeries, tallyOutcomes } from './outcome-series.ts';
import type { TargetMonths } from './target-standing.ts';
import { targetStanding } from './target-standing.ts';

const row = z.object({
  id: z.number(),
  agency_id: z.number().nullable(),
  name: z.string(),
  outcome: z.enum(TARGET_OUTCOMES),
  filter: z.string(),
  baseline_from: z.string(),
  baseline_to: z.string(),
  change_percent: z.number(),
  due_on: z.string(),
  version: z.number(),
  written_by: z.string(),
});

type StoredTarget = Omit<Target, 'standing'>;

/** Targets of one's own agency and of the region, each with where it stands in words of `speech`; or the one of `id`. `today` is an ISO date. */
export async function readTargets(
  read: ScopedRead,
  today: string,
  speech: Speech,
  id: number | null = null,
): Promise<readonly Target[]> {
  const targets: Target[] = [];
  for (const target of await readStored(read.trx, id)) {
    targets.push({ ...target, standing: await standingOf(read, target, today, speech) });
  }
  return targets;
}

async function readStored(trx: Knex.Transaction, id: number | null): Promise<StoredTarget[]> {
  const rows = await selectRows(
    trx,
    row,
    `SELECT id, agency_id, name, outcome, filter, baseline_from, baseline_to, change_percent, due_on, version, written_by
     FROM target WHERE :id::int IS NULL OR id = :id::int ORDER BY due_on, id`,
    { id },
  );
  return rows.map((one) => ({
    id: one.id,
    name: one.name,
    outcome: one.outcome,
    filter: one.filter,
    baselineFrom: one.baseline_from,
    baselineTo: one.baseline_to,
    changePercent: one.change_percent,
    dueOn: one.due_on,
    version: one.version,
    ofRegion: one.agency_id === null,
    writtenBy: one.written_by,
  }));
}

async function standingOf(
  read: ScopedRead,
  target: StoredTarget,
  today: string,
  speech: Speech,
): Promise<TargetStanding> {
  const { outcome, changePercent } = target;
  try {
    const [from, to, due] = [target.baselineFrom, target.baselineTo, target.dueOn].map(monthNumber);
    const [baselineFrom = 0, countedFrom = 0, dueMonth = 0] = [from, to, due];
    const tallies = await tallyOutcomes(read, filterOfText(target.filter), baselineFrom, today);
    const last = Math.min(dueMonth - 1, tallies.lastWholeMonth);
    const before = outcomeSeries(tallies.concerned, outcome, baselineFrom, countedFrom - 1);
    const since = outcomeSeries(tallies.concerned, outcome, countedFrom, last);
    const outOf =
      before.exposures === undefined || since.exposures === undefined
        ? null
        : { baseline: before.exposures, counted: since.exposures };
    const months: TargetMonths = {
      outcome,
      changePercent,
      baselineFrom,
      baseline: before.counts,
      countedFrom,
      counted: since.counts,
      outOf,
      isOver: last >= dueMonth - 1,
    };
    return targetStanding(months, speech);
  } catch (error) {
    // A corridor that it names may be gone; the others of the list are told all the same.
    if (!(error instanceof FilterError)) throw error;
    return {
      kind: 'refused',
      sentence: inWordsOf(speech, error.told),
      months: 0,
      count: 0,
      baseline: 0,
      allowed: 0,
      ratio: null,
    };
  }
}
