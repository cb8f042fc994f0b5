import { readAreaPlaces } from '../areas/area-places.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { firstFrom } from '../first-from.ts';
import type { TileCodes } from '../rollups/cell-recoveries.ts';
import type { GunPlaces } from '../rollups/gun-places.ts';

/** Recoveries that are known to lie in a ZIP but not where, by ZIP in the order of tiles. */
export interface ZipCounts {
  readonly codes: readonly string[];
  readonly recoveries: readonly number[];
  /** Where each ZIP stands. */
  readonly tileCodes: readonly number[];
}

/** Adds up, by ZIP, the recoveries at places (`recovered`, by place) that are no points. */
export async function readZipCounts(
  read: ScopedRead,
  places: GunPlaces,
  recovered: Uint32Array,
): Promise<ZipCounts> {
  const { nodeOf, length, code } = places.nodesAt('zip');
  const counts = new Uint32Array(length);
  for (let place = 1; place < nodeOf.length; place++) {
    if (places.isPoint(place)) continue;
    const zip = nodeOf[place] ?? 0;
    counts[zip] = (counts[zip] ?? 0) + (recovered[place] ?? 0);
  }
  const zips = await readAreaPlaces(read, 'zip');
  const found: { readonly code: string; readonly count: number; readonly tileCode: number }[] = [];
  for (let zip = 1; zip < length; zip++) {
    const name = code(zip) ?? '';
    const place = zips.get(name);
    const count = counts[zip] ?? 0;
    if (count > 0 && place !== undefined) found.push({ code: name, count, tileCode: place.tileCode });
  }
  found.sort((a, b) => a.tileCode - b.tileCode);
  return {
    codes: found.map((zip) => zip.code),
    recoveries: found.map(({ count }) => count),
    tileCodes: found.map(({ tileCode }) => tileCode),
  };
}

/** Those that stand in a tile. */
export function zipsWithin({ codes, recoveries, tileCodes }: ZipCounts, { from, to }: TileCodes) {
  const [first, end] = [firstFrom(tileCodes, from), firstFrom(tileCodes, to)];
  return { codes: codes.slice(first, end), recoveries: recoveries.slice(first, end) };
}
