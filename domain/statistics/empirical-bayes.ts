export interface SmoothedRates {
  /** Smoothed rate of each place. */
  readonly rates: Float64Array;
  /** The rate of all places together, towards which few records are drawn. */
  readonly overall: number;
  /** Variance of the true rates between places; 0 where chance alone explains all differences. */
  readonly between: number;
}

/**
 * Question: what is the rate of a place, where the rate of few records is mostly chance?
 *
 * Formula: overall b = Σ events / Σ exposed; between a = Σ exposed·(rate − b)² / Σ exposed − b / (mean exposed), at least 0; the smoothed
 * rate is b + (rate − b) · a / (a + b / exposed): a place of many keeps its own rate, one of few moves to the overall rate.
 *
 * Source: R. J. Marshall, "Mapping disease and mortality rates using empirical Bayes estimators", Applied Statistics 40
 * (1991) 283–294, the global estimator by the method of moments.
 *
 * Limits: a place is drawn to the whole region's rate, not to that of its neighbours. A place with nothing exposed is given
 * the overall rate; with nothing exposed anywhere all rates are 0.
 */
export function empiricalBayes(events: Float64Array, exposed: Float64Array): SmoothedRates {
  const allExposed = sum(exposed);
  if (allExposed === 0) return { rates: new Float64Array(events.length), overall: 0, between: 0 };
  const overall = sum(events) / allExposed;
  let squares = 0;
  for (let place = 0; place < events.length; place++) {
    const own = exposed[place] ?? 0;
    if (own > 0) squares += own * ((events[place] ?? 0) / own - overall) ** 2;
  }
  const meanExposed = allExposed / exposed.length;
  const between = Math.max(0, squares / allExposed - overall / meanExposed);
  const rates = events.map((count, place) => {
    const own = exposed[place] ?? 0;
    if (own === 0 || between === 0) return overall;
    return overall + ((count / own - overall) * between) / (between + overall / own);
  });
  return { rates, overall, between };
}

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
