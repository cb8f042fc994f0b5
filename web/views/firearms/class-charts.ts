import type { FirearmsAnswer } from '../../../domain/firearms-responses.ts';
import type { SlideChart } from '../../charts/slide-chart.ts';
import { periodWords, UNIT_WORDS } from '../../words/firearm-class-words.ts';
import { say } from '../../words/say.ts';
import { bandsOf, sharesOf } from './class-plots.ts';

/** The bands over the periods, as numbers. Pure. */
export function classesChart(value: FirearmsAnswer): SlideChart {
  return {
    kind: 'bands',
    isShare: false,
    across: acrossOf(value),
    up: say('Guns recovered'),
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
    up: say('Share'),
    names: value.periods.map((start) => periodWords(start, value.unit)),
    series: [
      series(say('Share'), 'value'),
      series(say('95 % interval, from'), 'low'),
      series(say('95 % interval, to'), 'high'),
    ],
  };
}

const acrossOf = ({ unit }: FirearmsAnswer): string => {
  const word = UNIT_WORDS[unit];
  return say('{toUpperCase}{word} of recovery', {
    toUpperCase: word.charAt(0).toUpperCase(),
    word: word.slice(1),
  });
};
