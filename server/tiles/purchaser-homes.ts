import { toWorld } from '../../domain/geography/world-grid.ts';
import type { FlowLevel } from '../../domain/vocabulary.ts';
import type { AreaPlaces } from '../areas/area-places.ts';
import { readAreaPlaces } from '../areas/area-places.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { GunPlaces, PlaceNodes } from '../rollups/gun-places.ts';

/** The finest level that homes are told at: a cell may hold a single house. */
export type HomeLevel = Exclude<FlowLevel, 'cell'>;

/** An area in which purchasers lived, at the point where it is labelled, in world grid units. */
export interface PurchaserHomes {
  readonly level: HomeLevel;
  readonly code: string;
  readonly name: string;
  /** Guns of the filter whose purchaser lived there, and is counted in no finer area. */
  readonly guns: number;
  readonly worldX: number;
  readonly worldY: number;
}

/** Coarsest first: so they are drawn, the finer over them. */
const LEVELS: readonly HomeLevel[] = ['state', 'county', 'zip'];

/**
 * Gives guns, counted by the place where their purchaser lived, to areas. Each counts once: in its area of `finest`, or in
 * the next coarser one where its home is known no closer; one whose state is unknown counts nowhere.
 */
export async function readPurchaserHomes(
  read: ScopedRead,
  places: GunPlaces,
  gunsAt: Uint32Array,
  finest: HomeLevel,
): Promise<readonly PurchaserHomes[]> {
  const left = gunsAt.slice();
  const homes: PurchaserHomes[] = [];
  for (const level of LEVELS.slice(0, LEVELS.indexOf(finest) + 1).reverse()) {
    homes.unshift(...takeHomes(left, level, places.nodesAt(level), await readAreaPlaces(read, level)));
  }
  return homes;
}

/** The areas of a level with their guns, by code; places whose guns were taken are left with none. */
function takeHomes(
  gunsAt: Uint32Array,
  level: HomeLevel,
  { nodeOf, length, code }: PlaceNodes,
  areas: AreaPlaces,
): PurchaserHomes[] {
  const known = Array.from({ length }, (_, node) => areas.get(code(node) ?? ''));
  const guns = new Uint32Array(length);
  for (let place = 1; place < gunsAt.length; place++) {
    const node = nodeOf[place] ?? 0;
    if (gunsAt[place] === 0 || known[node] === undefined) continue;
    guns[node] = (guns[node] ?? 0) + (gunsAt[place] ?? 0);
    gunsAt[place] = 0;
  }
  return known
    .flatMap((area, node) => {
      const count = guns[node] ?? 0;
      if (area === undefined || count === 0) return [];
      const { lon, lat, name } = area;
      return [{ level, code: code(node) ?? '', name, guns: count, ...toWorld(lon, lat) }];
    })
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}
