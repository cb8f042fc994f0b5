/** Whatever answers, rollups or records, the figures are those a count by hand would give. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import type { TraceFilter } from '../../../domain/trace-filter.ts';
import { FIREARM_TYPES, TRACE_OUTCOMES } from '../../../domain/vocabulary.ts';
import type { ScopedRead } from '../../../server/database/with-scope.ts';
import { withScope } from '../../../server/database/with-scope.ts';
import { readFlows } from '../../../server/flows/flows-read-model.ts';
import { readSummary } from '../../../server/traces/summary-read-model.ts';
import type { InsertedRecords, RecoveryRecord } from '../../helpers/records.ts';
import { insertRecords } from '../../helpers/records.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
const AGENCIES = ['A', 'B', 'C'] as const;
const STATES = ['MD', 'VA', 'GU'] as const;
const COUNTIES = { MD: '24510', VA: '51840', GU: '66010' } as const;
const DAYS = [
  '2023-12-31',
  '2024-01-01',
  '2024-01-15',
  '2024-01-31',
  '2024-02-01',
  '2024-02-29',
  '2024-03-01',
];

const place = fc
  .tuple(fc.constantFrom(...STATES), fc.boolean())
  .map(([state, known]) => (known ? { state, county: COUNTIES[state] } : { state }));
const record: fc.Arbitrary<RecoveryRecord> = fc.record(
  {
    agency: fc.constantFrom(...AGENCIES),
    on: fc.constantFrom(...DAYS),
    type: fc.constantFrom(...FIREARM_TYPES),
    outcome: fc.constantFrom(...TRACE_OUTCOMES),
    from: place,
    to: place,
    home: place,
    ttc: fc.constantFrom(0, 90, 91, 364, 1095, 1096, 32_767),
    at: fc.constantFrom([-76.6, 39.3] as const, [144.8, 13.4] as const),
  },
  { requiredKeys: ['agency', 'type', 'outcome'] },
);
const filter: fc.Arbitrary<TraceFilter> = fc
  .record(
    {
      recoveredFrom: fc.constantFrom(...DAYS),
      recoveredTo: fc.constantFrom(...DAYS, '2024-04-01'),
      ttcMin: fc.constantFrom(0, 91, 100),
      ttcMax: fc.constantFrom(100, 1095, 40_000),
      agency: fc.subarray([...AGENCIES], { minLength: 1 }),
      sourceState: fc.subarray([...STATES], { minLength: 1 }),
      recoveryState: fc.subarray([...STATES], { minLength: 1 }),
      firearmType: fc.subarray([...FIREARM_TYPES], { minLength: 1 }),
    },
    { requiredKeys: [] },
  )
  .filter(
    ({ recoveredFrom: from, recoveredTo: to }) => !(from !== undefined && to !== undefined && from > to),
  );

const records = fc.sample(record, { numRuns: 150, seed: 20_261_122 });
const VISIBLE = ['A', 'B'];
let inserted: InsertedRecords;

beforeAll(async () => {
  inserted = await insertRecords(database.current, {
    agencies: AGENCIES,
    areas: STATES.flatMap((state, index) => [
      { level: 'state' as const, code: state, name: state, state, at: [-80 + index, 39] as const },
      { level: 'county' as const, code: COUNTIES[state], name: state, state, at: [-80 + index, 38] as const },
    ]),
    recoveries: records,
  });
});

function matches(gun: RecoveryRecord, wanted: TraceFilter): boolean {
  const anyOf = (list: readonly string[] | undefined, value: string | undefined) =>
    list === undefined || (value !== undefined && list.includes(value));
  const { recoveredFrom: from, recoveredTo: to, ttcMin, ttcMax } = wanted;
  return (
    VISIBLE.includes(gun.agency) &&
    (from === undefined || (gun.on !== undefined && gun.on >= from)) &&
    (to === undefined || (gun.on !== undefined && gun.on < to)) &&
    (ttcMin === undefined || (gun.ttc !== undefined && gun.ttc >= ttcMin)) &&
    (ttcMax === undefined || (gun.ttc !== undefined && gun.ttc <= ttcMax)) &&
    anyOf(wanted.agency, gun.agency) &&
    anyOf(wanted.sourceState, gun.from?.state) &&
    anyOf(wanted.recoveryState, gun.to?.state) &&
    anyOf(wanted.firearmType, gun.type)
  );
}

const FROM_HOME = { origin: 'purchaser', destination: 'recovery' } as const;

/** All figures of a filter; `precision_min=none` matches everything but only records know it. */
async function figures(read: ScopedRead, wanted: TraceFilter) {
  return {
    states: await readFlows(read, wanted, { level: 'state', limit: 3 }),
    counties: await readFlows(read, wanted, { level: 'county', limit: 1000 }),
    cells: await readFlows(read, wanted, { level: 'cell', limit: 1000, zoom: 9 }),
    homes: await readFlows(read, wanted, { level: 'county', limit: 1000, ends: FROM_HOME }),
    summary: await readSummary(read, wanted),
  };
}

describe('figures', () => {
  it('are the same from rollups and from records, and as counted by hand', async () => {
    const scope = scopeOfAllRecords(VISIBLE.map((code) => inserted.agencies[code] ?? 0));
    await fc.assert(
      fc.asyncProperty(filter, async (wanted) => {
        const [fromRollups, fromRecords] = await withScope(database.current, scope, {}, async (read) => [
          await figures(read, wanted),
          await figures(read, { ...wanted, precisionMin: 'none' }),
        ]);
        expect(fromRollups).toEqual(fromRecords);

        const guns = records.filter((gun) => matches(gun, wanted));
        const traced = guns.filter(({ outcome }) => outcome === 'dealer' || outcome === 'purchaser');
        const { states, counties, homes, summary } = fromRollups;
        expect(homes.totals.count).toBe(guns.filter(({ outcome }) => outcome === 'purchaser').length);
        expect(summary.funnel.recovered).toBe(guns.length);
        expect(summary.funnel.tracedToDealer).toBe(traced.length);
        expect(summary.drawable).toBe(guns.filter(({ at }) => at !== undefined).length);
        expect(summary.unknownDate).toBe(guns.filter(({ on }) => on === undefined).length);
        expect(summary.timeToCrime.unknown).toBe(guns.filter(({ ttc }) => ttc === undefined).length);
        for (const { totals, features } of [states, counties]) {
          const { count, withinArea, drawn, notDrawn, unplaced, suppressed } = totals;
          expect(count).toBe(traced.length);
          expect(withinArea + drawn + notDrawn + unplaced + suppressed).toBe(count);
          expect(features.reduce((sum, { properties }) => sum + properties.count, 0)).toBe(drawn);
        }
        expect(states.totals.withinArea).toBe(
          traced.filter(({ from, to }) => from !== undefined && from.state === to?.state).length,
        );
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});
