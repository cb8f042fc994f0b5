import type { DemoPoint, DemoZip } from '../places.ts';
import { METRES_A_DEGREE } from '../places.ts';
import type { Random } from '../random.ts';
import type { CityPlan, PlanNode, PlanNumbers, PlanSegment } from './city-plan.ts';
import type { PlanStreet } from './street-names.ts';

/** A house of the plan, or the crossing next to it. */
export interface StreetSite {
  readonly street: PlanStreet;
  readonly number: number;
  readonly zip: DemoZip;
  /** Where the house stands, beside its street. */
  readonly point: DemoPoint;
  /** The nearer end of its block. */
  readonly corner: PlanNode;
}

const SQUARE_DEGREES = 0.004;
/** From the middle of the street to the house; no two stand quite in line. */
const [NEAREST_HOUSE_METRES, FARTHEST_HOUSE_METRES] = [12, 24];
const INSET_SHARE = 0.08;

/** Finds houses of the plans near a point or in a ZIP. */
export class StreetSites {
  readonly #squares = new Map<string, PlanSegment[]>();
  readonly #byZip = new Map<string, PlanSegment[]>();

  constructor(plans: readonly CityPlan[]) {
    for (const { segments } of plans) {
      for (const segment of segments) {
        if (segment.left === null && segment.right === null) continue;
        append(this.#byZip, segment.zip.zip, segment);
        for (const square of new Set(segment.line.map(squareOf))) append(this.#squares, square, segment);
      }
    }
  }

  /** A house on the street nearest to a point; null where none is within some metres (less than a square's 300). */
  near(random: Random, point: DemoPoint, metres: number): StreetSite | null {
    let best: { segment: PlanSegment; at: Foot } | undefined;
    for (const square of squaresAround(point)) {
      for (const segment of this.#squares.get(square) ?? []) {
        const at = footOf(segment.line, point);
        if (at.metres <= (best?.at.metres ?? metres)) best = { segment, at };
      }
    }
    return best === undefined ? null : siteOn(random, best.segment, best.at.share);
  }

  /** Any house in a ZIP; null where no street of the plans is. */
  inZip(random: Random, { zip }: DemoZip): StreetSite | null {
    const segments = this.#byZip.get(zip);
    return segments === undefined ? null : siteOn(random, random.pick(segments), random.next());
  }

  /** The ZIP's blocks with house numbers, in the order of the plan. */
  segmentsOf({ zip }: DemoZip): readonly PlanSegment[] {
    return this.#byZip.get(zip) ?? [];
  }
}

/** The house at a share of a block's length, on one of its sides. */
export function siteOn(random: Random, segment: PlanSegment, share: number): StreetSite {
  const { street, zip, line, from, to } = segment;
  const sides: ['left' | 'right', PlanNumbers][] = [];
  if (segment.left !== null) sides.push(['left', segment.left]);
  if (segment.right !== null) sides.push(['right', segment.right]);
  const [side, numbers] = random.pick(sides);
  const lots = Math.abs(numbers.to - numbers.from) / 2;
  const lot = Math.round(share * lots);
  const number = numbers.from + 2 * lot * Math.sign(numbers.to - numbers.from);
  const along = INSET_SHARE + (1 - 2 * INSET_SHARE) * (lots === 0 ? 0.5 : lot / lots);
  const beside = NEAREST_HOUSE_METRES + (FARTHEST_HOUSE_METRES - NEAREST_HOUSE_METRES) * random.next();
  const point = pointAlong(line, along, side === 'left' ? beside : -beside);
  return { street, number, zip, point, corner: share < 0.5 ? from : to };
}

interface Foot {
  readonly metres: number;
  /** Part of the line's length before it. */
  readonly share: number;
}

/** The place of a line nearest to a point. */
function footOf(line: readonly DemoPoint[], point: DemoPoint): Foot {
  const scale = Math.cos((point.lat * Math.PI) / 180);
  const flat = line.map(({ lon, lat }) => [(lon - point.lon) * scale, lat - point.lat] as const);
  let [least, at, passed] = [Number.POSITIVE_INFINITY, 0, 0];
  for (let index = 1; index < flat.length; index += 1) {
    const [[ax, ay] = [0, 0], [bx, by] = [0, 0]] = [flat[index - 1], flat[index]];
    const length = Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2);
    const along = length === 0 ? 0 : -(ax * (bx - ax) + ay * (by - ay)) / length ** 2;
    const part = Math.min(1, Math.max(0, along));
    const squared = (ax + (bx - ax) * part) ** 2 + (ay + (by - ay) * part) ** 2;
    if (squared < least) [least, at] = [squared, passed + part * length];
    passed += length;
  }
  return { metres: Math.sqrt(least) * METRES_A_DEGREE, share: passed === 0 ? 0 : at / passed };
}

/** A point at a share of a line's length, some metres to its left (right, if negative). */
function pointAlong(line: readonly DemoPoint[], share: number, leftMetres: number): DemoPoint {
  const scale = Math.cos(((line[0]?.lat ?? 0) * Math.PI) / 180);
  const lengths = line.slice(1).map((point, index) => {
    const before = line[index] ?? point;
    return Math.sqrt(((point.lon - before.lon) * scale) ** 2 + (point.lat - before.lat) ** 2);
  });
  let left = share * lengths.reduce((sum, length) => sum + length, 0);
  let piece = 0;
  while (piece < lengths.length - 1 && left > (lengths[piece] ?? 0)) {
    left -= lengths[piece] ?? 0;
    piece += 1;
  }
  const [a, b, length] = [line[piece], line[piece + 1], lengths[piece] ?? 0];
  if (a === undefined || b === undefined || length === 0)
    throw new Error('A street of the demo has no length.');
  const part = Math.min(1, left / length);
  const out = leftMetres / METRES_A_DEGREE / length;
  const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
  return {
    lon: round(a.lon + (b.lon - a.lon) * part - ((b.lat - a.lat) * out) / scale),
    lat: round(a.lat + (b.lat - a.lat) * part + (b.lon - a.lon) * scale * out),
  };
}

const indexOf = (degrees: number) => Math.floor(degrees / SQUARE_DEGREES);
const squareOf = ({ lon, lat }: DemoPoint) => `${indexOf(lon)} ${indexOf(lat)}`;

function squaresAround({ lon, lat }: DemoPoint): string[] {
  const [x, y] = [indexOf(lon), indexOf(lat)];
  return [-1, 0, 1].flatMap((east) => [-1, 0, 1].map((north) => `${x + east} ${y + north}`));
}

function append<Item>(map: Map<string, Item[]>, key: string, item: Item): void {
  const items = map.get(key);
  if (items === undefined) map.set(key, [item]);
  else items.push(item);
}
