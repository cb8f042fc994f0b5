import { dayAfter } from '../calendar.ts';
import type { DemoDealer } from '../dealers.ts';
import type { DemoTrace } from '../traces.ts';
import type { DemoInspection, DemoYearOfSales } from './market-rows.ts';

/** The last day of the one licence, and the first of the other, a month later. */
export const SUCCESSION = { state: 'PA', endedOn: '2021-06-30', startedOn: '2021-08-01' } as const;
/** Months of the year of the change in which each licence sold. */
const MONTHS_BEFORE = 6;
const MONTHS_AFTER = 5;

export interface Succession {
  /** The dealer whose licence ended. */
  readonly ended: DemoDealer;
  /** The licence at the same premises that came after it, and the dealer of the list it takes the place of. */
  readonly successor: DemoDealer;
  readonly replaced: DemoDealer;
  readonly inspections: readonly DemoInspection[];
}

/**
 * A shop in Pennsylvania whose licence was surrendered after an inspection, and the licence of another name at the same
 * premises a month later. The licence is one of the list from which no gun was recovered, so no other story changes.
 */
export function makeSuccession(traces: readonly DemoTrace[], dealers: readonly DemoDealer[]): Succession {
  const sold = new Map<DemoDealer, DemoTrace[]>();
  for (const trace of traces) {
    if (trace.dealer === null) continue;
    const known = sold.get(trace.dealer);
    if (known === undefined) sold.set(trace.dealer, [trace]);
    else known.push(trace);
  }
  const small = dealers.filter(({ large, place }) => !large && place.state === SUCCESSION.state);
  const [ended] = small
    .map((dealer) => ({ dealer, both: onBothSides(sold.get(dealer) ?? []) }))
    .toSorted((a, b) => b.both - a.both);
  const replaced = small.find((dealer) => !sold.has(dealer));
  if (ended === undefined || ended.both === 0 || replaced === undefined) {
    throw new Error(
      'The demo needs a dealer in Pennsylvania that sold before and after, and one that did not.',
    );
  }
  const { street, place, county } = ended.dealer;
  return {
    ended: ended.dealer,
    successor: { ...replaced, street, place, county },
    replaced,
    inspections: [
      {
        dealer: ended.dealer,
        on: dayAfter(SUCCESSION.endedOn, -8),
        outcome: 'License surrendered',
        violations: 14,
      },
    ],
  };
}

/** Sales on the poorer side of the change; none where one fell between the two licences. */
function onBothSides(traces: readonly DemoTrace[]): number {
  const days = traces.flatMap(({ purchase }) => (purchase === null ? [] : [purchase.purchasedOn]));
  const before = days.filter((day) => day <= SUCCESSION.endedOn).length;
  const after = days.filter((day) => day >= SUCCESSION.startedOn).length;
  return before + after === days.length ? Math.min(before, after) : 0;
}

/** The trace as it is told once the premises have changed hands: what was sold since is of the licence that came after. */
export function afterSuccession({ ended, successor }: Succession, trace: DemoTrace): DemoTrace {
  const isOfSuccessor =
    trace.dealer === ended && trace.purchase !== null && trace.purchase.purchasedOn >= SUCCESSION.startedOn;
  return isOfSuccessor ? { ...trace, dealer: successor } : trace;
}

/** What the shop sold year by year, told of the licence it was sold under. */
export function salesAfterSuccession(
  { ended, successor }: Succession,
  sales: readonly DemoYearOfSales[],
): readonly DemoYearOfSales[] {
  const changed = Number(SUCCESSION.startedOn.slice(0, 4));
  return sales.flatMap((sold): DemoYearOfSales[] => {
    // Before it took the premises the licence was nobody's.
    if (sold.dealer === successor) return [];
    if (sold.dealer !== ended || sold.year < changed) return [sold];
    if (sold.year > changed) return [{ ...sold, dealer: successor }];
    return [inMonths(sold, MONTHS_BEFORE), { ...inMonths(sold, MONTHS_AFTER), dealer: successor }];
  });
}

const inMonths = (sold: DemoYearOfSales, months: number): DemoYearOfSales => ({
  ...sold,
  handguns: Math.round((sold.handguns * months) / 12),
  longGuns: Math.round((sold.longGuns * months) / 12),
});
