import type { HotspotFeature } from '../../domain/hotspots.ts';
import { hotspotResolution, hotspotZoom } from '../../domain/hotspots.ts';
import { IN_ENGLISH } from '../../domain/languages/speech.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { TileLayer } from '../../tiles/layers.ts';
import { LAYERS, TILE_EXTENT } from '../../tiles/layers.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { HOTSPOT_PARAMETERS, hotspotQuestion } from '../hotspots/hotspot-question.ts';
import { readHotspots } from '../hotspots/hotspots-read-model.ts';
import type { TilePosition } from './clip-line.ts';
import { clipRing } from './clip-ring.ts';
import { FilterCounts } from './filter-counts.ts';
import type { Tile } from './tile.ts';
import type { LayerQuery, TileFeature } from './tile-query.ts';
import type { WorldPosition } from './world-position.ts';
import { inTile, inWorld, rounded, WORLDS } from './world-position.ts';

/** Tile units a cell goes on beyond the tile, so that its cut edge is never seen. */
const BUFFER = 64;
/** Answers kept: a whole country has tens of thousands of cells in each. */
const ANSWERS_KEPT = 8;

/** What `/api/hotspots` is asked beside the filter; the zoom is that of the tile. */
export const HOTSPOT_TILE_PARAMETERS = HOTSPOT_PARAMETERS.filter((name) => name !== 'zoom');

/** A cell with its outline and the box around that. */
interface HotspotCell {
  readonly properties: TileFeature['properties'];
  readonly ring: readonly WorldPosition[];
  readonly west: number;
  readonly east: number;
  readonly north: number;
  readonly south: number;
}

/** The hotspots layer: the cells that `/api/hotspots` answers, the same in every tile whose cells are as large. */
export function hotspotsLayer(): LayerQuery {
  const cells = new FilterCounts(readHotspotCells, ANSWERS_KEPT);
  return async (asked) => ({
    features: hotspotsTile(asked.tile, await cells.of(asked, detailOf(asked.tile, asked.parameters))),
  });
}

/**
 * The layer as these parameters ask for it. Cells of a given resolution are drawn from the zoom on at which they are
 * large enough to see: farther out a tile would hold millions. Wrong parameters are a FilterError.
 */
export function hotspotsLayerAsked(parameters: URLSearchParams): TileLayer {
  const { resolution, mayBeCoarser } = hotspotQuestion(parameters);
  let { minZoom } = LAYERS.hotspots;
  while (!mayBeCoarser && hotspotResolution(minZoom) < resolution) minZoom += 1;
  return { ...LAYERS.hotspots, minZoom };
}

/** The query that `/api/hotspots` would answer with these cells. */
function detailOf({ z }: Tile, parameters: URLSearchParams): string {
  const query = new URLSearchParams(parameters);
  if (!query.has('resolution')) query.set('zoom', String(hotspotZoom(z)));
  return query.toString();
}

async function readHotspotCells(
  read: ScopedRead,
  filter: TraceFilter,
  query: string,
): Promise<readonly HotspotCell[]> {
  const { features } = await readHotspots(
    read,
    filter,
    hotspotQuestion(new URLSearchParams(query)),
    IN_ENGLISH,
  );
  return features.map(cellOf);
}

function cellOf({ geometry, properties }: HotspotFeature): HotspotCell {
  // Counterclockwise as GeoJSON has it; vector tiles turn the other way.
  const ring = (geometry.coordinates[0] ?? []).map(([lon, lat]) => inWorld(lon, lat)).reverse();
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  return {
    properties: propertiesOf(properties),
    ring,
    west: Math.min(...xs),
    east: Math.max(...xs),
    north: Math.min(...ys),
    south: Math.max(...ys),
  };
}

/** As `/api/hotspots` has them; what is not known is left out. */
function propertiesOf({
  cell,
  place,
  count,
  class: found,
  z,
  p,
  adjustedP,
  rate,
  smoothedRate,
  emerging,
}: HotspotFeature['properties']): TileFeature['properties'] {
  const values = {
    cell,
    place,
    class: found,
    count,
    z,
    p,
    adjustedP,
    rate,
    smoothedRate,
    side: emerging?.side,
    course: emerging?.course,
  };
  const known: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined) known[name] = value;
  }
  return known;
}

function hotspotsTile(tile: Tile, cells: readonly HotspotCell[]): TileFeature[] {
  const side = 1 / 2 ** tile.z;
  const margin = (BUFFER / TILE_EXTENT) * side;
  const [west, north] = [tile.x * side - margin, tile.y * side - margin];
  const [east, south] = [(tile.x + 1) * side + margin, (tile.y + 1) * side + margin];
  return cells.flatMap((cell) => {
    if (cell.south < north || cell.north > south) return [];
    const geometry = WORLDS.filter((world) => cell.east + world >= west && cell.west + world <= east)
      .map((world) => rounded(clipRing(inTile(tile, cell.ring, world), -BUFFER, TILE_EXTENT + BUFFER)))
      .filter(hasArea);
    return geometry.length === 0 ? [] : [{ type: 'polygon', geometry, properties: cell.properties }];
  });
}

/** False for what is left of a cell that only touches the margin. */
function hasArea(ring: readonly TilePosition[]): boolean {
  let twice = 0;
  for (const [index, [x, y]] of ring.entries()) {
    const [nextX, nextY] = ring[index + 1] ?? ring[0] ?? [x, y];
    twice += x * nextY - nextX * y;
  }
  return twice > 0;
}
