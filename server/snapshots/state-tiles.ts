/** Outlines of the states in tiles, which all maps of them share, and lines between them. */
import type { LonLat } from '../../domain/geography/great-circle.ts';
import { fromMercator, MERCATOR_HALF_WIDTH_METRES } from '../../domain/geography/world-grid.ts';
import { TILE_EXTENT } from '../../tiles/layers.ts';
import type { AtlasArea } from '../reference/atlas.ts';
import { readAtlas } from '../reference/atlas.ts';
import { labelPoint } from '../reference/label-point.ts';
import type { Ring } from '../reference/polygon.ts';
import type { TilePosition } from '../tiles/clip-line.ts';
import { clipLine } from '../tiles/clip-line.ts';
import { clipRing } from '../tiles/clip-ring.ts';
import type { Tile } from '../tiles/tile.ts';
import type { WorldPosition } from '../tiles/world-position.ts';
import { inTile, rounded, WORLDS } from '../tiles/world-position.ts';

/** The nearest zoom: outlines are no finer, so that maps go on with its tiles. */
export const MOST_ZOOM = 6;
const ZOOMS = Array.from({ length: MOST_ZOOM + 1 }, (_, z) => z);
/** Tile units that outlines and lines go on beyond the tile, so that no cut edge is seen. */
const BUFFER = 64;

/** By tile: `z/x/y`. */
export type TilesBy<Content> = ReadonlyMap<string, Content>;

export interface StateInTile {
  /** USPS code. */
  readonly code: string;
  /** In tile units, outer rings the way vector tiles tell them by. */
  readonly rings: TilePosition[][];
}

let states: readonly AtlasArea[] | null = null;
let inTiles: TilesBy<StateInTile[]> | null = null;

function atlasStates(): readonly AtlasArea[] {
  states ??= readAtlas().states;
  return states;
}

/** Where the name of a state would stand, where its lines begin; null where it is none. */
export function stateMiddle(code: string): LonLat | null {
  const state = atlasStates().find((one) => one.code === code);
  if (state === undefined) return null;
  const { x, y } = labelPoint(state.polygons);
  return fromMercator(x, y);
}

/** The states in all tiles that they reach into. Worked out once. */
export function statesInTiles(): TilesBy<StateInTile[]> {
  inTiles ??= cutIntoTiles();
  return inTiles;
}

function cutIntoTiles(): TilesBy<StateInTile[]> {
  const tiles = new Map<string, StateInTile[]>();
  for (const { code, polygons } of atlasStates()) {
    for (const [outer = [], ...holes] of polygons.map((rings) => rings.map(worldRing))) {
      for (const tile of ZOOMS.flatMap((z) => tilesOver(outer, z))) {
        const cut = ringInTile(tile, outer, 'outer');
        if (cut === null) continue;
        const rings = [
          cut,
          ...holes.map((hole) => ringInTile(tile, hole, 'hole')).filter((hole) => hole !== null),
        ];
        const there = tiles.get(keyOf(tile)) ?? [];
        tiles.set(keyOf(tile), there);
        const last = there.at(-1);
        if (last?.code === code) last.rings.push(...rings);
        else there.push({ code, rings });
      }
    }
  }
  return tiles;
}

/** A line in all tiles that it reaches into, on this world and the others beside it. */
export function lineInTiles(line: readonly WorldPosition[]): TilesBy<TilePosition[][]> {
  const tiles = new Map<string, TilePosition[][]>();
  for (const world of WORLDS) {
    const moved = line.map(([x, y]): WorldPosition => [x + world, y]);
    for (const tile of ZOOMS.flatMap((z) => tilesOver(moved, z))) {
      const parts = clipLine(inTile(tile, moved, 0), -BUFFER, TILE_EXTENT + BUFFER)
        .map(rounded)
        .filter(({ length }) => length > 1);
      if (parts.length > 0) tiles.set(keyOf(tile), [...(tiles.get(keyOf(tile)) ?? []), ...parts]);
    }
  }
  return tiles;
}

const keyOf = ({ z, x, y }: Tile): string => `${z}/${x}/${y}`;

/** A ring of EPSG:3857 metres in parts of the world. */
function worldRing(ring: Ring): WorldPosition[] {
  const part = (metres: number) => metres / MERCATOR_HALF_WIDTH_METRES;
  return Array.from({ length: ring.length / 2 }, (_, index) => [
    (part(ring[2 * index] ?? 0) + 1) / 2,
    (1 - part(ring[2 * index + 1] ?? 0)) / 2,
  ]);
}

/** The tiles of a zoom around positions, as far as they or their buffers reach. */
function tilesOver(positions: readonly WorldPosition[], z: number): Tile[] {
  const [columns, rows] = ([0, 1] as const).map((axis) => {
    const along = positions.map((position) => position[axis] * 2 ** z);
    const beyond = BUFFER / TILE_EXTENT;
    const first = Math.max(0, Math.floor(Math.min(...along) - beyond));
    const last = Math.min(2 ** z - 1, Math.floor(Math.max(...along) + beyond));
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  });
  return (columns ?? []).flatMap((x) => (rows ?? []).map((y) => ({ z, x, y })));
}

/** A closed ring cut to a tile; null where nothing of it is there, or it is smaller than a unit. */
function ringInTile(
  tile: Tile,
  ring: readonly WorldPosition[],
  kind: 'outer' | 'hole',
): TilePosition[] | null {
  const cut = rounded(clipRing(inTile(tile, ring, 0), -BUFFER, TILE_EXTENT + BUFFER));
  const area = areaOf(cut);
  if (area === 0) return null;
  return area > 0 === (kind === 'outer') ? cut : cut.toReversed();
}

/** Twice the area of a closed ring in tile units, positive where it runs clockwise on the screen (vector tile spec 4.3.4.4). */
function areaOf(ring: readonly TilePosition[]): number {
  return ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[index + 1] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
}
