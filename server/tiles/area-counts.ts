import type { PlaceNodes } from '../rollups/gun-places.ts';

/** Guns recovered in and sold from areas, as columns: one entry each for an area that has any. */
export interface AreaCounts {
  readonly codes: string[];
  readonly recoveries: number[];
  readonly sold: number[];
}

/** Counts guns by area of recovery and by area of sale, from their counts by place. */
export function areaCounts(
  areas: PlaceNodes,
  byPlace: { readonly recovered: Uint32Array; readonly sold: Uint32Array },
): AreaCounts {
  const recovered = new Uint32Array(areas.length);
  const sold = new Uint32Array(areas.length);
  for (let place = 1; place < areas.nodeOf.length; place++) {
    const area = areas.nodeOf[place] ?? 0;
    recovered[area] = (recovered[area] ?? 0) + (byPlace.recovered[place] ?? 0);
    sold[area] = (sold[area] ?? 0) + (byPlace.sold[place] ?? 0);
  }
  const counts: AreaCounts = { codes: [], recoveries: [], sold: [] };
  for (let area = 1; area < areas.length; area++) {
    const code = areas.code(area);
    if (code === null || (recovered[area] === 0 && sold[area] === 0)) continue;
    counts.codes.push(code);
    counts.recoveries.push(recovered[area] ?? 0);
    counts.sold.push(sold[area] ?? 0);
  }
  return counts;
}
