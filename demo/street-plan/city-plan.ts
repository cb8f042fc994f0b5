import type { DemoPoint, DemoZip } from '../places.ts';
import type { PlanStreet } from './street-names.ts';

/** Where streets meet. */
export interface PlanNode {
  readonly point: DemoPoint;
  readonly streets: Set<PlanStreet>;
}

/** House numbers of one side, from where the line begins to where it ends; both odd or both even. */
export interface PlanNumbers {
  readonly from: number;
  readonly to: number;
}

/** A street from one crossing to the next. */
export interface PlanSegment {
  readonly street: PlanStreet;
  readonly line: readonly DemoPoint[];
  readonly from: PlanNode;
  readonly to: PlanNode;
  readonly left: PlanNumbers | null;
  readonly right: PlanNumbers | null;
  readonly zip: DemoZip;
}

/** The invented streets of one city. */
export interface CityPlan {
  readonly city: string;
  readonly state: string;
  readonly segments: readonly PlanSegment[];
}

/** The hundred-block of a segment, in the order of its line: `[0, 1]` is numbers 0 to 99, `[2, 1]` 199 down to 100. */
export type Hundreds = readonly [from: number, to: number];

const LEAST_LOT_METRES = 6;
/** A hundred-block has odd and even numbers for this many lots on each side. */
const LOTS_A_BLOCK = 50;

/** The numbers of both sides of a block: only as many as there is room for, the lower ones. */
export function numbersAlong(
  [from, to]: Hundreds,
  lengthMetres: number,
  oddSide: 'left' | 'right',
): Pick<PlanSegment, 'left' | 'right'> {
  const [low, high] = [Math.min(from, to) * 100, Math.max(from, to) * 100];
  const room = Math.max(3, Math.floor(lengthMetres / LEAST_LOT_METRES));
  const lots = Math.min(room, LOTS_A_BLOCK);
  const side = (first: number): PlanNumbers => {
    const highest = first % 2 === 0 ? high - 2 : high - 1;
    const last = Math.min(first + 2 * (lots - 1), highest);
    return from < to ? { from: first, to: last } : { from: last, to: first };
  };
  const [odd, even] = [side(low + 1), side(Math.max(2, low))];
  return oddSide === 'left' ? { left: odd, right: even } : { left: even, right: odd };
}
