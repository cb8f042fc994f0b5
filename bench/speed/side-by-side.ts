import type { Tile } from '../../server/tiles/tile.ts';
import { fetchAsAsker } from '../asker.ts';
import { withFolder } from '../bench-database.ts';
import { findProgram } from '../find-program.ts';
import type { Measurement } from '../measurement.ts';
import { atLeast, missing, quantile, reported } from '../measurement.ts';
import { nationalDatabase, withDatabase } from '../national-database.ts';
import { startRival } from '../rival-process.ts';
import type { BenchOptions } from '../run.ts';
import type { TileRival } from '../tile-rivals.ts';
import { POINT_TABLE, TILE_RIVALS } from '../tile-rivals.ts';
import { MEASURED_CITIES, tilesAround } from '../tiles-around.ts';
import { startServer } from '../tracemap-process.ts';

const CONNECTIONS = 4;
const RUNS = 5;
/** Zooms compared, and by how much faster the server must be. */
const COMPARED = [
  { name: 'overview tiles, zoom 3 to 8', zooms: [3, 4, 5, 6, 7, 8], timesFaster: 10 },
  { name: 'raw point tiles, zoom 11 to 14', zooms: [11, 12, 13, 14], timesFaster: 1 },
] as const;
const INDEX = 'bench_recovery_geom';

/**
 * Tiles of the same recoveries by other tile servers, where they are installed: same database, table, tiles and number of
 * connections, nothing cached. They get the spatial index they need, which the server does without.
 */
export async function measureSideBySide({ traces }: BenchOptions): Promise<Measurement[]> {
  const installed = TILE_RIVALS.map((rival) => ({ rival, program: findProgram(rival.program) }));
  const absent = installed
    .filter(({ program }) => program === null)
    .flatMap(({ rival }) =>
      COMPARED.map(({ name, timesFaster }) =>
        missing(`${rival.program}, ${name}`, 'it is not on PATH', '× faster', `>= ${timesFaster}`),
      ),
    );
  if (absent.length === COMPARED.length * TILE_RIVALS.length) return absent;
  const databaseUrl = await nationalDatabase(traces);
  return withDatabase(databaseUrl, async ({ knex }) => {
    await knex.raw(
      `CREATE INDEX IF NOT EXISTS ${INDEX} ON ${POINT_TABLE.table} USING gist (${POINT_TABLE.geometry})`,
    );
    try {
      await knex.raw(`ANALYZE ${POINT_TABLE.table}`);
      const own = await timeOwnTiles(databaseUrl);
      const measurements = [...absent];
      for (const { rival, program } of installed) {
        if (program !== null) measurements.push(...(await compareWith(rival, program, databaseUrl, own)));
      }
      return measurements;
    } finally {
      await knex.raw(`DROP INDEX IF EXISTS ${INDEX}`);
    }
  });
}

/** Milliseconds for all tiles of each entry of {@link COMPARED}. */
type TimeByGroup = readonly number[];

async function timeOwnTiles(databaseUrl: string): Promise<TimeByGroup> {
  const server = await startServer({ DATABASE_URL: databaseUrl });
  try {
    // A bound that all records are within, another one each run: what was answered is kept.
    return await timeGroups(
      server.url,
      ({ z, x, y }, run) => `/tiles/recoveries/${z}/${x}/${y}.mvt?recovered_from=${1900 + run}-01-01`,
    );
  } finally {
    await server.stop();
  }
}

async function compareWith(
  rival: TileRival,
  program: string,
  databaseUrl: string,
  own: TimeByGroup,
): Promise<Measurement[]> {
  const times = await withFolder(async (folder) => {
    const running = await startRival(rival, { program, databaseUrl, folder });
    try {
      return await timeGroups(running.url, (tile) => rival.tilePath(tile));
    } finally {
      await running.stop();
    }
  });
  return COMPARED.flatMap(({ name, timesFaster }, group) => {
    const [theirs = Number.NaN, ours = Number.NaN] = [times[group], own[group]];
    return [
      reported(`${name}, all of them`, ours, 'ms'),
      reported(`${rival.program}, ${name}, all of them`, theirs, 'ms'),
      atLeast(`${rival.program}, ${name}`, theirs / ours, '× faster', timesFaster),
    ];
  });
}

async function timeGroups(url: string, pathOf: (tile: Tile, run: number) => string): Promise<TimeByGroup> {
  const times: number[] = [];
  for (const { zooms } of COMPARED) {
    const tiles = tilesAround(MEASURED_CITIES, zooms);
    const runs: number[] = [];
    for (let run = 0; run <= RUNS; run += 1) {
      const start = performance.now();
      await fetchAll(tiles.map((tile) => `${url}${pathOf(tile, run)}`));
      // The first run reads from disk and compiles.
      if (run > 0) runs.push(performance.now() - start);
    }
    times.push(quantile(runs, 0.5));
  }
  return times;
}

/** Asks for all of them over so many connections, the next as soon as one is answered. */
async function fetchAll(urls: readonly string[]): Promise<void> {
  let next = 0;
  const askInTurn = async () => {
    for (let url = urls[next++]; url !== undefined; url = urls[next++]) {
      const response = await fetchAsAsker(url);
      const body = await response.arrayBuffer();
      if (!response.ok) throw new Error(`${url}: ${response.status} ${Buffer.from(body).toString()}`);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, askInTurn));
}
