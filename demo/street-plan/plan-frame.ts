import type { DemoPoint } from '../places.ts';
import { METRES_A_DEGREE } from '../places.ts';
import type { Random } from '../random.ts';

/** East and north of a city's middle, in metres. */
export interface PlanPoint {
  readonly x: number;
  readonly y: number;
}

/** Main streets are every so many rows and columns. */
const MAJOR_ROWS = 8;
const MAJOR_COLUMNS = 5;
const ROW_METRES = 105;
const COLUMN_METRES = 190;
const ROW_JITTER_METRES = 16;
const COLUMN_JITTER_METRES = 38;
const MOST_TURN_DEGREES = 14;
/** Waves that bend the whole plan, so that no street is dead straight and no block quite like the next. */
const WAVES = [
  { metres: 110, lengthMetres: 4300 },
  { metres: 70, lengthMetres: 2600 },
  { metres: 16, lengthMetres: 700 },
];

interface Wave {
  readonly metres: number;
  readonly perMetreX: number;
  readonly perMetreY: number;
  readonly phaseX: number;
  readonly phaseY: number;
}

/**
 * Where the rows and columns of a city's plan lie: a grid around its middle, turned, its lines at uneven distances, and
 * bent by waves.
 */
export class PlanFrame {
  readonly #middle: DemoPoint;
  readonly #random: Random;
  readonly #cos: number;
  readonly #sin: number;
  readonly #waves: readonly Wave[];
  readonly #shifts = new Map<string, number>();

  constructor(random: Random, middle: DemoPoint) {
    this.#random = random;
    this.#middle = middle;
    const turn = ((2 * random.next() - 1) * MOST_TURN_DEGREES * Math.PI) / 180;
    this.#cos = Math.cos(turn);
    this.#sin = Math.sin(turn);
    this.#waves = WAVES.map(({ metres, lengthMetres }) => {
      const heading = random.next() * 2 * Math.PI;
      const perMetre = (2 * Math.PI) / lengthMetres;
      return {
        metres,
        perMetreX: Math.cos(heading) * perMetre,
        perMetreY: Math.sin(heading) * perMetre,
        phaseX: random.next() * 2 * Math.PI,
        phaseY: random.next() * 2 * Math.PI,
      };
    });
  }

  isMajor(kind: 'row' | 'column', index: number): boolean {
    return index % (kind === 'row' ? MAJOR_ROWS : MAJOR_COLUMNS) === 0;
  }

  /** Where a row and a column cross; between two columns (or rows) for indexes that are not whole. */
  at(row: number, column: number): PlanPoint {
    const x = this.#position('column', column, COLUMN_METRES, COLUMN_JITTER_METRES);
    const y = this.#position('row', row, ROW_METRES, ROW_JITTER_METRES);
    let [east, north] = [x * this.#cos - y * this.#sin, x * this.#sin + y * this.#cos];
    for (const { metres, perMetreX, perMetreY, phaseX, phaseY } of this.#waves) {
      const along = x * perMetreX + y * perMetreY;
      east += metres * Math.sin(along + phaseX);
      north += metres * Math.sin(along + phaseY);
    }
    return { x: east, y: north };
  }

  /** Rows and columns that may come within some metres of points. */
  extent(points: readonly DemoPoint[], metres: number): { readonly rows: number; readonly columns: number } {
    const farthest = Math.max(
      ...points.map((point) => {
        const { x, y } = this.toPlan(point);
        return Math.hypot(x, y);
      }),
    );
    const across = farthest + metres;
    return { rows: Math.ceil(across / ROW_METRES) + 4, columns: Math.ceil(across / COLUMN_METRES) + 4 };
  }

  toPlan({ lon, lat }: DemoPoint): PlanPoint {
    const scale = METRES_A_DEGREE * Math.cos((this.#middle.lat * Math.PI) / 180);
    return { x: (lon - this.#middle.lon) * scale, y: (lat - this.#middle.lat) * METRES_A_DEGREE };
  }

  toDegrees({ x, y }: PlanPoint): DemoPoint {
    const scale = METRES_A_DEGREE * Math.cos((this.#middle.lat * Math.PI) / 180);
    const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
    return { lon: round(this.#middle.lon + x / scale), lat: round(this.#middle.lat + y / METRES_A_DEGREE) };
  }

  #position(kind: string, index: number, spacing: number, jitter: number): number {
    const low = Math.floor(index);
    if (low === index) return low * spacing + this.#shift(kind, low) * jitter;
    const [from, to] = [
      this.#position(kind, low, spacing, jitter),
      this.#position(kind, low + 1, spacing, jitter),
    ];
    return from + (to - from) * (index - low);
  }

  /** -1 to 1, always the same for a line. */
  #shift(kind: string, index: number): number {
    const key = `${kind} ${index}`;
    const known = this.#shifts.get(key);
    if (known !== undefined) return known;
    const shift = 2 * this.#random.fork(key).next() - 1;
    this.#shifts.set(key, shift);
    return shift;
  }
}
