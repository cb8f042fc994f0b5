import { describe, expect, it } from 'vitest';
import { predictionAccuracy } from '../../../domain/statistics/prediction-accuracy.ts';

describe('predictionAccuracy', () => {
  it.each([
    // Chainey, Tompson and Uhlig (2008): 25 % of crimes in 50 % of the area is 0.5; 80 % in 50 % is 1.6.
    [25, 100, 5, 10, 0.25, 0.5],
    [80, 100, 5, 10, 0.8, 1.6],
    [20, 100, 5, 100, 0.2, 4],
    [0, 10, 1, 10, 0, 0],
    [10, 10, 10, 10, 1, 1],
  ])('of %i in %i on %i of %i is %f and %f', (hits, all, named, area, hitRate, index) => {
    const accuracy = predictionAccuracy({ hits, all }, { named, all: area });
    expect(accuracy.hitRate).toBeCloseTo(hitRate, 12);
    expect(accuracy.predictionAccuracyIndex).toBeCloseTo(index, 12);
  });

  it('says nothing where nothing was named or nothing happened', () => {
    const nothing = { hitRate: 0, predictionAccuracyIndex: null };
    expect(predictionAccuracy({ hits: 0, all: 10 }, { named: 0, all: 10 })).toEqual(nothing);
    expect(predictionAccuracy({ hits: 0, all: 0 }, { named: 1, all: 10 }).hitRate).toBeNull();
  });
});
