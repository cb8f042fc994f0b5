export interface PredictionAccuracy {
  /** Part of the later incidents that lay in the areas named before, 0 to 1; null without incidents. */
  readonly hitRate: number | null;
  /** Hit rate over the part of the study area that was named: 1 is as good as naming areas at random. Null without either. */
  readonly predictionAccuracyIndex: number | null;
}

/**
 * Question: did the areas named in one period hold more of the next period's incidents than their size alone would?
 *
 * Formula: hit rate = hits / incidents; prediction accuracy index PAI = hit rate / (named area / study area).
 *
 * Source: S. Chainey, L. Tompson and S. Uhlig, "The utility of hotspot mapping for predicting spatial patterns of crime",
 * Security Journal 21 (2008) 4–28.
 *
 * Limits: PAI rewards naming little: read it beside the hit rate, and compare it only within one study area and cell size.
 */
export function predictionAccuracy(
  incidents: { readonly hits: number; readonly all: number },
  area: { readonly named: number; readonly all: number },
): PredictionAccuracy {
  const hitRate = incidents.all === 0 ? null : incidents.hits / incidents.all;
  const named = area.all === 0 ? 0 : area.named / area.all;
  return { hitRate, predictionAccuracyIndex: hitRate === null || named === 0 ? null : hitRate / named };
}
