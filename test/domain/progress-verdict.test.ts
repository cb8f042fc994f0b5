import { describe, expect, it } from 'vitest';
import { changeWords, verdictOf } from '../../domain/progress-verdict.ts';
import type { ComparedEffect } from '../../domain/statistics/comparison-series.ts';
import type { InterruptedSeries } from '../../domain/statistics/interrupted-series.ts';

const refused = { refused: 'too-few-events', reason: 'There were 3 events.' };
const figures = (rateRatio: number, low: number, high: number) => ({
  rateRatio,
  interval: { low, high },
  p: 0.5,
  dispersion: 1,
  autocorrelation: 0,
});
const series = (...of: readonly [number, number, number]): InterruptedSeries => ({
  ...figures(...of),
  asIfIndependent: { low: 1, high: 1 },
  yearlyTrend: 1,
  yearlySlopeChange: null,
  independenceP: 1,
  fitted: [],
  without: [],
});
const compared = (...of: readonly [number, number, number]): ComparedEffect => ({
  ...figures(...of),
  comparison: 'guns sold in Georgia',
  preTrends: [],
});
const given = { outcome: 'traced_guns', since: 'May 2024' } as const;

describe('verdictOf', () => {
  it('rests on the comparison where there is one, else on the series, else is none', () => {
    const [one, other] = [series(0.5, 0.4, 0.6), compared(0.9, 0.7, 1.1)];
    expect(verdictOf({ ...given, series: one, compared: other })).toMatchObject({
      kind: 'unclear',
      basis: 'comparison',
    });
    expect(verdictOf({ ...given, series: one, compared: refused })).toMatchObject({
      kind: 'fewer',
      basis: 'series',
    });
    expect(verdictOf({ ...given, series: refused, compared: refused })).toEqual({
      kind: 'refused',
      basis: null,
      sentence: 'No answer can be given yet. There were 3 events.',
    });
  });

  it.each<[readonly [number, number, number], string]>([
    [
      [0.62, 0.49, 0.79],
      'Guns traced to a dealer fell: since May 2024 there were 38 % fewer than guns sold in Georgia led to expect (95 % interval: 21 % fewer to 51 % fewer).',
    ],
    [
      [2.4, 1.5, 3],
      'Guns traced to a dealer rose: since May 2024 there were 140 % more than guns sold in Georgia led to expect (95 % interval: 50 % more to 200 % more).',
    ],
    [
      [0.9, 0.77, 1.12],
      'It cannot be told whether guns traced to a dealer changed: since May 2024 there were between 23 % fewer and 12 % more than guns sold in Georgia led to expect (95 % interval).',
    ],
  ])('says %j in words', (of, sentence) => {
    expect(verdictOf({ ...given, series: refused, compared: compared(...of) }).sentence).toBe(sentence);
  });

  it('speaks of a part as of a part', () => {
    expect(
      verdictOf({ ...given, outcome: 'short_share', series: series(0.8, 0.7, 0.9), compared: refused })
        .sentence,
    ).toBe(
      'The part of guns sold within 3 years fell: since May 2024 it was 20 % smaller than trend and season led to expect (95 % interval: 10 % smaller to 30 % smaller).',
    );
  });

  it('shows no change that is none as some', () => {
    expect(changeWords(0.998, 'traced_guns')).toBe('< 1 % fewer');
    expect(changeWords(1, 'short_share')).toBe('< 1 % larger');
  });
});
