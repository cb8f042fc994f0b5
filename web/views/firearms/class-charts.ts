import type { FirearmsAnswer } from '../../../domain/firearms-responses.ts';
import type { SlideChart } from '../../charts/slide-chart.ts';
import { periodWords, UNIT_WORDS } from '../../words/firearm-class-words.ts';
import { bandsOf, sharesOf } from './class-plots.ts';

/** The bands over the periods, as numbers. Pure. */
export function classesChart(value: FirearmsAnswer): SlideChart {
  return {
    kind: 'bands',
    isShare: false,
    across: acrossOf(value),
    up: 'Guns recovered',
    names: value.periods.map((start) => periodWords(start, value.unit)),
    series: bandsOf(value).map(({ name, counts }) => ({ name, values: counts })),
  };
}

/** The share and its interval, as numbers: none in a period without a gun. Pure. */
export function shareChart(value: FirearmsAnswer): SlideChart {
  const shares = new Map(sharesOf(value).map((share) => [share.start, share]));
  const series = (name: string, of: 'value' | 'low' | 'high') => ({
    name,
    values: value.periods.map((start) => shares.get(start)?.[of] ?? null),
  });
  return {
    kind: 'line',
    isShare: true,
    across: acrossOf(value),
    up: 'Share',
    names: value.periods.map((start) => periodWords(start, value.unit)),
    series: [
      series('Share', 'value'),
      series('95 % interval, from', 'low'),
      series('95 % interval, to', 'high'),
    ],
  };
}

const acrossOf = ({ unit }: FirearmsAnswer): string => {
  const word = UNIT_WORDS[unit];
  return `${word.charAt(0).toUpperCase()}${word.slice(1)} of recovery`;
};
