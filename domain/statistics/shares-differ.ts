import { logGamma } from './gamma-function.ts';

/** Some of all. */
export interface PartOf {
  readonly part: number;
  readonly all: number;
}

/**
 * Question: is the share of one group another than that of a second one?
 *
 * Formula: given how many came out in both together, the first group's part is hypergeometric. p is twice the smaller
 * tail, of which just what was seen counts half (mid-p), at most 1.
 *
 * Source: R. A. Fisher, "The logic of inductive inference", Journal of the Royal Statistical Society 98 (1935) 39–82; H.
 * O. Lancaster, Journal of the American Statistical Association 56 (1961) 223–234, for mid-p.
 *
 * Limits: with many cases a difference too small to matter is significant: look at the shares as well.
 */
export function sharesDifferP(first: PartOf, second: PartOf): number {
  for (const { part, all } of [first, second]) {
    if (!(part >= 0 && part <= all)) throw new RangeError(`${part} cannot be a part of ${all}.`);
  }
  const came = first.part + second.part;
  const least = Math.max(0, came - second.all);
  const most = Math.min(first.all, came);
  const chance = (part: number) =>
    Math.exp(
      logChoose(first.all, part) +
        logChoose(second.all, came - part) -
        logChoose(first.all + second.all, came),
    );
  const half = chance(first.part) / 2;
  let below = half;
  for (let part = least; part < first.part; part++) below += chance(part);
  let above = half;
  for (let part = first.part + 1; part <= most; part++) above += chance(part);
  return Math.min(1, 2 * Math.min(below, above));
}

const logChoose = (all: number, part: number) =>
  logGamma(all + 1) - logGamma(part + 1) - logGamma(all - part + 1);
