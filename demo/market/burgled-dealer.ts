import { dayAfter } from '../calendar.ts';
import type { DemoDealer } from '../dealers.ts';
import { demoFirearm } from '../firearms.ts';
import type { Random } from '../random.ts';
import type { DemoTrace } from '../traces.ts';
import type { DemoInspection, DemoTheft } from './market-rows.ts';

/** The two burglaries, and how many of the guns taken in each are recovered at most. */
const BURGLARIES = ['2021-11-20', '2022-08-14'] as const;
const MOST_RECOVERED = 5;
/** Guns taken that nobody has found so far. */
const STILL_MISSING = 8;
/** Until when a gun of a burglary may have been recovered for it to be told. */
const MOST_DAYS = 900;
const DAY_MS = 86_400_000;

export interface BurgledDealer {
  readonly dealer: DemoDealer;
  /** The guns that were recovered. */
  readonly recovered: readonly DemoTrace[];
  readonly thefts: readonly DemoTheft[];
  readonly inspections: readonly DemoInspection[];
}

/**
 * A dealer in Maryland that was broken into twice. The guns are recovered one by one, traced to the dealer, whose
 * books have no buyer: only its reports say why.
 */
export function makeBurgledDealer(
  random: Random,
  traces: readonly DemoTrace[],
  dealers: readonly DemoDealer[],
): BurgledDealer {
  const takenFrom = (dealer: DemoDealer) => BURGLARIES.map((on) => recoveredAfter(traces, dealer, on));
  const [most] = dealers
    .filter(({ large, place }) => large && place.state === 'MD')
    .map((dealer) => ({ dealer, taken: takenFrom(dealer) }))
    .toSorted((a, b) => b.taken.flat().length - a.taken.flat().length);
  if (most === undefined) throw new Error('The demo needs a large dealer in Maryland.');
  const { dealer } = most;
  const [first = [], second = []] = most.taken;
  const later = second.filter((trace) => !first.includes(trace));
  const thefts = [first, later].flatMap((taken, index) => {
    const on = BURGLARIES[index] ?? BURGLARIES[0];
    const missing = Array.from({ length: STILL_MISSING }, () =>
      demoFirearm(random, 'current', Number(on.slice(0, 4))),
    );
    return [...taken, ...missing].map(
      ({ firearm, serial }): DemoTheft => ({
        report: `FFL-${String(8001 + index)}`,
        on,
        reportedOn: dayAfter(on, 1 + index),
        kind: 'Burglary',
        victim: 'FFL',
        dealer,
        firearm,
        serial,
        address: {
          street: dealer.street,
          city: dealer.place.city,
          state: dealer.place.state,
          zip: dealer.place.zip,
        },
      }),
    );
  });
  return {
    dealer,
    recovered: [...first, ...later],
    thefts,
    inspections: [
      { dealer, on: '2020-03-10', outcome: 'No violations', violations: 0 },
      { dealer, on: '2022-02-08', outcome: 'Warning letter', violations: 6 },
      { dealer, on: '2023-05-16', outcome: 'Warning conference', violations: 11 },
    ],
  };
}

/** Guns of the dealer without a buyer that were recovered within some time after a day. */
function recoveredAfter(traces: readonly DemoTrace[], dealer: DemoDealer, on: string): readonly DemoTrace[] {
  const until = Date.parse(on) + MOST_DAYS * DAY_MS;
  return traces
    .filter(
      (trace) =>
        trace.outcome === 'dealer' &&
        trace.dealer === dealer &&
        trace.serial !== null &&
        trace.recoveredOn > on &&
        Date.parse(trace.recoveredOn) < until,
    )
    .slice(0, MOST_RECOVERED);
}
