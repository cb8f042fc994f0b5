import { toMercator } from '../../domain/geography/world-grid.ts';
import type { Box, MultiPolygon } from './polygon.ts';
import { boxOf, containsPoint } from './polygon.ts';

export interface CountyShape {
  /** Five-digit FIPS code. */
  readonly code: string;
  /** EPSG:3857 metres. */
  readonly polygons: MultiPolygon;
}

interface IndexedCounty extends CountyShape {
  readonly box: Box;
}

/** Side of an index square in EPSG:3857 metres: about a county, so that a square has few candidates. */
const SQUARE_METRES = 40_000;
const SQUARES_A_ROW = 2048;

/** Finds the county a coordinate lies in, exactly, in memory: millions a second. */
export class CountyFinder {
  readonly #squares = new Map<number, IndexedCounty[]>();

  constructor(counties: readonly CountyShape[]) {
    for (const county of counties) {
      // Part by part: the Aleutians lie at both ends of the world, and one box around them would span it.
      for (const polygon of county.polygons) this.#index(county.code, polygon);
    }
  }

  #index(code: string, polygon: MultiPolygon[number]): void {
    const part: IndexedCounty = { code, polygons: [polygon], box: boxOf([polygon]) };
    const { minX, minY, maxX, maxY } = part.box;
    for (let row = squareNumber(minY); row <= squareNumber(maxY); row += 1) {
      for (let column = squareNumber(minX); column <= squareNumber(maxX); column += 1) {
        const key = row * SQUARES_A_ROW + column;
        const parts = this.#squares.get(key);
        if (parts === undefined) this.#squares.set(key, [part]);
        else parts.push(part);
      }
    }
  }

  /** FIPS code of the county at a longitude and latitude (EPSG:4326 degrees); null at sea or abroad. */
  countyAt(lon: number, lat: number): string | null {
    const { x, y } = toMercator(lon, lat);
    for (const { code, box, polygons } of this.#squares.get(
      squareNumber(y) * SQUARES_A_ROW + squareNumber(x),
    ) ?? []) {
      if (x < box.minX || x > box.maxX || y < box.minY || y > box.maxY) continue;
      if (containsPoint(polygons, x, y)) return code;
    }
    return null;
  }

  /**
   * As {@link countyAt}, and where that finds none the first county at a few points around, up to 8 km away: coast
   * lines and borders are generalised, and piers and islets lie outside them. With `stateFips` (two digits) only
   * counties of that state count.
   */
  countyNear(lon: number, lat: number, stateFips = ''): string | null {
    const here = this.countyAt(lon, lat);
    if (here?.startsWith(stateFips)) return here;
    for (const metres of NEAR_METRES) {
      for (const [east, north] of COMPASS) {
        const { lon: nearLon, lat: nearLat } = moved(lon, lat, east * metres, north * metres);
        const near = this.countyAt(nearLon, nearLat);
        if (near?.startsWith(stateFips)) return near;
      }
    }
    return null;
  }
}

const NEAR_METRES = [500, 1000, 2000, 4000, 8000];
const COMPASS = [
  [-1, 0],
  [1, 0],
  [0, -1],
  [0, 1],
  [-0.7, -0.7],
  [0.7, -0.7],
  [-0.7, 0.7],
  [0.7, 0.7],
] as const;
const METRES_A_DEGREE = 111_320;

function moved(lon: number, lat: number, east: number, north: number): { lon: number; lat: number } {
  return {
    lon: lon + east / (METRES_A_DEGREE * Math.cos((lat * Math.PI) / 180)),
    lat: lat + north / METRES_A_DEGREE,
  };
}

/** Never negative: the world's edge is square 0. */
function squareNumber(metres: number): number {
  return Math.floor(metres / SQUARE_METRES) + SQUARES_A_ROW / 4;
}
