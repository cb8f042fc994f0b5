import { beforeAll, describe, expect, it } from 'vitest';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import type { TraceFilter } from '../../../domain/trace-filter.ts';
import { noteChange } from '../../../server/database/data-version.ts';
import { withScope } from '../../../server/database/with-scope.ts';
import { readPartIds } from '../../../server/rollups/part-list.ts';
import { rebuildRollups } from '../../../server/rollups/refresh-rollups.ts';
import type { InsertedRecords } from '../../helpers/records.ts';
import { insertRecords } from '../../helpers/records.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
const TRACED = { outcome: 'dealer' } as const;
let inserted: InsertedRecords;

beforeAll(async () => {
  inserted = await insertRecords(database.current, {
    agencies: ['A', 'B'],
    recoveries: [
      { agency: 'A', on: '2024-01-31', ...TRACED },
      { agency: 'A', on: '2024-02-01' },
      { agency: 'A', on: '2024-02-29', ...TRACED },
      { agency: 'A' },
      { agency: 'B', on: '2024-02-10', ...TRACED },
    ],
  });
});

const agencies = (codes: readonly string[]) => codes.map((code) => inserted.agencies[code] ?? -1);

/** How many parts of these agencies a filter leaves. */
const parts = (codes: readonly string[], filter: TraceFilter = {}, tracedOnly = false) =>
  withScope(
    database.current,
    scopeOfAllRecords(agencies(codes)),
    {},
    async (read) => [...(await readPartIds(read, filter, { tracedOnly }))].length,
  );

describe('the list of parts', () => {
  it('has what the scope may see: the owner its own, a partner both, an outsider nothing', async () => {
    expect(await parts(['A'])).toBe(4);
    expect(await parts(['A', 'B'])).toBe(5);
    expect(await parts(['B'])).toBe(1);
    expect(await parts([])).toBe(0);
    // Not what another scope was told just now.
    expect(await parts(['A'])).toBe(4);
  });

  const both = ['A', 'B'];
  const cases: readonly (readonly [string, TraceFilter, boolean, number])[] = [
    ['traced guns', {}, true, 3],
    ['an agency', { agency: ['B'] }, false, 1],
    ['an agency that is not there', { agency: ['Z'] }, false, 0],
    ['a date within January', { recoveredFrom: '2024-01-20' }, false, 4],
    ['February', { recoveredFrom: '2024-02-01', recoveredTo: '2024-03-01' }, false, 3],
    ['before February', { recoveredTo: '2024-02-01' }, false, 1],
    ['until within February', { recoveredTo: '2024-02-02' }, false, 4],
    ['another year', { recoveredFrom: '2025-01-01' }, false, 0],
  ];
  for (const [name, filter, tracedOnly, count] of cases) {
    it(`has the whole months of ${name}`, async () => {
      expect(await parts(both, filter, tracedOnly)).toBe(count);
    });
  }

  it('is read anew with the next version of the records', async () => {
    expect(await parts(both)).toBe(5);
    await database.current.knex.transaction(async (trx) => {
      await noteChange(trx, 'everyone');
      await trx.raw(`UPDATE recovery SET recovered_on = '2024-02-02' WHERE recovered_on = '2024-01-31'`);
      await rebuildRollups(trx);
    });
    expect(await parts(both)).toBe(4);
    expect(await parts(both, { recoveredTo: '2024-02-01' })).toBe(0);
  });
});
