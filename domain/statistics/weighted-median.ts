/** A value, and how often there is one. */
export interface Counted {
  readonly value: number;
  readonly count: number;
}

/** The median of values told with their counts: the mean of the two middle ones of an even number; null of none. */
export function weightedMedian(values: readonly Counted[]): number | null {
  const sorted = [...values].sort((a, b) => a.value - b.value);
  const all = sorted.reduce((sum, { count }) => sum + count, 0);
  const at = (rank: number) => {
    let before = 0;
    for (const { value, count } of sorted) {
      before += count;
      if (rank < before) return value;
    }
    return null;
  };
  const [low, high] = [at(Math.floor((all - 1) / 2)), at(Math.floor(all / 2))];
  return low === null || high === null ? null : (low + high) / 2;
}
