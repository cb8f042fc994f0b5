import { gammaTails } from './gamma-function.ts';

/** The chance that a Poisson count of that mean is at most `count`. */
export function poissonAtMost(count: number, mean: number): number {
  return count < 0 ? 0 : gammaTails(count + 1, mean).above;
}

/** The chance that it is at least `count`; the smallest chances keep their digits. */
export function poissonAtLeast(count: number, mean: number): number {
  return count <= 0 ? 1 : gammaTails(count, mean).below;
}
