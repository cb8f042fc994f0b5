import { betaTails } from './beta-function.ts';

/** The chance that at least `count` of `all` independent cases come out, each with the same `chance`. */
export function binomialAtLeast(count: number, all: number, chance: number): number {
  if (count <= 0) return 1;
  return count > all ? 0 : betaTails(count, all - count + 1, chance).below;
}

/** The chance that at most `count` do. */
export function binomialAtMost(count: number, all: number, chance: number): number {
  if (count < 0) return 0;
  return count >= all ? 1 : betaTails(count + 1, all - count, chance).above;
}
