import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import type { TileLayerId } from '../../tiles/layers.ts';
import { LAYERS, TILE_LAYERS } from '../../tiles/layers.ts';
import { fetchAsAsker } from '../asker.ts';
import type { Measurement } from '../measurement.ts';
import { atMost } from '../measurement.ts';

const FIRST_ZOOM = 3;
const LAST_ZOOM = 14;
/** Tiles of a zoom whose four parts are looked at in the next: so many of the largest, and so many with most behind them. */
const FOLLOWED = 8;
/** What a tile may have on its way, gzipped. */
const MOST_KB = 500;

interface SizedTile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
  readonly bytes: number;
  /** Guns and dealers behind its symbols: where clusters hide them, bytes do not tell where there are most. */
  readonly behind: number;
}

/** The national database has no streets, and no tile at all would hold any target. */
const SEARCHED = TILE_LAYERS.filter((layer) => layer !== 'streets');

/**
 * The largest tile of each layer that a search from the whole world down to single streets finds: at each zoom it goes on
 * in the fullest tiles of the one before. Which tile that was goes to standard error. A layer without any tile is an error: it
 * was not measured.
 */
export async function measureWorstTiles(url: string): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const layer of SEARCHED) {
    const { z, x, y, bytes } = await worstTile(url, layer);
    if (bytes === 0) throw new Error(`No tile of ${layer} was found: the database has nothing for it.`);
    process.stderr.write(`worst tile of ${layer}: ${z}/${x}/${y}, ${bytes} bytes gzipped\n`);
    measurements.push(atMost(`${layer} tiles, worst gzipped`, bytes / 1024, 'KB', MOST_KB));
  }
  return measurements;
}

async function worstTile(url: string, layer: TileLayerId): Promise<SizedTile> {
  const { maxZoom } = LAYERS[layer];
  let followed = wholeWorld(FIRST_ZOOM);
  let worst: SizedTile = { z: FIRST_ZOOM, x: 0, y: 0, bytes: 0, behind: 0 };
  for (let z = FIRST_ZOOM; z <= Math.min(LAST_ZOOM, maxZoom); z += 1) {
    const sized: SizedTile[] = [];
    for (const { x, y } of followed) {
      sized.push({ z, x, y, ...(await sizeOf(`${url}/tiles/${layer}/${z}/${x}/${y}.mvt`, layer)) });
    }
    const largest = sized.toSorted((a, b) => b.bytes - a.bytes).slice(0, FOLLOWED);
    const fullest = sized.toSorted((a, b) => b.behind - a.behind).slice(0, FOLLOWED);
    const [first] = largest;
    if (first !== undefined && first.bytes > worst.bytes) worst = first;
    followed = [...new Set([...largest, ...fullest])].flatMap(partsOf);
  }
  return worst;
}

const wholeWorld = (z: number) =>
  Array.from({ length: 4 ** z }, (_, index) => ({ x: index % 2 ** z, y: Math.floor(index / 2 ** z) }));

const partsOf = ({ x, y }: SizedTile) =>
  [0, 1].flatMap((right) => [0, 1].map((down) => ({ x: 2 * x + right, y: 2 * y + down })));

/** Bytes as they are sent: small tiles as they are, the others compressed as quickly as the server does. */
async function sizeOf(address: string, layer: TileLayerId): Promise<Pick<SizedTile, 'bytes' | 'behind'>> {
  const response = await fetchAsAsker(address, { headers: { 'Accept-Encoding': 'gzip' } });
  const body = Buffer.from(await response.arrayBuffer());
  if (response.status === 204) return { bytes: 0, behind: 0 };
  if (response.status !== 200) throw new Error(`${address}: ${response.status} ${body}`);
  const features = new VectorTile(new PbfReader(body)).layers[layer];
  let behind = 0;
  for (let index = 0; features !== undefined && index < features.length; index += 1) {
    const { point_count: guns, dealer_count: dealers } = features.feature(index).properties;
    behind += Number(guns ?? dealers ?? 0);
  }
  return { bytes: Number(response.headers.get('content-length') ?? body.length), behind };
}
