import { distanceKm } from '../../domain/geography/great-circle.ts';
import type { DemoPoint, DemoZip } from '../places.ts';
import type { Random } from '../random.ts';
import type { CityPlan, Hundreds, PlanNode, PlanSegment } from './city-plan.ts';
import { numbersAlong } from './city-plan.ts';
import { PlanFrame } from './plan-frame.ts';
import type { GroundPlace, PlanGround } from './plan-ground.ts';
import { bent, between, metresOf } from './plan-lines.ts';
import type { PlanSettings } from './plan-settings.ts';
import type { PlanStreet } from './street-names.ts';
import { ordinal, StreetNamer } from './street-names.ts';

/** Main streets reach this far around a ZIP's point, to join its streets to the next ZIP's. */
const MAJOR_REACH_METRES = 1300;
/** No two lines end at the same distance: between these parts of their reach. */
const [LEAST_REACH, MOST_REACH] = [0.7, 1.3];
/** Parts of the ordinary blocks: a park or a yard where the street is missing, a crescent beside it, an alley behind it. */
const MISSING_SHARE = 0.07;
const CRESCENT_SHARE = 0.012;
const ALLEY_SHARE = 0.02;
const CRESCENT_METRES = 55;
/** Half the distance between the two roadways of a divided street. */
const ROADWAY_METRES = 9;
const HIGHEST_NUMBERED_STREET = 130;
const DIAGONAL_BEND_METRES = 9;

type LineKind = 'row' | 'column';

export interface CityPlanInput {
  readonly random: Random;
  readonly ground: PlanGround;
  readonly settings: PlanSettings;
  readonly state: string;
  readonly counties: readonly string[];
}

/** Invents the streets of a city: the same for the same random numbers. */
export function makeCityPlan(input: CityPlanInput): CityPlan {
  return new CityPlanMaker(input).make();
}

class CityPlanMaker {
  readonly #input: CityPlanInput;
  readonly #zips: ReadonlySet<DemoZip>;
  readonly #frame: PlanFrame;
  readonly #namer: StreetNamer;
  readonly #size: { readonly rows: number; readonly columns: number };
  readonly #ground = new Map<string, GroundPlace | null>();
  readonly #nodes = new Map<string, PlanNode>();
  readonly #streets = new Map<string, PlanStreet>();
  readonly #names = new Map<string, { name: string; type: string }>();
  readonly #reaches = new Map<string, number>();
  readonly #segments: PlanSegment[] = [];
  readonly #details: Random;

  constructor(input: CityPlanInput) {
    this.#input = input;
    const { random, ground, settings, state, counties } = input;
    const zips = ground.zipsOf(state, settings.city, counties);
    this.#zips = new Set(zips);
    this.#frame = new PlanFrame(random.fork('frame'), middleOf(zips));
    this.#namer = new StreetNamer(random.fork('names'));
    this.#details = random.fork('details');
    this.#size = this.#frame.extent(zips, MAJOR_REACH_METRES);
  }

  make(): CityPlan {
    const { rows, columns } = this.#size;
    for (let row = -rows; row <= rows; row += 1) this.#layLine('row', row, columns);
    for (let column = -columns; column <= columns; column += 1) this.#layLine('column', column, rows);
    this.#layDiagonal(1);
    if (this.#zips.size > 2) this.#layDiagonal(-1);
    const { settings, state } = this.#input;
    return { city: settings.city, state, segments: this.#segments };
  }

  /** All segments of a row or column: one for each hundred-block, whether a street crosses at its ends or not. */
  #layLine(kind: LineKind, index: number, reach: number): void {
    let before: number | null = null;
    for (let at = -reach; at <= reach; at += 1) {
      const place = this.#groundAt(kind, index, at);
      if (!this.#covers(kind, index, place)) {
        before = null;
        continue;
      }
      if (before !== null) this.#laySegment(kind, index, before, at);
      before = at;
    }
  }

  #laySegment(kind: LineKind, index: number, from: number, to: number): void {
    const random = this.#details;
    const isMajor = this.#frame.isMajor(kind, index);
    if (!isMajor && random.chance(MISSING_SHARE)) return;
    const points = [
      this.#pointAt(kind, index, from),
      this.#pointAt(kind, index, from + 0.5),
      this.#pointAt(kind, index, to),
    ];
    const street = this.#streetAt(kind, index, from);
    const ends = { from: this.#nodeAt(kind, index, from), to: this.#nodeAt(kind, index, to) };
    const numbers = numbersAlong(
      this.#hundreds(kind, from, to),
      metresOf(points),
      kind === 'row' ? 'left' : 'right',
    );
    if (kind === 'row' && index === 0) {
      this.#add(street, bent(points, ROADWAY_METRES), ends, { left: numbers.left, right: null });
      this.#add(street, bent(points, -ROADWAY_METRES), ends, { left: null, right: numbers.right });
      return;
    }
    this.#add(street, points, ends, numbers);
    if (kind === 'row' && !isMajor) this.#layBeside(points, ends);
  }

  /** Here and there a crescent from corner to corner, or an alley nobody lives on. */
  #layBeside(points: readonly DemoPoint[], ends: Pick<PlanSegment, 'from' | 'to'>): void {
    const random = this.#details;
    if (random.chance(CRESCENT_SHARE)) {
      const line = bent(points, CRESCENT_METRES);
      const street = this.#namer.nextOf('Crescent');
      this.#add(street, line, ends, numbersAlong([0, 1], metresOf(line), 'left'));
    } else if (random.chance(ALLEY_SHARE)) {
      const [first, last] = [points[0], points.at(-1)];
      if (first === undefined || last === undefined) return;
      const middle = bent([between(first, last, 0.15), between(first, last, 0.85)], 45, 2);
      const [start, end] = [middle[1], middle.at(-2)];
      if (start === undefined || end === undefined) return;
      const street = this.#namer.nextOf('Alley');
      const node = (point: DemoPoint): PlanNode => ({ point, streets: new Set([street]) });
      this.#add(street, [start, end], { from: node(start), to: node(end) }, { left: null, right: null });
    }
  }

  /** An old road through the middle from corner to corner, that keeps no distance to the grid. */
  #layDiagonal(slope: 1 | -1): void {
    const street = this.#namer.nextOf('Turnpike');
    const steps: number[] = [];
    for (const way of [-1, 1]) {
      for (let step = 0; Math.abs(step) < this.#size.columns; step += way) {
        if (this.#groundAt('row', step * slope, step) === null) break;
        if (step !== 0 || way === 1) steps.push(step);
      }
    }
    steps.sort((a, b) => a - b);
    const [first = 0] = steps;
    for (const step of steps) {
      if (!steps.includes(step + 1)) continue;
      const ends = {
        from: this.#nodeAt('row', step * slope, step),
        to: this.#nodeAt('row', (step + 1) * slope, step + 1),
      };
      const line = bent(
        [ends.from.point, ends.to.point],
        step % 2 === 0 ? DIAGONAL_BEND_METRES : -DIAGONAL_BEND_METRES,
      );
      const hundred = 1 + step - first;
      this.#add(street, line, ends, numbersAlong([hundred, hundred + 1], metresOf(line), 'left'));
    }
  }

  #add(
    street: PlanStreet,
    line: readonly DemoPoint[],
    { from, to }: Pick<PlanSegment, 'from' | 'to'>,
    { left, right }: Pick<PlanSegment, 'left' | 'right'>,
  ): void {
    const middle = line[Math.floor(line.length / 2)] ?? from.point;
    const place = this.#groundOf(line.length > 2 ? middle : between(from.point, to.point, 0.5));
    // A street whose middle is out of the city would cross a river.
    if (place === null) return;
    from.streets.add(street);
    to.streets.add(street);
    this.#segments.push({ street, line, from, to, left, right, zip: place.zip });
  }

  #hundreds(kind: LineKind, from: number, to: number): Hundreds {
    const { split } = this.#input.settings;
    const isSplit = split === 'both' || (split === 'columns' && kind === 'column');
    if (isSplit) return [Math.abs(from), Math.abs(to)];
    const first = kind === 'row' ? this.#size.columns : this.#size.rows;
    return [from + first + 1, to + first + 1];
  }

  #streetAt(kind: LineKind, index: number, from: number): PlanStreet {
    const { split, directions } = this.#input.settings;
    const isSplit = split === 'both' || (split === 'columns' && kind === 'column');
    const positive = from >= 0;
    const direction = !isSplit
      ? ''
      : kind === 'row'
        ? positive
          ? 'East'
          : 'West'
        : positive
          ? 'North'
          : 'South';
    const key = `${kind} ${index} ${direction}`;
    const known = this.#streets.get(key);
    if (known !== undefined) return known;
    const { name, type } = this.#nameOf(kind, index);
    const street: PlanStreet = {
      before: directions === 'before' ? direction : '',
      name,
      type,
      after: directions === 'after' ? direction : '',
    };
    this.#streets.set(key, street);
    return street;
  }

  #nameOf(kind: LineKind, index: number): { name: string; type: string } {
    const key = `${kind} ${index}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const isMajor = this.#frame.isMajor(kind, index);
    const { numbered } = this.#input.settings;
    const number = numbered === `${kind}s` && index > 0 && index <= HIGHEST_NUMBERED_STREET ? index : null;
    const found =
      number === null
        ? this.#namer.next(isMajor)
        : { name: ordinal(number), type: kind === 'row' ? 'Street' : 'Avenue' };
    this.#names.set(key, found);
    return found;
  }

  #covers(kind: LineKind, index: number, place: GroundPlace | null): boolean {
    return place !== null && place.metresFromZip <= this.#reachOf(kind, index);
  }

  #reachOf(kind: LineKind, index: number): number {
    const key = `${kind} ${index}`;
    const known = this.#reaches.get(key);
    if (known !== undefined) return known;
    const reach = this.#frame.isMajor(kind, index) ? MAJOR_REACH_METRES : this.#input.settings.reachMetres;
    const part = LEAST_REACH + (MOST_REACH - LEAST_REACH) * this.#input.random.fork(`reach ${key}`).next();
    this.#reaches.set(key, reach * part);
    return reach * part;
  }

  #pointAt(kind: LineKind, index: number, at: number): DemoPoint {
    const place = kind === 'row' ? this.#frame.at(index, at) : this.#frame.at(at, index);
    return this.#frame.toDegrees(place);
  }

  #nodeAt(kind: LineKind, index: number, at: number): PlanNode {
    const key = kind === 'row' ? `${index}|${at}` : `${at}|${index}`;
    const known = this.#nodes.get(key);
    if (known !== undefined) return known;
    const node = { point: this.#pointAt(kind, index, at), streets: new Set<PlanStreet>() };
    this.#nodes.set(key, node);
    return node;
  }

  #groundAt(kind: LineKind, index: number, at: number): GroundPlace | null {
    const key = kind === 'row' ? `${index}|${at}` : `${at}|${index}`;
    const known = this.#ground.get(key);
    if (known !== undefined) return known;
    const place = this.#groundOf(this.#pointAt(kind, index, at));
    this.#ground.set(key, place);
    return place;
  }

  #groundOf(point: DemoPoint): GroundPlace | null {
    const { ground, counties } = this.#input;
    return ground.at(point, this.#zips, counties, MAJOR_REACH_METRES * MOST_REACH);
  }
}

/** The ZIP's point nearest to the mean of all, so that the middle of the plan is in the city. */
function middleOf(zips: readonly DemoZip[]): DemoPoint {
  const lon = zips.reduce((sum, zip) => sum + zip.lon, 0) / zips.length;
  const lat = zips.reduce((sum, zip) => sum + zip.lat, 0) / zips.length;
  return zips.reduce((best, zip) =>
    distanceKm(zip, { lon, lat }) < distanceKm(best, { lon, lat }) ? zip : best,
  );
}
