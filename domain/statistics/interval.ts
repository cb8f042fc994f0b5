/** Where a true figure may lie; both ends belong to it. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Part of the chance left out on each side of an interval: all of them are of 95 %. */
export const TAIL = 0.025;
