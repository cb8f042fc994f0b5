const KEPT_FROM_MIDDLE = 0.2;

/**
 * Where a continuous function that is above 0 at `low` and below it at `high` is 0, to within `close`; the end that is
 * nearest where it is not so.
 *
 * Source: I. F. D. Oliveira and R. H. C. Takahashi, "An enhancement of the bisection method average performance preserving
 * minmax optimality", ACM Transactions on Mathematical Software 47 (2020) 5: the secant's root, moved towards the middle, and
 * never farther from it than halving can afford. It asks for about a quarter of the values that halving does, and at worst
 * for one more.
 */
export function fallingRoot(
  valueAt: (x: number) => number,
  low: number,
  high: number,
  close: number,
): number {
  let [from, to] = [low, high];
  let [atFrom, atTo] = [valueAt(from), valueAt(to)];
  if (atFrom <= 0) return from;
  if (atTo >= 0) return to;
  const truncation = KEPT_FROM_MIDDLE / (to - from);
  let reach = (close / 2) * 2 ** (Math.max(0, Math.ceil(Math.log2((to - from) / close))) + 1);
  while (to - from > close) {
    const middle = (from + to) / 2;
    const secant = (atTo * from - atFrom * to) / (atTo - atFrom);
    const side = Math.sign(middle - secant);
    const moved = Math.min(Math.abs(middle - secant), truncation * (to - from) ** 2);
    const away = Math.min(Math.abs(middle - secant - side * moved), Math.max(0, reach - (to - from) / 2));
    const next = middle - side * away;
    const value = valueAt(next);
    if (value > 0) [from, atFrom] = [next, value];
    else [to, atTo] = [next, value];
    reach /= 2;
  }
  return (from + to) / 2;
}
