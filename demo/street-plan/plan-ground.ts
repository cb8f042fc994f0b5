import type { DemoPlaces, DemoPoint, DemoZip } from '../places.ts';
import { METRES_A_DEGREE } from '../places.ts';
import { STREET_FILE_PLANS } from './plan-settings.ts';

/** A place of the ground streets may be on. */
export interface GroundPlace {
  readonly zip: DemoZip;
  readonly metresFromZip: number;
}

/** Whose ground a point is: that of the nearest ZIP, so that the plans of two cities never overlap. */
export class PlanGround {
  readonly #places: DemoPlaces;
  readonly #zips: readonly DemoZip[];

  constructor(places: DemoPlaces) {
    this.#places = places;
    this.#zips = STREET_FILE_PLANS.flatMap(({ state, counties, cities }) =>
      cities.flatMap(({ city }) =>
        places.zipsOfCity(state, city).filter((zip) => places.isIn(zip, counties)),
      ),
    );
  }

  /** The ZIPs of a city that lie in its counties. */
  zipsOf(state: string, city: string, counties: readonly string[]): readonly DemoZip[] {
    const own = new Set(this.#places.zipsOfCity(state, city));
    return this.#zips.filter((zip) => own.has(zip) && this.#places.isIn(zip, counties));
  }

  /** The ZIP a point belongs to; null where that is of another city, farther than `reachMetres`, or out of the counties. */
  at(
    point: DemoPoint,
    city: ReadonlySet<DemoZip>,
    counties: readonly string[],
    reachMetres: number,
  ): GroundPlace | null {
    // Squares of degrees of latitude: a hypotenuse for each ZIP would cost most of the time of the whole plan.
    const scale = Math.cos((point.lat * Math.PI) / 180);
    const squaredTo = (zip: DemoZip) => ((zip.lon - point.lon) * scale) ** 2 + (zip.lat - point.lat) ** 2;
    const most = (reachMetres / METRES_A_DEGREE) ** 2;
    let nearest: DemoZip | undefined;
    let least = most;
    for (const zip of city) {
      const squared = squaredTo(zip);
      if (squared <= least) [nearest, least] = [zip, squared];
    }
    if (nearest === undefined || this.#zips.some((zip) => squaredTo(zip) < least)) return null;
    const metresFromZip = Math.sqrt(least) * METRES_A_DEGREE;
    return this.#places.isIn(point, counties) ? { zip: nearest, metresFromZip } : null;
  }
}
