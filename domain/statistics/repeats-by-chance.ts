import { binomialAtLeast } from './binomial-distribution.ts';
import { poissonAtLeast } from './poisson-distribution.ts';

/** Purchasers who bought as many guns each. */
export interface PurchasersOf {
  readonly gunsBought: number;
  readonly purchasers: number;
}

export interface Repeats {
  /** Purchasers of so many traced guns or more that chance alone would make. */
  readonly expected: number;
  /** That chance makes as many as were seen, or more. */
  readonly p: number;
}

/**
 * Question: how many purchasers would have `least` or more traced guns by chance, if each gun had the same chance of
 * being traced whoever bought it?
 *
 * Formula: Σ purchasers · P(binomial(guns bought, chance) ≥ least), chance being guns traced / guns bought. p is the
 * Poisson chance of as many as `seen`, since each purchaser's is small (Le Cam 1960).
 *
 * Source: L. Le Cam, "An approximation theorem for the Poisson binomial distribution", Pacific Journal of Mathematics 10
 * (1960) 1181–1197.
 *
 * Limits: guns bought in one place or sold anew together are traced together, so that more repeats than expected mean a
 * pattern, not a crime. Where it is not known how many guns each bought, {@link repeatsAmong} takes all purchasers as
 * equal and expects too few.
 */
export function repeatsByPurchases(
  purchasers: readonly PurchasersOf[],
  tracedGuns: number,
  least: number,
  seen: number,
): Repeats {
  const bought = purchasers.reduce((sum, group) => sum + group.gunsBought * group.purchasers, 0);
  if (tracedGuns > bought) throw new RangeError(`${tracedGuns} guns traced, but only ${bought} bought.`);
  const chance = bought === 0 ? 0 : tracedGuns / bought;
  const expected = purchasers.reduce(
    (sum, group) => sum + group.purchasers * binomialAtLeast(least, group.gunsBought, chance),
    0,
  );
  return { expected, p: poissonAtLeast(seen, expected) };
}

/**
 * The same where only the number of purchasers is known: purchasers · P(Poisson(traced guns / purchasers) ≥ least).
 * `purchasers` are all who bought, not only those of whom a gun was traced.
 */
export function repeatsAmong(purchasers: number, tracedGuns: number, least: number, seen: number): Repeats {
  const expected = purchasers === 0 ? 0 : purchasers * poissonAtLeast(least, tracedGuns / purchasers);
  return { expected, p: poissonAtLeast(seen, expected) };
}
