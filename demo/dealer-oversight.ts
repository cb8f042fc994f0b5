import type { Random } from './random.ts';
import type { DemoAgency } from './region.ts';
import type { DemoTrace } from './traces.ts';

/** What dealers in Maryland were made to do, and when. */
export const OVERSIGHT = { state: 'MD', startedOn: '2024-05-01' } as const;
/** How many of the guns that would have been sold within a year are not, from then on: the true effect that is to be found. */
export const OVERSIGHT_EFFECT = 0.55;

const NEW_DAYS = 365;
const SHORT_DAYS = 1095;
const DAY_MS = 86_400_000;

/**
 * From the day on, part of the guns that dealers in Maryland sold are no new ones any more when Maryland recovers them: they are
 * recovered in the same place on the same day, but were sold longer before. So no other count of the region changes, nor how
 * many were sold within 3 years.
 */
export function withOversight(
  random: Random,
  agency: DemoAgency,
  traces: readonly DemoTrace[],
): readonly DemoTrace[] {
  if (agency.state !== OVERSIGHT.state) return traces;
  return traces.map((trace) => {
    const { purchase, dealer, recoveredOn } = trace;
    if (purchase === null || dealer?.place.state !== OVERSIGHT.state || recoveredOn < OVERSIGHT.startedOn) {
      return trace;
    }
    const days = (Date.parse(recoveredOn) - Date.parse(purchase.purchasedOn)) / DAY_MS;
    // Reports of multiple sales name their days.
    const isNew = days <= NEW_DAYS && !purchase.multipleSale;
    if (!isNew || !random.chance(OVERSIGHT_EFFECT)) return trace;
    const before = NEW_DAYS + random.int(1, SHORT_DAYS - NEW_DAYS - 1);
    const purchasedOn = new Date(Date.parse(recoveredOn) - before * DAY_MS).toISOString().slice(0, 10);
    return { ...trace, purchase: { ...purchase, purchasedOn } };
  });
}
