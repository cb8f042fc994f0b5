import { toWorld } from '../../domain/geography/world-grid.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { FlowLevel } from '../../domain/vocabulary.ts';
import { TRACE_OUTCOMES } from '../../domain/vocabulary.ts';
import type { AreaPlaces } from '../areas/area-places.ts';
import { readAreaPlaces } from '../areas/area-places.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { PlaceNodes } from '../rollups/gun-places.ts';
import { outcomeAt, PURCHASER_PLACE, placeAt, selectGuns } from '../rollups/packed-guns.ts';
import { readPackedGuns } from '../rollups/read-packed-guns.ts';

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
const TRACED_TO_PURCHASER = TRACE_OUTCOMES.indexOf('purchaser');

/**
 * Counts the filter's guns by where their purchaser lived. Each counts once: in its area of `finest`, or in the next
 * coarser one where its home is known no closer; one whose state is unknown counts nowhere.
 */
export async function readPurchaserHomes(
  read: ScopedRead,
  filter: TraceFilter,
  finest: HomeLevel,
): Promise<readonly PurchaserHomes[]> {
  const records = await readPackedGuns(read, filter, { tracedOnly: true });
  const gunsAt = new Uint32Array(records.places.length);
  selectGuns(records, filter, ({ guns, at, count }) => {
    for (let index = 0; index < count; index++) {
      const gun = at[index] ?? 0;
      if (outcomeAt(guns, gun) !== TRACED_TO_PURCHASER) continue;
      const home = placeAt(guns, gun, PURCHASER_PLACE);
      gunsAt[home] = (gunsAt[home] ?? 0) + 1;
    }
  });
  const homes: PurchaserHomes[] = [];
  for (const level of LEVELS.slice(0, LEVELS.indexOf(finest) + 1).reverse()) {
    const nodes = records.places.nodesAt(level);
    homes.unshift(...takeHomes(gunsAt, level, nodes, await readAreaPlaces(read, level)));
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
  const codes = Array.from({ length }, (_, node) => code(node) ?? '');
  const guns = new Uint32Array(length);
  for (let place = 1; place < gunsAt.length; place++) {
    const node = nodeOf[place] ?? 0;
    if (gunsAt[place] === 0 || !areas.has(codes[node] ?? '')) continue;
    guns[node] = (guns[node] ?? 0) + (gunsAt[place] ?? 0);
    gunsAt[place] = 0;
  }
  return codes
    .flatMap((each, node) => {
      const area = areas.get(each);
      const count = guns[node] ?? 0;
      if (area === undefined || count === 0) return [];
      return [{ level, code: each, name: area.name, guns: count, ...toWorld(area.lon, area.lat) }];
    })
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}
