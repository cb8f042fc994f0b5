import type { Overdispersion } from '../../domain/statistics/funnel.ts';
import type { GroupedGuns } from '../rollups/grouped-guns.ts';
import { UNKNOWN_DAY } from '../rollups/grouped-guns.ts';
import { UNKNOWN_TIME } from '../rollups/packed-guns.ts';
import { ComparedDealers } from './compared-dealers.ts';
import { indexOfParty } from './dealer-figures.ts';
import type { SalesPeriod } from './dealer-sales-read-model.ts';

/**
 * Compares the dealers whose sales are known, and could have been seen: traces of guns sold in the known periods against sales
 * at risk. `salesOf` comes by ascending id; `atRiskOf` says how many sales of a period could have been seen.
 */
export function compareDealers(
  guns: GroupedGuns,
  salesOf: ReadonlyMap<number, readonly SalesPeriod[]>,
  atRiskOf: (period: SalesPeriod) => number,
  overdispersion: Overdispersion,
): ComparedDealers {
  const ids = new Uint32Array(salesOf.size);
  const sold = new Float64Array(salesOf.size);
  const atRisk = new Float64Array(salesOf.size);
  const traces = new Uint32Array(salesOf.size);
  let count = 0;
  for (const [id, periods] of salesOf) {
    let [ofAge, all] = [0, 0];
    for (const period of periods) {
      ofAge += atRiskOf(period);
      all += period.guns;
    }
    if (ofAge <= 0) continue;
    ids[count] = id;
    sold[count] = all;
    atRisk[count] = ofAge;
    traces[count] = countSoldIn(guns, id, periods);
    count += 1;
  }
  return new ComparedDealers(
    {
      ids: ids.slice(0, count),
      sold: sold.slice(0, count),
      atRisk: atRisk.slice(0, count),
      traces: traces.slice(0, count),
    },
    overdispersion,
  );
}

/** The guns of a dealer known to have been sold in one of the periods. */
function countSoldIn(guns: GroupedGuns, dealer: number, periods: readonly SalesPeriod[]): number {
  const index = indexOfParty(guns, dealer);
  if (index === null) return 0;
  const end = guns.starts[index + 1] ?? 0;
  let count = 0;
  for (const { from, to } of spansOf(periods)) {
    for (let gun = guns.starts[index] ?? 0; gun < end; gun++) {
      const sold = soldOn(guns, gun);
      if (sold !== null && sold >= from && sold < to) count += 1;
    }
  }
  return count;
}

/** Periods without their guns, those that follow each other as one: of years in a row there is one to look into. */
export function spansOf(periods: readonly SalesPeriod[]): { readonly from: number; readonly to: number }[] {
  const spans: { from: number; to: number }[] = [];
  for (const { from, to } of periods) {
    const last = spans.at(-1);
    if (last?.to === from) last.to = to;
    else spans.push({ from, to });
  }
  return spans;
}

/** The day a gun was sold, since 1970; null where that is not known. */
export function soldOn({ days, times }: GroupedGuns, gun: number): number | null {
  const day = days[gun] ?? UNKNOWN_DAY;
  const time = times[gun] ?? UNKNOWN_TIME;
  return day === UNKNOWN_DAY || time === UNKNOWN_TIME ? null : day - time;
}
