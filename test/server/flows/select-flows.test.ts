import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { TraceFilter } from '../../../domain/trace-filter.ts';
import type { FirearmType } from '../../../domain/vocabulary.ts';
import { FIREARM_TYPES } from '../../../domain/vocabulary.ts';
import type { PairedGuns } from '../../../server/flows/paired-guns.ts';
import { dayNumber, GunColumns, kindNumber, MIXED } from '../../../server/flows/paired-guns.ts';
import { selectFlows } from '../../../server/flows/select-flows.ts';
import type { PlaceNodes } from '../../../server/rollups/gun-places.ts';
import { UNKNOWN_TIME } from '../../../server/rollups/packed-guns.ts';

interface Gun {
  readonly origin: number;
  readonly destination: number;
  /** Days; null where unknown. */
  readonly time: number | null;
  readonly on: string | null;
  readonly type: FirearmType;
  readonly agency: number;
}

/** Areas 1 to 4 are in the states A, A, B, and on the border, where each gun may be in either. */
const AREAS = 5;
const STATES = ['', 'A', 'B'];
const AGENCIES = [7, 8, 9];
const stateOf = (area: number, gun: number) => [0, 1, 1, 2, 1 + (gun % 2)][area] ?? 0;

/** As `pairGuns` leaves them: pairs with an unknown end, then within an area, then between two; guns by time. */
function paired(guns: readonly Gun[]): PairedGuns {
  const kindOf = ({ origin, destination }: Gun) =>
    origin === 0 || destination === 0 ? 0 : origin === destination ? 1 : 2;
  const key = (gun: Gun) => (kindOf(gun) * AREAS + gun.origin) * AREAS + gun.destination;
  const timeOf = ({ time }: Gun) => time ?? UNKNOWN_TIME;
  const sorted = [...guns.entries()].sort(([, a], [, b]) => key(a) - key(b) || timeOf(a) - timeOf(b));
  const columns = new GunColumns(guns.length, AGENCIES.length);
  const pairs: { gun: Gun; start: number; sources: Set<number>; recoveries: Set<number> }[] = [];
  for (const [at, [number, gun]] of sorted.entries()) {
    const [source, recovery] = [stateOf(gun.origin, number), stateOf(gun.destination, number)];
    columns.times[at] = timeOf(gun);
    columns.days[at] = gun.on === null ? 0 : dayNumber(gun.on);
    columns.kinds[at] = kindNumber(AGENCIES.indexOf(gun.agency), FIREARM_TYPES.indexOf(gun.type));
    columns.sources[at] = source;
    columns.recoveries[at] = recovery;
    const last = pairs.at(-1);
    const pair =
      last !== undefined && key(last.gun) === key(gun)
        ? last
        : { gun, start: at, sources: new Set<number>(), recoveries: new Set<number>() };
    if (pair !== last) pairs.push(pair);
    pair.sources.add(source);
    pair.recoveries.add(recovery);
  }
  const only = (states: ReadonlySet<number>) => (states.size === 1 ? ([...states][0] ?? 0) : MIXED);
  const nodes = (length: number, code: (node: number) => string) => ({ length, code }) as PlaceNodes;
  const firstOf = (kind: number) => pairs.filter(({ gun }) => kindOf(gun) < kind).length;
  return {
    areas: nodes(AREAS, (area) => `area ${area}`),
    pairs: pairs.length,
    origins: Uint32Array.from(pairs, ({ gun }) => gun.origin),
    destinations: Uint32Array.from(pairs, ({ gun }) => gun.destination),
    firstWithin: firstOf(1),
    firstBetween: firstOf(2),
    starts: Uint32Array.from([...pairs.map(({ start }) => start), guns.length]),
    columns,
    sources: Uint8Array.from(pairs, (pair) => only(pair.sources)),
    recoveries: Uint8Array.from(pairs, (pair) => only(pair.recoveries)),
    agencyIds: AGENCIES,
    states: nodes(STATES.length, (state) => STATES[state] ?? ''),
  };
}

const area = fc.integer({ min: 0, max: AREAS - 1 });
const day = fc.integer({ min: 1, max: 9 }).map((number) => `2024-01-0${number}`);
const gun: fc.Arbitrary<Gun> = fc.record({
  origin: area,
  destination: area,
  time: fc.option(fc.integer({ min: 0, max: 6 })),
  on: fc.option(day),
  type: fc.constantFrom('pistol', 'rifle', 'other'),
  agency: fc.constantFrom(...AGENCIES),
});
/** Few guns to many pairs, and many to few: both ways of counting. */
const guns = fc.oneof(
  fc.array(gun, { maxLength: 30 }),
  fc.array(
    gun.map((one) => ({ ...one, origin: 1, destination: 1 + (one.destination % 2) })),
    { minLength: 20, maxLength: 60 },
  ),
);
const everything = fc.record({
  recoveredFrom: day,
  recoveredTo: day,
  ttcMin: fc.integer({ min: 0, max: 6 }),
  ttcMax: fc.integer({ min: 0, max: 6 }),
  firearmType: fc.subarray<FirearmType>(['pistol', 'rifle', 'shotgun'], { minLength: 1 }),
  sourceState: fc.constantFrom(['A'], ['B'], ['A', 'B']),
  recoveryState: fc.constantFrom(['A'], ['B'], ['A', 'B']),
});
const KEYS = [
  'recoveredFrom',
  'recoveredTo',
  'ttcMin',
  'ttcMax',
  'firearmType',
  'sourceState',
  'recoveryState',
] as const;
/** Two things at most: more leave nothing to count. */
const filter: fc.Arbitrary<TraceFilter> = fc
  .tuple(everything, fc.subarray([...KEYS], { maxLength: 2 }))
  .map(([all, keys]) => Object.fromEntries(keys.map((key) => [key, all[key]])));
const asked = fc.option(fc.subarray([...AGENCIES]));
const view = fc.option(fc.uint8Array({ minLength: AREAS, maxLength: AREAS, max: 1 }));

const matches = (one: Gun, number: number, is: TraceFilter, agencies: readonly number[] | null) =>
  (is.recoveredFrom === undefined || (one.on !== null && one.on >= is.recoveredFrom)) &&
  (is.recoveredTo === undefined || (one.on !== null && one.on < is.recoveredTo)) &&
  (is.ttcMin === undefined || (one.time !== null && one.time >= is.ttcMin)) &&
  (is.ttcMax === undefined || (one.time !== null && one.time <= is.ttcMax)) &&
  (is.firearmType?.includes(one.type) ?? true) &&
  (is.sourceState?.includes(STATES[stateOf(one.origin, number)] ?? '') ?? true) &&
  (is.recoveryState?.includes(STATES[stateOf(one.destination, number)] ?? '') ?? true) &&
  (agencies?.includes(one.agency) ?? true);

it('finds every gun that a filter lets through once: in a flow that is looked at, or elsewhere', () => {
  fc.assert(
    fc.property(guns, filter, asked, view, (all, is, agencies, inView) => {
      const { flows, elsewhere } = selectFlows(paired(all), is, agencies, inView);
      const found = new Map<string, number[]>();
      for (let flow = 0; flow < flows.flows; flow += 1) {
        const times = flows.readTimes([flow], (known) => [known.known, known.countUpTo(3)]);
        const ends = `${flows.origin(flow)}>${flows.destination(flow)}`;
        expect(found.has(ends)).toBe(false);
        found.set(ends, [flows.count(flow), ...times]);
      }
      const expected = new Map<string, number[]>();
      const others = { unplaced: 0, withinArea: 0, between: 0 };
      for (const [number, one] of all.entries()) {
        if (!matches(one, number, is, agencies)) continue;
        const { origin, destination, time } = one;
        if (inView === null || inView[origin] === 1 || inView[destination] === 1) {
          const [count = 0, known = 0, short = 0] = expected.get(`${origin}>${destination}`) ?? [];
          expected.set(`${origin}>${destination}`, [
            count + 1,
            known + (time === null ? 0 : 1),
            short + (time !== null && time <= 3 ? 1 : 0),
          ]);
        } else if (origin === 0 || destination === 0) others.unplaced += 1;
        else if (origin === destination) others.withinArea += 1;
        else others.between += 1;
      }
      expect(found).toEqual(expected);
      expect(elsewhere).toEqual(others);
    }),
    { numRuns: 1000 },
  );
});
