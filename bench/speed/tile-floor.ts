import { scopeOfInstallation } from '../../server/access/scope-of-request.ts';
import type { Database } from '../../server/database/connection.ts';
import type { TileLayerId } from '../../tiles/layers.ts';
import { fetchAsAsker } from '../asker.ts';
import { withFolder } from '../bench-database.ts';
import type { Measurement } from '../measurement.ts';
import { atMost, missing, quantile, reported } from '../measurement.ts';
import { nationalDatabase, withDatabase } from '../national-database.ts';
import { findPgbench, timeByPgbench } from '../pgbench.ts';
import type { Statement } from '../recorded-statements.ts';
import { recordTile } from '../recorded-statements.ts';
import type { BenchOptions } from '../run.ts';
import { MEASURED_CITIES, tilesAround } from '../tiles-around.ts';
import { startServer } from '../tracemap-process.ts';

const RUNS = 15;
/** Layers and zooms whose tiles are one SQL statement, without counts that the server keeps in its memory. */
const ALL_SQL: readonly { readonly layer: TileLayerId; readonly zooms: readonly number[] }[] = [
  { layer: 'recoveries', zooms: [4, 6, 8] },
  { layer: 'recoveries', zooms: [11, 12, 13, 14] },
  { layer: 'dealers', zooms: [9, 10, 11, 12] },
];

/**
 * How much longer the server takes for a tile that nobody asked for before than pgbench for the same SQL: the very
 * statements that the server sends for the tile, in its transaction with scope and all, by one client.
 */
export async function measureTileFloor({ traces }: BenchOptions): Promise<Measurement[]> {
  const databaseUrl = await nationalDatabase(traces);
  const pgbench = findPgbench();
  if (pgbench === null) {
    const why = 'pgbench is neither on PATH nor under /usr/lib/postgresql';
    return [missing('tile answer by the same SQL in pgbench', why, '×', '<= 1.25')];
  }
  const server = await startServer({ DATABASE_URL: databaseUrl });
  try {
    return await withDatabase(databaseUrl, async (database) => {
      const measurements: Measurement[] = [];
      for (const { layer, zooms } of ALL_SQL) {
        measurements.push(
          ...(await compare({ url: server.url, database, databaseUrl, pgbench }, layer, zooms)),
        );
      }
      return measurements;
    });
  } finally {
    await server.stop();
  }
}

interface Sides {
  readonly url: string;
  readonly database: Database;
  readonly databaseUrl: string;
  readonly pgbench: string;
}

/** Both sides answer the same tiles as often, by turns of a filter each, since the server keeps what it has answered. */
async function compare(sides: Sides, layer: TileLayerId, zooms: readonly number[]): Promise<Measurement[]> {
  const tiles = tilesAround(MEASURED_CITIES, zooms);
  const server: number[] = [];
  const raw: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    const filter = `ttc_max=${3000 + run}`;
    const start = performance.now();
    for (const { z, x, y } of tiles) {
      const response = await fetchAsAsker(`${sides.url}/tiles/${layer}/${z}/${x}/${y}.mvt?${filter}`);
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`${layer} ${z}/${x}/${y}: ${response.status}`);
    }
    const serverMs = performance.now() - start;
    const rawMs = await rawTime(sides, layer, tiles, filter);
    // The first run reads from disk and compiles.
    if (run === 0) continue;
    server.push(serverMs / tiles.length);
    raw.push(rawMs / tiles.length);
  }
  const name = `${layer} tiles of zoom ${zooms[0]} to ${zooms.at(-1)}`;
  return [
    reported(`${name}, uncached, mean`, quantile(server, 0.5), 'ms'),
    reported(`${name}, the same SQL in pgbench, mean`, quantile(raw, 0.5), 'ms'),
    atMost(`${name}, server by pgbench`, quantile(server, 0.5) / quantile(raw, 0.5), '×', 1.25),
  ];
}

async function rawTime(
  { database, databaseUrl, pgbench }: Sides,
  layer: TileLayerId,
  tiles: ReturnType<typeof tilesAround>,
  filter: string,
): Promise<number> {
  const scope = await scopeOfInstallation(database);
  const statements: Statement[] = [];
  for (const tile of tiles) statements.push(...(await recordTile(database, scope, { layer, tile, filter })));
  return withFolder((folder) => timeByPgbench(pgbench, databaseUrl, folder, statements, 2));
}
