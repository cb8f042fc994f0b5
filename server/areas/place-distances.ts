import type { LonLat } from '../../domain/geography/great-circle.ts';
import { distanceKm, EARTH_RADIUS_KM } from '../../domain/geography/great-circle.ts';
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
  /** Whether that is at least so many kilometres, in a tenth of the time: for a million guns at once. */
  isBeyond(one: Place, other: Place, km: number): boolean | null;
  /** Whether two places are in one state or two; null where either is not known. */
  states(one: Place, other: Place): 'one' | 'two' | null;
}

/** Distances between the places that guns name. */
export async function readPlaceDistances(read: ScopedRead, places: GunPlaces): Promise<PlaceDistances> {
  const inZip = middles(places.nodesAt('zip'), await readAreaPlaces(read, 'zip'));
  const inCounty = middles(places.nodesAt('county'), await readAreaPlaces(read, 'county'));
  const middleOf = (place: Place) => inZip(place) ?? inCounty(place);
  const { nodeOf } = places.nodesAt('state');
  // Room for all places, which is not made before it is asked for.
  let directions: ReturnType<typeof directionsOf> | null = null;
  return {
    middleOf,
    between(one, other) {
      const [from, to] = [middleOf(one), middleOf(other)];
      return from === null || to === null ? null : distanceKm(from, to);
    },
    isBeyond(one, other, km) {
      directions ??= directionsOf(middleOf, nodeOf.length);
      const chord = directions.squaredChord(one, other);
      return chord === null ? null : chord >= (2 * Math.sin(km / EARTH_RADIUS_KM / 2)) ** 2;
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

/**
 * Places as directions from the middle of the earth: the square of the straight line between two of them grows with their
 * distance and takes three subtractions, where the distance takes five sines.
 */
function directionsOf(middleOf: (place: Place) => LonLat | null, count: number) {
  /** Three numbers a place; the first is NaN where it has no middle. Worked out when first asked for. */
  const vectors = new Float64Array(3 * count);
  const isKnown = new Uint8Array(count);
  const workOut = (place: Place): void => {
    isKnown[place] = 1;
    const middle = middleOf(place);
    const [lon, lat] = [((middle?.lon ?? 0) * Math.PI) / 180, ((middle?.lat ?? 0) * Math.PI) / 180];
    vectors[3 * place] = middle === null ? Number.NaN : Math.cos(lat) * Math.cos(lon);
    vectors[3 * place + 1] = Math.cos(lat) * Math.sin(lon);
    vectors[3 * place + 2] = Math.sin(lat);
  };
  return {
    /** In radii of the earth; null where either has no middle. */
    squaredChord(one: Place, other: Place): number | null {
      if (isKnown[one] !== 1) workOut(one);
      if (isKnown[other] !== 1) workOut(other);
      const x = (vectors[3 * one] ?? 0) - (vectors[3 * other] ?? 0);
      const y = (vectors[3 * one + 1] ?? 0) - (vectors[3 * other + 1] ?? 0);
      const z = (vectors[3 * one + 2] ?? 0) - (vectors[3 * other + 2] ?? 0);
      return Number.isNaN(x) ? null : x * x + y * y + z * z;
    },
  };
}
