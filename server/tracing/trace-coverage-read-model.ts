import { z } from 'zod';
import { gunDetailsIn, tellsTraces } from '../../domain/scope.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { AgeBandId } from '../../domain/tracing.ts';
import { ageBandOf, daysBetween } from '../../domain/tracing.ts';
import type { CoverageAgency, TraceCoverage } from '../../domain/tracing-responses.ts';
import { NOT_A_RANDOM_SAMPLE, TRACE_OUTCOMES } from '../../domain/vocabulary.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { groupBy } from '../group-by.ts';
import { readAskedAgencies } from '../rollups/asked-agencies.ts';
import type { SelectedGuns } from '../rollups/packed-guns.ts';
import { dayOfMonthAt, outcomeAt, selectGuns } from '../rollups/packed-guns.ts';
import { readPackedGuns } from '../rollups/read-packed-guns.ts';

const agencyRow = z.object({ id: z.number(), code: z.string(), name: z.string(), routed: z.boolean() });
const requestRow = z.object({
  agencyId: z.number(),
  recoveredOn: z.string().nullable(),
  status: z.enum(['to_submit', 'submitted', 'returned']),
  submittedOn: z.string().nullable(),
  hasTrace: z.boolean(),
  requests: z.number(),
});
type RequestRow = z.infer<typeof requestRow>;

/**
 * How far each agency's guns got, by month of recovery, of all agencies whose traces one sees; what waits in the queue, for
 * one's own agency and those that send their requests through it.
 */
export async function readTraceCoverage(
  read: ScopedRead,
  filter: TraceFilter,
  today: string,
): Promise<TraceCoverage> {
  const asked = await readAskedAgencies(read, filter.agency);
  const agencies = (await readAgencies(read)).filter(({ id }) => asked === null || asked.includes(id));
  const details = gunDetailsIn(read.scope);
  const told = new Map<number, AgencyTally>();
  for (const { id } of agencies) {
    if (tellsTraces(details.get(id) ?? null)) told.set(id, new AgencyTally(today));
  }
  const packed = await readPackedGuns(read, filter);
  selectGuns(packed, filter, (guns) => told.get(guns.agencyId)?.add(guns));
  const requests = groupBy(await readRequests(read, filter), ({ agencyId }) => agencyId);
  const items = agencies.flatMap(({ id, code, name, routed }): CoverageAgency[] => {
    const tally = told.get(id);
    if (tally === undefined || tally.isEmpty) return [];
    const own = read.scope.ownAgencyIds.includes(id);
    const sent = own || routed ? (requests.get(id) ?? []) : null;
    return [{ code, name, own, routed, ...tally.result(sent, today) }];
  });
  return {
    items,
    total: items.length,
    next: null,
    all: sum(items),
    leftOut: agencies
      .filter(({ id }) => details.has(id) && !told.has(id))
      .map(({ code, name }) => ({ code, name })),
    notice: NOT_A_RANDOM_SAMPLE,
  };
}

type Counts = Pick<CoverageAgency, 'recovered' | 'submitted' | 'tracedToDealer' | 'tracedToPurchaser'>;

/** Indices of outcomes, each of which includes those after it. */
const SUBMITTED = TRACE_OUTCOMES.indexOf('submitted');
const DEALER = TRACE_OUTCOMES.indexOf('dealer');
const PURCHASER = TRACE_OUTCOMES.indexOf('purchaser');

const noCounts = () => ({ recovered: 0, submitted: 0, tracedToDealer: 0, tracedToPurchaser: 0 });
const noGuns = (): Record<AgeBandId, number> => ({ month: 0, quarter: 0, year: 0, older: 0, unknown: 0 });

/** Counts of one agency. */
class AgencyTally {
  readonly #today: string;
  readonly #months = new Map<string | null, Counts>();
  readonly #untraced = noGuns();

  constructor(today: string) {
    this.#today = today;
  }

  add({ month, guns, at, count }: SelectedGuns): void {
    const key = month?.slice(0, 7) ?? null;
    const counts = this.#months.get(key) ?? noCounts();
    this.#months.set(key, counts);
    counts.recovered += count;
    for (let index = 0; index < count; index++) {
      const gun = at[index] ?? 0;
      const outcome = outcomeAt(guns, gun);
      if (outcome >= SUBMITTED) counts.submitted += 1;
      if (outcome >= DEALER) counts.tracedToDealer += 1;
      if (outcome >= PURCHASER) counts.tracedToPurchaser += 1;
      if (outcome < SUBMITTED)
        this.#untraced[ageBandOf(dayOf(month, dayOfMonthAt(guns, gun)), this.#today)] += 1;
    }
  }

  get isEmpty(): boolean {
    return this.#months.size === 0;
  }

  /** With the agency's requests; null where one is not told of them. */
  result(requests: readonly RequestRow[] | null, today: string) {
    const months = [...this.#months].sort(([a], [b]) => ((a ?? '~') < (b ?? '~') ? -1 : 1));
    const isAwaited = ({ status, hasTrace }: RequestRow) => status === 'submitted' && !hasTrace;
    const awaited = requests?.filter(isAwaited) ?? null;
    return {
      ...sum(months.map(([, counts]) => counts)),
      awaited: awaited === null ? null : countOf(awaited),
      months: months.map(([month, counts]) => ({
        month,
        ...counts,
        awaited:
          awaited === null
            ? null
            : countOf(awaited.filter(({ recoveredOn }) => (recoveredOn?.slice(0, 7) ?? null) === month)),
      })),
      queue: requests === null ? null : this.#queue(requests, today),
      toSubmit: waiting(
        requests?.filter(({ status }) => status === 'to_submit'),
        'recoveredOn',
        today,
      ),
      awaiting: waiting(
        requests?.filter(({ status }) => status === 'submitted'),
        'submittedOn',
        today,
      ),
    };
  }

  /** Guns without a trace, less those for which something was asked. */
  #queue(requests: readonly RequestRow[], today: string): Record<AgeBandId, number> {
    const queue = { ...this.#untraced };
    for (const { hasTrace, recoveredOn, requests: count } of requests) {
      if (!hasTrace) queue[ageBandOf(recoveredOn, today)] -= count;
    }
    return queue;
  }
}

const dayOf = (month: string | null, day: number): string | null =>
  month === null || day === 0 ? null : `${month.slice(0, 8)}${String(day).padStart(2, '0')}`;

const countOf = (requests: readonly RequestRow[]) => requests.reduce((total, one) => total + one.requests, 0);

function waiting(
  requests: readonly RequestRow[] | undefined,
  since: 'recoveredOn' | 'submittedOn',
  today: string,
): CoverageAgency['awaiting'] {
  if (requests === undefined) return null;
  const days = requests.map((one) => one[since]).filter((day) => day !== null);
  const oldest = days.length === 0 ? null : days.reduce((a, b) => (a < b ? a : b));
  return { requests: countOf(requests), oldestDays: oldest === null ? null : daysBetween(oldest, today) };
}

function sum(all: readonly Counts[]): Counts {
  const total = noCounts();
  for (const counts of all) {
    total.recovered += counts.recovered;
    total.submitted += counts.submitted;
    total.tracedToDealer += counts.tracedToDealer;
    total.tracedToPurchaser += counts.tracedToPurchaser;
  }
  return total;
}

const readAgencies = ({ trx }: ScopedRead) =>
  selectRows(
    trx,
    agencyRow,
    `SELECT id, code, name, id IN (SELECT t.agency_id FROM tracing_coordinator t
       WHERE t.coordinator_agency_id IN (SELECT agencies_in_scope('own_agency'))) AS routed
     FROM agency ORDER BY name, id`,
  );

/** Requests about guns that records have, under the filter's dates, with how many are alike. */
const readRequests = ({ trx }: ScopedRead, { recoveredFrom, recoveredTo }: TraceFilter) =>
  selectRows(
    trx,
    requestRow,
    `SELECT agency_id AS "agencyId", recovered_on AS "recoveredOn", status, submitted_on AS "submittedOn",
       has_trace AS "hasTrace", count(*) AS requests
     FROM trace_request WHERE recovery_id IS NOT NULL
       AND (:from::date IS NULL OR recovered_on >= :from::date) AND (:to::date IS NULL OR recovered_on < :to::date)
     GROUP BY 1, 2, 3, 4, 5`,
    { from: recoveredFrom ?? null, to: recoveredTo ?? null },
  );
