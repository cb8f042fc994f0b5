import { gzipSync } from 'node:zlib';
import type { TileLayerId } from '../../tiles/layers.ts';
import { LAYERS, TILE_LAYERS } from '../../tiles/layers.ts';
import { fetchAsAsker } from '../asker.ts';
import { keepAliveLoad } from '../keep-alive-load.ts';
import type { Measurement } from '../measurement.ts';
import { atLeast, atMost, quantile, reported } from '../measurement.ts';
import { nationalDatabase } from '../national-database.ts';
import { Random } from '../random.ts';
import type { BenchOptions } from '../run.ts';
import { startServer } from '../tracemap-process.ts';
import { giveCountiesToAgencies } from './county-jurisdictions.ts';
import { measureWorstTiles } from './worst-tile.ts';

/** Where the path zooms in: longitude, latitude. */
const STOPS = [
  [-98.5, 39.8],
  [-76.61, 39.29],
  [-75.16, 39.95],
  [-122.33, 47.61],
  [-87.63, 41.88],
  [-84.39, 33.75],
] as const;
export const TILE_FILTERS = [
  '',
  'recovered_from=2023-01-01&recovered_to=2026-01-01&ttc_max=1095',
  'source_state=GA,PA,TX',
];

const OVERVIEW_TO_ZOOM = 8;
/** The client has a process of its own, on the same machine. */
const LOAD = { connections: 64, seconds: 5 };

/** All tiles of a path that zooms from 3 to 14 at each stop and pans by a tile on the way, uncached, layer by layer. */
export async function measureTiles({ traces }: BenchOptions): Promise<Measurement[]> {
  const database = await nationalDatabase(traces);
  const server = await startServer({ DATABASE_URL: database });
  try {
    await giveCountiesToAgencies(database);
    const measurements: Measurement[] = [];
    const all: number[] = [];
    const overview: number[] = [];
    for (const layer of TILE_LAYERS) {
      const times: number[] = [];
      let largest = 0;
      for (const filter of TILE_FILTERS) {
        for (const tile of tilePath(layer)) {
          const start = performance.now();
          const response = await fetchAsAsker(`${server.url}/tiles/${layer}/${tile}.mvt?${filter}`);
          const bytes = Buffer.from(await response.arrayBuffer());
          const time = performance.now() - start;
          times.push(time);
          if (Number(tile.split('/')[0]) <= OVERVIEW_TO_ZOOM) overview.push(time);
          if (response.status !== 200 && response.status !== 204)
            throw new Error(`${tile}: ${response.status} ${bytes}`);
          if (bytes.length > 0) largest = Math.max(largest, gzipSync(bytes).length / 1024);
        }
      }
      all.push(...times);
      measurements.push(
        reported(`${layer} tiles, median`, quantile(times, 0.5), 'ms'),
        atMost(`${layer} tiles, p95`, quantile(times, 0.95), 'ms', 150),
        reported(`${layer} tiles, slowest`, quantile(times, 1), 'ms'),
        atMost(`${layer} tiles, largest gzipped`, largest, 'KB', 500),
      );
    }
    const kept = tilePath('recoveries').map((tile) => `/tiles/recoveries/${tile}.mvt?${TILE_FILTERS[1]}`);
    const { answers, seconds } = await keepAliveLoad(server.url, kept, LOAD);
    return [
      ...measurements,
      ...(await measureWorstTiles(server.url)),
      atMost('tiles of all layers, p95', quantile(all, 0.95), 'ms', 120),
      atMost('tiles of all layers up to zoom 8, p95', quantile(overview, 0.95), 'ms', 40),
      atLeast('kept tiles answered a second', answers / seconds, '/s', 8000),
    ];
  } finally {
    await server.stop();
  }
}

/** Tiles of a path that zooms in at each stop and pans by a tile on the way. */
export function tilePath(layer: TileLayerId): string[] {
  const random = new Random(3);
  const tiles: string[] = [];
  for (const [lon, lat] of STOPS) {
    for (let z = Math.max(3, LAYERS[layer].minZoom); z <= LAYERS[layer].maxZoom; z += 1) {
      const x = Math.floor(((lon + 180) / 360) * 2 ** z);
      const y = Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z);
      tiles.push(`${z}/${x}/${y}`, `${z}/${x + random.below(3) - 1}/${y + random.below(3) - 1}`);
    }
  }
  return tiles;
}
