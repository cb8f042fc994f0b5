import type { LonLat } from '../../domain/geography/great-circle.ts';
import { distanceKm } from '../../domain/geography/great-circle.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { GunPlaces, Place, PlaceNodes } from '../rollups/gun-places.ts';
import type { AreaPlaces } from './area-places.ts';
import { readAreaPlaces } from './area-places.ts';

/** How far places that guns name lie from each other, as far as that is known. */
export interface PlaceDistances {
  /** The middle of the ZIP of a place, or of its county; the same object for all places that have it, null where it has none. */
  middleOf(place: Place): LonLat | null;
  /** Kilometres between the middles of the ZIPs, or counties, of two places; null where either has none. */
  between(one: Place, other: Place): number | null;
  /** Whether two places are in one state or two; null where either is not known. */
  states(one: Place, other: Place): 'one' | 'two' | null;
}

/** Distances between the places that guns name. */
export async function readPlaceDistances(read: ScopedRead, places: GunPlaces): Promise<PlaceDistances> {
  const [zips, counties] = [await readAreaPlaces(read, 'zip'), await readAreaPlaces(read, 'county')];
  const { nodeOf } = places.nodesAt('state');
  const points: (LonLat | null | undefined)[] = new Array(nodeOf.length);
  const pointOf = (place: Place): LonLat | null => {
    const known = points[place];
    if (known !== undefined) return known;
    const { zip, county } = places.areasOf(place);
    const point = zips.get(zip ?? '') ?? counties.get(county ?? '') ?? null;
    points[place] = point;
    return point;
  };
  const inZip = middles(places.nodesAt('zip'), await readAreaPlaces(read, 'zip'));
  const inCounty = middles(places.nodesAt('county'), await readAreaPlaces(read, 'county'));
  const pointOf = (place: Place) => inZip(place) ?? inCounty(place);
  const { nodeOf } = places.nodesAt('state');
  return {
    middleOf: pointOf,
    between(one, other) {
      const [from, to] = [pointOf(one), pointOf(other)];
      return from === null || to === null ? null : distanceKm(from, to);
    },
    states(one, other) {
      const [from, to] = [nodeOf[one] ?? 0, nodeOf[other] ?? 0];
      if (from === 0 || to === 0) return null;
      return from === to ? 'one' : 'two';
    },
  };
}

/** The middle of the area of a level that a place lies in. An area is looked up once: places are many, and each has a number for it. */
function middles({ nodeOf, length, code }: PlaceNodes, areas: AreaPlaces): (place: Place) => LonLat | null {
  const points = new Array<LonLat | null | undefined>(length);
  return (place) => {
    const node = nodeOf[place] ?? 0;
    const known = points[node];
    if (known !== undefined) return known;
    const point = areas.get(code(node) ?? '') ?? null;
    points[node] = point;
    return point;
  };
}
