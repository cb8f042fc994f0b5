/** Index of the first of these ascending numbers, between two places, that is at least `least`; `end` where none is. */
export function firstFrom(sorted: ArrayLike<number>, least: number, start = 0, end = sorted.length): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
