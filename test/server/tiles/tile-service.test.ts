import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import type { TraceFilter } from '../../../domain/trace-filter.ts';
import { selectRows } from '../../../server/database/connection.ts';
import { noteChange, readDataVersion } from '../../../server/database/data-version.ts';
import { undoImport } from '../../../server/imports/undo-import.ts';
import type { TileRequest } from '../../../server/tiles/tile-service.ts';
import { TileService } from '../../../server/tiles/tile-service.ts';
import type { TileLayerId } from '../../../tiles/layers.ts';
import { decodeTile } from '../../helpers/decode-tile.ts';
import type { InsertedRecords } from '../../helpers/records.ts';
import { insertRecords } from '../../helpers/records.ts';
import { TEST_ENGINE, useTestDatabase } from '../../helpers/test-database.ts';
import { importInto, useTextFiles } from '../imports/import-bench.ts';

const database = useTestDatabase();
const textFile = useTextFiles();
const NEVER = new AbortController().signal;
let inserted: InsertedRecords;
let statements: string[] = [];

beforeAll(async () => {
  inserted = await insertRecords(database.current, {
    agencies: ['A', 'B'],
    dealers: [{ name: 'Listed', listed: true, state: 'MD', at: [-76.61, 39.29] }],
    recoveries: [
      { agency: 'A', on: '2024-01-10', at: [-76.61, 39.29], ttc: 50, dealer: 'Listed' },
      { agency: 'A', on: '2024-01-11', at: [-76.61, 39.29], ttc: 50 },
      { agency: 'B', on: '2024-01-12', at: [-76.61, 39.29], ttc: 50, dealer: 'Listed' },
    ],
  });
  database.current.knex.on('query', ({ sql }: { sql: string }) => statements.push(sql));
});
afterEach(() => {
  statements = [];
});

const scopeOf = (...agencies: string[]) =>
  scopeOfAllRecords(agencies.map((code) => inserted.agencies[code] ?? 0));

interface Wanted {
  readonly layer?: TileLayerId;
  readonly agencies?: readonly string[];
  readonly filter?: TraceFilter;
  readonly column?: number;
}

async function asked({ layer = 'recoveries', agencies = ['A', 'B'], filter = {}, column = 9 }: Wanted = {}) {
  const scope = scopeOf(...agencies);
  const dataVersion = await readDataVersion(database.current, scope);
  const tile = { z: 5, x: column, y: 12 };
  return { layer, tile, filter, scope, dataVersion } satisfies TileRequest;
}

/** The guns in the only symbol of Baltimore's tile, and how many tiles were made for it. */
async function guns(service: TileService, wanted: Wanted = {}) {
  statements = [];
  const { content } = await service.tile(await asked(wanted), NEVER);
  const [feature] = decodeTile(content.bytes, wanted.layer ?? 'recoveries');
  return [feature?.properties.point_count ?? feature?.properties.traces ?? 0, tilesMade()];
}

const tilesMade = () => statements.filter((sql) => sql.includes('ST_MakePoint')).length;

describe('kept tiles', () => {
  it('are made once for a layer, tile, filter, scope and data version', async () => {
    const service = new TileService(database.current);
    expect(await guns(service)).toEqual([3, 1]);
    expect(await guns(service)).toEqual([3, 0]);
    expect(await guns(service, { filter: { recoveredFrom: '2024-01-11' } })).toEqual([2, 1]);
    expect(await guns(service, { filter: {} })).toEqual([3, 0]);
    expect(await guns(service, { layer: 'dealers' })).toEqual([2, 1]);
    expect(await guns(service, { column: 10 })).toEqual([0, 1]);
    expect(await guns(service, { column: 10 })).toEqual([0, 0]);
  });

  it('never reach another scope: owner, partner and outsider by turns', async () => {
    const service = new TileService(database.current);
    for (const made of [1, 0]) {
      expect(await guns(service, { agencies: ['A'] })).toEqual([2, made]);
      expect(await guns(service, { agencies: ['A', 'B'] })).toEqual([3, made]);
      expect(await guns(service, { agencies: ['B'] })).toEqual([1, made]);
      expect(await guns(service, { agencies: [] })).toEqual([0, made]);
      expect(await guns(service, { agencies: ['B', 'A'] })).toEqual([3, 0]);
      expect(await guns(service, { layer: 'dealers', agencies: ['A'] })).toEqual([1, made]);
      expect(await guns(service, { layer: 'dealers', agencies: [] })).toEqual([0, made]);
    }
  });

  it('are not of before an import, nor of before its undo', async () => {
    const service = new TileService(database.current);
    expect(await guns(service)).toEqual([3, 1]);
    const filePath = textFile(
      'one-more.csv',
      'Trace Number,Recovery Date,Recovery State,Latitude,Longitude\nT9,2024-01-13,MD,39.29,-76.61\n',
    );
    const batch = await importInto(database.current, 'traces', 'A', filePath);
    expect(await guns(service)).toEqual([4, 1]);
    expect(await guns(service)).toEqual([4, 0]);
    expect(await undoImport(database.current, batch.batchId ?? 0)).toBe('undone');
    expect(await guns(service)).toEqual([3, 1]);
  });

  it('are of a change that is committed while they are asked for', async () => {
    const service = new TileService(database.current);
    for (const layer of ['recoveries', 'dealers'] as const) {
      const request = await asked({ layer });
      await database.current.knex.transaction((trx) => noteChange(trx, 'everyone'));
      const { dataVersion } = await service.tile(request, NEVER);
      expect(dataVersion).toBe(request.dataVersion + 1);
      expect(service.kept(request)).toBeNull();
      expect(service.kept({ ...request, dataVersion })).not.toBeNull();
    }
  });

  it('give way within the bound of memory', async () => {
    const service = new TileService(database.current, { cacheBytes: 1000 });
    expect(await guns(service, { filter: { ttcMin: 1 } })).toEqual([3, 1]);
    expect(await guns(service, { filter: { ttcMin: 2 } })).toEqual([3, 1]);
    expect(await guns(service, { filter: { ttcMin: 1 } })).toEqual([3, 1]);
  });
});

describe('tiles asked for at the same time', () => {
  it('are made once, and so are the counts that tiles of a filter share', async () => {
    const service = new TileService(database.current);
    const filter = { recoveredFrom: '2024-01-01' };
    const request = await asked({ filter });
    statements = [];
    await Promise.all(Array.from({ length: 10 }, () => service.tile(request, NEVER)));
    expect(tilesMade()).toBe(1);
    statements = [];
    const dealers = await Promise.all(
      [9, 10, 11, 9].map((column) => asked({ layer: 'dealers', filter, column })),
    );
    await Promise.all(dealers.map((each) => service.tile(each, NEVER)));
    expect(tilesMade()).toBe(3);
    expect(statements.filter((sql) => sql.includes('GROUP BY r.dealer_id'))).toHaveLength(1);
  });
});

const countRow = z.object({ count: z.number() });

/** How many statements of this database wait for a lock. */
async function waiting(): Promise<number> {
  const [row] = await selectRows(
    database.current.aside,
    countRow,
    `SELECT count(*) AS count FROM pg_stat_activity
     WHERE datname = current_database() AND state = 'active' AND wait_event_type = 'Lock'`,
  );
  return row?.count ?? 0;
}

// The embedded engine cannot cancel a statement: it only drops the answer.
describe.runIf(TEST_ENGINE === 'postgis')('the statement of a tile that several wait for', () => {
  it.each([
    ['goes on while one of them is left', 'recoveries', 1],
    ['is cancelled when all have gone', 'recoveries', 2],
    ['is cancelled also where it counts for the whole filter', 'dealers', 2],
  ] as const)('%s', async (_name, layer, leaving) => {
    const service = new TileService(database.current);
    const request = await asked({ layer });
    const clients = [new AbortController(), new AbortController()];
    let answers: Promise<unknown>[] = [];
    await database.current.knex.transaction(async (trx) => {
      await trx.raw('LOCK TABLE recovery, cell_rollup, flow_rollup IN ACCESS EXCLUSIVE MODE');
      answers = clients.map(({ signal }) => service.tile(request, signal).catch(() => 'gone'));
      await vi.waitUntil(async () => (await waiting()) === 1, { timeout: 10_000 });
      for (const client of clients.slice(0, leaving)) client.abort();
      expect(await answers[0]).toBe('gone');
      const left = clients.length - leaving;
      await vi.waitUntil(async () => (await waiting()) === left, { timeout: 10_000 });
      // Cancelled, not answered: the lock is still held.
      expect(await waiting()).toBe(left);
    });
    expect(await Promise.all(answers)).toMatchObject(leaving === 2 ? ['gone', 'gone'] : ['gone', {}]);
  });
});
