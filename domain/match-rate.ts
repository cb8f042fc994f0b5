/** An import that places fewer of its addresses to their street is flagged. */
export const LEAST_MATCH_RATE = 0.85;

export interface MatchCounts {
  /** Addresses placed to their street or better. */
  readonly placed: number;
  /** Addresses whose street was looked up where streets are loaded, and is left for a person. */
  readonly toReview: number;
  /** Addresses of which a person has found that their street cannot be known. */
  readonly unknown: number;
}

/**
 * The part of the addresses that could be placed to their street or better and were, 0 to 1. Addresses without a street,
 * and in places without street data, say nothing of how good they are; null where there are no others.
 */
export function matchRate(counts: MatchCounts): number | null {
  const all = ratedAddresses(counts);
  return all === 0 ? null : counts.placed / all;
}

/** What a match rate is a part of. */
export function ratedAddresses({ placed, toReview, unknown }: MatchCounts): number {
  return placed + toReview + unknown;
}

/** In whole per cent, rounded down: what is below the target is not shown as if it reached it. */
export function matchPercent(rate: number): number {
  // The smallest step above rounding noise: 0.29 * 100 is 28.999999999999996.
  return Math.floor(rate * 100 + 1e-9);
}
