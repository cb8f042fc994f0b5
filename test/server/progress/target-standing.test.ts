import { describe, expect, it } from 'vitest';
import { IN_ENGLISH } from '../../../domain/languages/speech.ts';
import type { TargetMonths } from '../../../server/progress/target-standing.ts';
import { targetStanding } from '../../../server/progress/target-standing.ts';
import { IN_SPANISH } from '../../helpers/in-spanish.ts';

const months = (count: number, value: number) => new Array<number>(count).fill(value);

/** 2023 with 10 a month, but 40 in July; then the months from January 2024 on. A fifth fewer is wanted. */
const base: TargetMonths = {
  outcome: 'traced_guns',
  changePercent: -20,
  baselineFrom: 12 * 2023,
  baseline: [...months(6, 10), 40, ...months(5, 10)],
  countedFrom: 12 * 2024,
  counted: months(6, 4),
  outOf: null,
  isOver: false,
};

describe('targetStanding', () => {
  it('holds what was counted against the same months of the baseline', () => {
    const standing = targetStanding(base, IN_ENGLISH);
    // January to June: 60 in the baseline, 48 allowed, 24 counted.
    expect(standing).toMatchObject({ kind: 'on-course', months: 6, count: 24, baseline: 60 });
    expect(standing.allowed).toBeCloseTo(48, 10);
    expect(standing.ratio?.value).toBeCloseTo(0.4, 10);
    expect(standing.sentence).toMatch(
      /^On course\. So far 60 % fewer than in the baseline \(95 % interval: \d+ % fewer to \d+ % fewer\); the goal is 20 % fewer\.$/,
    );
    // With July there are 40 more to compare with.
    expect(targetStanding({ ...base, counted: months(7, 4) }, IN_ENGLISH).baseline).toBe(100);
  });

  it('takes any month for another where the baseline has no whole years', () => {
    expect(targetStanding({ ...base, baseline: months(18, 10) }, IN_ENGLISH).baseline).toBe(60);
  });

  it.each<[string, Partial<TargetMonths>, string, RegExp]>([
    ['more than before', { counted: months(12, 15) }, 'off-course', /^Off course\. So far/],
    ['the goal within the interval', { counted: months(6, 8) }, 'open', /^Not to be told yet\./],
    ['over and reached', { counted: months(12, 5), isOver: true }, 'on-course', /^Reached\. In all/],
    ['over and not', { counted: months(12, 15), isOver: true }, 'off-course', /^Missed\. In all/],
    [
      'over, and no more than chance',
      { counted: months(12, 12), isOver: true },
      'open',
      /^Missed, by no more than chance may do\./,
    ],
    [
      'more is wanted, and there is',
      { changePercent: 50, counted: months(12, 30) },
      'on-course',
      /150 % more|1\d\d % more/,
    ],
    [
      'more is wanted, and there is not',
      { changePercent: 50, counted: months(12, 10) },
      'off-course',
      /goal is 50 % more/,
    ],
    ['none since', { counted: months(6, 0) }, 'on-course', /So far 100 % fewer/],
    ['no month yet', { counted: [] }, 'refused', /No month since the baseline/],
    ['too little to compare with', { baseline: months(12, 1) }, 'refused', /has 12 guns; it takes 20/],
  ])('%s', (_words, more, kind, sentence) => {
    expect(targetStanding({ ...base, ...more }, IN_ENGLISH)).toMatchObject({
      kind,
      sentence: expect.stringMatching(sentence),
    });
  });

  it('compares parts with parts, whatever the months of the year', () => {
    const parts: TargetMonths = {
      ...base,
      outcome: 'short_share',
      baseline: months(12, 50),
      counted: months(6, 20),
      outOf: { baseline: months(12, 100), counted: months(6, 80) },
    };
    const standing = targetStanding(parts, IN_ENGLISH);
    // Half of 480 would be 240, of which a fifth less is allowed; a quarter is 120.
    expect(standing).toMatchObject({ kind: 'on-course', count: 120, baseline: 240 });
    expect(standing.allowed).toBeCloseTo(192, 10);
    expect(standing.ratio?.value).toBeCloseTo(0.5, 10);
    expect(standing.sentence).toContain('So far 50 % smaller');
    expect(targetStanding(parts, IN_SPANISH).sentence).toContain('Hasta ahora, 50 % menor');
  });

  it.each<[Partial<TargetMonths>, RegExp]>([
    [
      {},
      /^Según lo previsto\. Hasta ahora, 60 % menos que en el período de referencia \(intervalo del 95 %: \d+ % menos a \d+ % menos\); la meta es 20 % menos\.$/,
    ],
    [{ counted: months(12, 15), isOver: true }, /^No alcanzada\. En total, /],
    [{ counted: months(12, 12), isOver: true }, /^No alcanzada, pero por no más de lo que puede el azar\./],
    [{ counted: [] }, /^Todavía no ha terminado ningún mes/],
    [{ baseline: months(12, 1) }, /^El período de referencia tiene 12 armas; hacen falta 20/],
  ])('says %j in Spanish', (more, sentence) => {
    expect(targetStanding({ ...base, ...more }, IN_SPANISH).sentence).toMatch(sentence);
  });
});
