import { dayNumber } from '../../domain/days.ts';
import type { Overdispersion } from '../../domain/statistics/funnel.ts';
import { isRefused } from '../../domain/statistics/refusal.ts';
import type { SeenByAge } from '../../domain/statistics/right-truncated-times.ts';
import { seenByAgeOfCounted } from '../../domain/statistics/right-truncated-times.ts';
import { formatTraceFilter } from '../../domain/trace-filter.ts';
import { KeptInScope } from '../database/kept-in-scope.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { DatedGuns } from '../rollups/dated-guns.ts';
import { countDatedGuns } from '../rollups/dated-guns.ts';
import { readGroupedGuns } from '../rollups/read-grouped-guns.ts';
import { readPackedGuns } from '../rollups/read-packed-guns.ts';
import type { RecordFilter } from '../traces/resolve-corridors.ts';
import { compareDealers } from './compare-dealers.ts';
import type { ComparedDealers } from './compared-dealers.ts';
import type { RecoveryDays } from './sales-at-risk.ts';
import { SalesAtRisk } from './sales-at-risk.ts';
import { readSalesOf } from './sales-of-filter.ts';

/** Days from sale after which hardly any gun is still to be recovered, and shorter ones for data that does not reach so far back. */
const LONGEST_HORIZON_DAYS = 3650;
const SHORTER_HORIZONS_DAYS = [1826, 1095, 365];

/** Dealers beside each other, and how sales were discounted for being recent. */
export interface ComparedSales {
  readonly dealers: ComparedDealers;
  /** Null where no gun tells how long it took: all sales count whole then. */
  readonly seen: SeenByAge | null;
  /** Last day on which a recovery could have been seen, since 1970: that of the newest gun. */
  readonly lastDay: number | null;
}

const kept = new KeptInScope<ComparedSales>(8);

/**
 * The dealers whose sales are known and whose guns can be of the filter, compared by its guns; see {@link compareDealers}. Its
 * `dealer` is left out: it chooses among the dealers, and leaves them as they stand beside all others.
 */
export function readDealerComparison(
  read: ScopedRead,
  { dealer: _chosen, ...filter }: RecordFilter,
  overdispersion: Overdispersion,
): Promise<ComparedSales> {
  const question = [overdispersion, formatTraceFilter(filter).toString()];
  return kept.get(read, question, () => compare(read, filter, overdispersion));
}

async function compare(
  read: ScopedRead,
  filter: RecordFilter,
  overdispersion: Overdispersion,
): Promise<ComparedSales> {
  const { guns } = await readGroupedGuns(read, filter, 'dealer');
  // How long guns take is told by those recovered before the days looked at too.
  const { recoveredFrom, ...whenever } = filter;
  const dated = countDatedGuns(await readPackedGuns(read, whenever, { tracedOnly: true }), whenever);
  const lastDay = dated?.newestDay ?? null;
  const sales = await readSalesOf(read, filter);
  const seen = dated === null ? null : seenUntilNow(dated, filter.ttcMax);
  const days: RecoveryDays = {
    from: recoveredFrom === undefined ? Number.NEGATIVE_INFINITY : dayNumber(recoveredFrom),
    to: (lastDay ?? 0) + 1,
  };
  const atRisk = seen === null ? null : new SalesAtRisk(seen, days);
  const dealers = compareDealers(guns, sales, (period) => atRisk?.of(period) ?? period.guns, overdispersion);
  return { dealers, seen, lastDay };
}

/** How much of what there is to see of a sale is seen by its age; null where the guns cannot tell. */
function seenUntilNow(dated: DatedGuns, ttcMax: number | undefined): SeenByAge | null {
  const longest = Math.min(LONGEST_HORIZON_DAYS, ttcMax ?? LONGEST_HORIZON_DAYS, dated.ages.length - 1);
  for (const horizon of [longest, ...SHORTER_HORIZONS_DAYS.filter((days) => days < longest)]) {
    const seen = seenByAgeOfCounted(dated, horizon);
    if (!isRefused(seen)) return seen;
  }
  return null;
}
