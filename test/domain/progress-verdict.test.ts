import { describe, expect, it } from 'vitest';
import { IN_ENGLISH } from '../../domain/languages/speech.ts';
import { told } from '../../domain/languages/told.ts';
import { PROGRESS_OUTCOMES } from '../../domain/progress.ts';
import { changeWords, verdictOf } from '../../domain/progress-verdict.ts';
import type { ComparedEffect } from '../../domain/statistics/comparison-series.ts';
import type { InterruptedSeries } from '../../domain/statistics/interrupted-series.ts';
import { IN_SPANISH } from '../helpers/in-spanish.ts';

const refused = { refused: 'no-best-fit', reason: told('No single change of the share fits best.') };
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
  comparison: told('guns sold in {state}', { state: 'Georgia' }),
  preTrends: [],
});
const given = { outcome: 'traced_guns', since: 'May 2024' } as const;

const inEnglish = (evidence: Parameters<typeof verdictOf>[0]) => verdictOf(evidence, IN_ENGLISH);

describe('verdictOf', () => {
  it('rests on the comparison where there is one, else on the series, else is none', () => {
    const [one, other] = [series(0.5, 0.4, 0.6), compared(0.9, 0.7, 1.1)];
    expect(inEnglish({ ...given, series: one, compared: other })).toMatchObject({
      kind: 'unclear',
      basis: 'comparison',
    });
    expect(inEnglish({ ...given, series: one, compared: refused })).toMatchObject({
      kind: 'fewer',
      basis: 'series',
    });
    expect(inEnglish({ ...given, series: refused, compared: refused })).toEqual({
      kind: 'refused',
      basis: null,
      sentence: 'No answer can be given yet. No single change of the share fits best.',
    });
  });

  it.each<[readonly [number, number, number], string, string]>([
    [
      [0.62, 0.49, 0.79],
      'Guns traced to a dealer fell: since May 2024 there were 38 % fewer than guns sold in Georgia led to expect (95 % interval: 21 % fewer to 51 % fewer).',
      'Las armas rastreadas hasta un vendedor disminuyeron: desde May 2024 hubo 38 % menos de lo esperable según las armas vendidas en Georgia (intervalo del 95 %: 21 % menos a 51 % menos).',
    ],
    [
      [2.4, 1.5, 3],
      'Guns traced to a dealer rose: since May 2024 there were 140 % more than guns sold in Georgia led to expect (95 % interval: 50 % more to 200 % more).',
      'Las armas rastreadas hasta un vendedor aumentaron: desde May 2024 hubo 140 % más de lo esperable según las armas vendidas en Georgia (intervalo del 95 %: 50 % más a 200 % más).',
    ],
    [
      [0.9, 0.77, 1.12],
      'It cannot be told whether guns traced to a dealer changed: since May 2024 there were between 23 % fewer and 12 % more than guns sold in Georgia led to expect (95 % interval).',
      'No se puede saber si cambiaron las armas rastreadas hasta un vendedor: desde May 2024 hubo entre 23 % menos y 12 % más de lo esperable según las armas vendidas en Georgia (intervalo del 95 %).',
    ],
  ])('says %j in words', (of, english, spanish) => {
    const evidence = { ...given, series: refused, compared: compared(...of) };
    expect(verdictOf(evidence, IN_ENGLISH).sentence).toBe(english);
    expect(verdictOf(evidence, IN_SPANISH).sentence).toBe(spanish);
  });

  it.each<[readonly [number, number, number], string, string]>([
    [
      [0.8, 0.7, 0.9],
      'The part of guns sold within 3 years fell: since May 2024 it was 20 % smaller than trend and season led to expect (95 % interval: 10 % smaller to 30 % smaller).',
      'La parte de las armas vendidas menos de 3 años antes disminuyó: desde May 2024 fue 20 % menor de lo esperable según la tendencia y la estación (intervalo del 95 %: 10 % menor a 30 % menor).',
    ],
    [
      [1.2, 1.1, 1.3],
      'The part of guns sold within 3 years rose: since May 2024 it was 20 % larger than trend and season led to expect (95 % interval: 10 % larger to 30 % larger).',
      'La parte de las armas vendidas menos de 3 años antes aumentó: desde May 2024 fue 20 % mayor de lo esperable según la tendencia y la estación (intervalo del 95 %: 10 % mayor a 30 % mayor).',
    ],
    [
      [1, 0.9, Number.POSITIVE_INFINITY],
      'It cannot be told whether the part of guns sold within 3 years changed: since May 2024 it was between 10 % smaller or more than trend and season led to expect (95 % interval).',
      'No se puede saber si cambió la parte de las armas vendidas menos de 3 años antes: desde May 2024 fue entre 10 % menor o más de lo esperable según la tendencia y la estación (intervalo del 95 %).',
    ],
  ])('speaks of a part as of a part: %j', (of, english, spanish) => {
    const evidence = { ...given, outcome: 'short_share' as const, series: series(...of), compared: refused };
    expect(verdictOf(evidence, IN_ENGLISH).sentence).toBe(english);
    expect(verdictOf(evidence, IN_SPANISH).sentence).toBe(spanish);
  });

  it.each(PROGRESS_OUTCOMES)('has all of %s in Spanish', (outcome) => {
    for (const of of [series(0.5, 0.4, 0.6), series(2, 1.5, 3), series(1, 0.5, 2)]) {
      const evidence = { outcome, since: '2024', series: of, compared: refused };
      const { sentence } = verdictOf(evidence, IN_SPANISH);
      expect(sentence).toMatch(/(disminuy|aument|cambi).*desde 2024 .* de lo esperable según/);
      expect(sentence).not.toMatch(/\b(guns|there|than|fewer|more|since)\b/);
    }
  });

  it('says why no answer can be given in the language of whoever reads it', () => {
    expect(verdictOf({ ...given, series: refused, compared: refused }, IN_SPANISH).sentence).toBe(
      'Todavía no se puede dar una respuesta. Ningún cambio único del porcentaje es el que mejor se ajusta.',
    );
  });

  it('shows no change that is none as some', () => {
    expect(changeWords(0.998, 'traced_guns', IN_ENGLISH)).toBe('< 1 % fewer');
    expect(changeWords(1, 'short_share', IN_ENGLISH)).toBe('< 1 % larger');
    expect(changeWords(1, 'short_share', IN_SPANISH)).toBe('< 1 % mayor');
  });
});
