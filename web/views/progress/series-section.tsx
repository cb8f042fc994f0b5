import * as Plot from '@observablehq/plot';
import { useMemo } from 'preact/hooks';
import type { Progress, ProgressMonth } from '../../../domain/progress.ts';
import { listenToSpan } from '../../charts/brush-span.ts';
import type { Brush } from '../../charts/month-brush.ts';
import type { PlotRoom } from '../../charts/plot-figure.tsx';
import { PlotFigure } from '../../charts/plot-figure.tsx';
import type { SlideChart } from '../../charts/slide-chart.ts';
import { PAPER, PAPER_PALETTE } from '../../pictures/paper-colours.ts';
import { formatCount, formatMonth, formatRate, formatShare, guns } from '../../words/format.ts';
import { addMonths, daysOfMonths } from '../../words/month-range.ts';
import { hotspotsWords } from '../../words/progress-words.ts';
import { say } from '../../words/say.ts';
import { chooseMonths, chosenMonths, MonthsChoice } from './months-choice.tsx';

/** The months before and after, with what was expected. */
export function SeriesSection({ value }: { readonly value: Progress }) {
  const { months, monthsBefore, intervention, undated, hotspots } = value;
  const chosen = chosenMonths(value);
  const drawn = useMemo(() => ({ value, chosen }), [value, chosen?.first, chosen?.last]);
  if (months.length === 0) {
    return (
      <section aria-labelledby="progress-series">
        <h2 id="progress-series">{say('Month by month')}</h2>
        <p class="muted">{say('No month with a gun recovered in these places is over yet.')}</p>
      </section>
    );
  }
  const isFitted = months.some(({ fitted }) => fitted !== null);
  const hasComparison = months.some(({ comparison }) => comparison !== null);
  return (
    <section aria-labelledby="progress-series">
      <h2 id="progress-series">{say('Month by month')}</h2>
      <PlotFigure
        title={say('{monthsBefore} months before {startedOn} and {count} from then on', {
          monthsBefore: formatCount(monthsBefore),
          startedOn: formatMonth(intervention.startedOn),
          count: formatCount(months.length - monthsBefore),
        })}
        caption={captionOf(isFitted, hasComparison)}
        hint={say('Drag over months to choose them.')}
        about={intervention.name}
        days={daysOfMonths(months[0]?.month ?? '', months.at(-1)?.month ?? '')}
        outOf={outOfWords(value)}
        chart={seriesChart(value)}
        of={drawn}
        plot={(room) => seriesPlot(value, chosen, room)}
        listen={(chart) =>
          listenToSpan(chart, (from, to) => {
            const inside = months.filter((month) => {
              const day = dateOf(month).getTime();
              return day >= from && day <= to;
            });
            const [first, last] = [inside[0], inside.at(-1)];
            if (first !== undefined && last !== undefined) chooseMonths(first.month, last.month);
          })
        }
        table={<MonthsTable value={value} />}
        how={<HowSeries value={value} />}
      />
      <MonthsChoice value={value} chosen={chosen} />
      {hotspots !== null && (
        <p class="muted small">
          {say(
            '{hotspots}: {inside} in these months. {outside} more were recovered in other cells, {unplaced} are not known to the street.',
            {
              hotspots: hotspotsWords(hotspots),
              inside: guns(hotspots.inside),
              outside: formatCount(hotspots.outside),
              unplaced: formatCount(hotspots.unplaced),
            },
          )}
        </p>
      )}
      {undated > 0 && (
        <p class="muted small">
          {say('{undated} more have no date of recovery.', { undated: guns(undated) })}
        </p>
      )}
    </section>
  );
}

function captionOf(isFitted: boolean, hasComparison: boolean): string {
  const lines = [
    say('Dots: months. Upright line: when it began.'),
    isFitted ? say('Thick line: as fitted. Dashed: what trend and season led to expect without it.') : '',
    hasComparison
      ? say('Thin line: the comparison, scaled to be as high before. Only its course counts, not its height.')
      : '',
  ];
  return lines.filter((line) => line !== '').join(' ');
}

/** What came of it, and how many guns that rests on. */
function outOfWords({ months, verdict, outcome }: Progress): string {
  const sum = (of: (month: ProgressMonth) => number) => months.reduce((total, month) => total + of(month), 0);
  const counted = outcome === 'short_share' ? say('sold within 3 years') : say('counted');
  return say(
    '{sentence} {sum} {counted}, out of {sum2} recovered in the same places, {sum3} of them submitted for tracing.',
    {
      sentence: verdict.sentence,
      sum: guns(sum(({ count }) => count)),
      counted,
      sum2: formatCount(sum(({ recovered }) => recovered)),
      sum3: formatCount(sum(({ submitted }) => submitted)),
    },
  );
}

/** The lines of the chart, as numbers. */
function seriesChart(value: Progress): SlideChart {
  const { months, monthsBefore, outcome } = value;
  const scaled = new Map(scaledComparison(value).map((point) => [point.date.getTime(), point.value]));
  const series = (name: string, of: (month: ProgressMonth, index: number) => number | null) => ({
    name,
    values: months.map(of),
  });
  const part = (figure: number | null, month: ProgressMonth) =>
    figure === null ? null : perMonth(figure, month);
  const { recovered, flow, timeToCrimeUnknown } = PAPER_PALETTE;
  const all = [
    {
      colour: recovered,
      ...series(say('Counted'), (month) => perMonth(month.count, month)),
    },
    { colour: PAPER.ink, ...series(say('Fitted'), (month) => part(month.fitted, month)) },
    {
      colour: flow,
      ...series(say('Expected without'), (month, index) =>
        index < monthsBefore ? null : part(month.without, month),
      ),
    },
    {
      // Only its course counts.
      colour: timeToCrimeUnknown,
      ...series(say('Comparison, scaled'), (month) => scaled.get(dateOf(month).getTime()) ?? null),
    },
  ].filter(({ values }) => values.some((one) => one !== null));
  return {
    kind: 'line',
    isShare: outcome === 'short_share',
    across: say('Month of recovery'),
    up: outcome === 'short_share' ? say('Part of guns of known time') : say('Guns a month'),
    names: months.map(({ month }) => formatMonth(month)),
    series: all,
    colours: all.map(({ colour }) => colour),
  };
}

interface Point {
  readonly date: Date;
  readonly value: number;
}

const dateOf = ({ month }: ProgressMonth) => new Date(`${month}-01T00:00:00Z`);

/** A count, or the part where it is one. */
const perMonth = (figure: number, { outOf }: ProgressMonth): number =>
  outOf === null ? figure : outOf === 0 ? 0 : figure / outOf;

function pointsOf(
  months: readonly ProgressMonth[],
  figureOf: (month: ProgressMonth) => number | null,
): Point[] {
  return months.flatMap((month) => {
    const value = figureOf(month);
    return value === null ? [] : [{ date: dateOf(month), value }];
  });
}

/** The comparison is another number of guns: what it does is shown at the height of the series. */
function scaledComparison({ months, monthsBefore }: Progress): Point[] {
  const before = months.slice(0, monthsBefore);
  const sum = (figureOf: (month: ProgressMonth) => number) =>
    before.reduce((total, month) => total + figureOf(month), 0);
  const all = sum(({ comparison }) => comparison ?? 0);
  if (all === 0) return [];
  const scale = sum((month) => perMonth(month.count, month)) / all;
  return pointsOf(months, ({ comparison }) => (comparison === null ? null : comparison * scale));
}

function seriesPlot(
  value: Progress,
  chosen: Brush | null,
  { palette, ink, width }: PlotRoom,
): Plot.PlotOptions {
  const { months, monthsBefore, intervention, outcome, charts } = value;
  const isShare = outcome === 'short_share';
  const alarms = new Set(charts.flatMap((chart) => chart.alarms));
  const line = { x: 'date', y: 'value' } as const;
  return {
    height: Math.min(380, Math.max(240, width * 0.42)),
    marginLeft: 44,
    marginBottom: 32,
    x: { type: 'utc', label: null, ticks: width < 600 ? 4 : 8 },
    y: {
      label: isShare ? say('↑ Part of guns of known time') : say('↑ Guns a month'),
      grid: true,
      zero: true,
      percent: isShare,
      ticks: 5,
    },
    marks: [
      ...(chosen === null ? [] : [monthsMark(chosen)]),
      Plot.ruleX([new Date(`${intervention.startedOn}T00:00:00Z`)], { stroke: ink, strokeWidth: 1.5 }),
      Plot.line(scaledComparison(value), { ...line, stroke: ink, strokeOpacity: 0.55, strokeWidth: 1 }),
      Plot.line(
        pointsOf(months.slice(monthsBefore), (month) =>
          month.without === null ? null : perMonth(month.without, month),
        ),
        { ...line, stroke: ink, strokeWidth: 1.5, strokeDasharray: '5,4' },
      ),
      Plot.line(
        pointsOf(months, (month) => (month.fitted === null ? null : perMonth(month.fitted, month))),
        { ...line, stroke: palette.recovered, strokeWidth: 2 },
      ),
      Plot.dot(months, {
        x: dateOf,
        y: (month: ProgressMonth) => perMonth(month.count, month),
        r: 3,
        symbol: (month: ProgressMonth) => (alarms.has(month.month) ? 'triangle' : 'circle'),
        fill: palette.recovered,
        stroke: palette.casing,
        strokeWidth: 0.75,
        title: (month: ProgressMonth) => `${formatMonth(month.month)}: ${figureWords(month)}`,
      }),
    ],
  };
}

/** The months that are chosen, half a month wider on both sides so that their dots lie within. */
function monthsMark({ first, last }: Brush) {
  const day = (month: string, of: string) => new Date(`${month}-${of}T00:00:00Z`);
  return Plot.rectX([{ from: day(addMonths(first, -1), '16'), to: day(last, '16') }], {
    x1: 'from',
    x2: 'to',
    className: 'plot-chosen',
  });
}

const figureWords = ({ count, outOf }: ProgressMonth): string =>
  outOf === null ? guns(count) : `${formatCount(count)} of ${formatCount(outOf)}`;

function MonthsTable({ value }: { readonly value: Progress }) {
  const isShare = value.outcome === 'short_share';
  const figure = (one: number | null, month: ProgressMonth) =>
    one === null ? '–' : isShare ? formatShare(perMonth(one, month)) : formatRate(one);
  return (
    <table class="data-table">
      <caption class="visually-hidden">
        {say('Counts by month, with what was expected and their denominators')}
      </caption>
      <thead>
        <tr>
          {[
            say('Month'),
            isShare ? say('Sold within 3 years') : say('Guns'),
            say('Fitted'),
            say('Expected without'),
            say('Comparison'),
            say('Recovered'),
            say('Submitted'),
            say('Without result'),
          ].map((heading, index) => (
            <th key={heading} scope="col" class={index === 0 ? undefined : 'numeric'}>
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {value.months.map((month, index) => (
          <tr key={month.month}>
            <th scope="row">
              {formatMonth(month.month)}
              {index === value.monthsBefore && say(' (began)')}
            </th>
            <td class="numeric">{month.outOf === null ? formatCount(month.count) : figureWords(month)}</td>
            <td class="numeric">{figure(month.fitted, month)}</td>
            <td class="numeric">{figure(month.without, month)}</td>
            <td class="numeric">
              {month.comparison === null
                ? '–'
                : isShare
                  ? formatShare(month.comparison)
                  : formatCount(month.comparison)}
            </td>
            <td class="numeric">{formatCount(month.recovered)}</td>
            <td class="numeric">{formatCount(month.submitted)}</td>
            <td class="numeric">{formatCount(month.awaited)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const HOW_COUNTED: Readonly<Record<Progress['outcome'], string>> = {
  new_crime_guns: say(
    'Counted are guns traced to a dealer that were recovered at most a year (365 days) after their first retail sale, by month of recovery: the measure of new supply of Webster, Vernick and Bulzacchelli (2006). For up to a year after, some of them were sold before it began, so that an effect on sales comes little by little.',
  ),
  traced_guns: say('Counted are guns traced to a dealer, by month of recovery.'),
  short_share: say(
    'The part of guns sold within 3 years (1,095 days) of their recovery, of those whose time-to-crime is known, by month of recovery.',
  ),
  hotspot_guns: say(
    'Counted are the guns it is about, traced or not, that were recovered in the cells which the map shows as hotspots (Getis-Ord Gi*, 99 %) of the two years before it began. The cells stay the same for all months. They are compared with all other cells of the same months. Cells chosen for many guns have fewer later even if nothing is done: hold the months since against those before the two years as well.',
  ),
};

function HowSeries({ value }: { readonly value: Progress }) {
  return (
    <>
      <p>{HOW_COUNTED[value.outcome]}</p>
      <p>
        {say(
          'Only whole months are counted: the newest one once its last day has a gun. At most five years before are looked at; the month in which it began counts as after, and none after it ended. The line is a segmented regression of the counts: a trend, the month of the year, and one step when it began (quasi-Poisson; Wagner et al. 2002; Lopez Bernal et al. 2017). Dashed is the same without the step.',
        )}
      </p>
      <p>
        {say(
          'Recovered and submitted are all guns recovered in the same places. Those submitted without a result may still be traced: the newest months may rise.',
        )}
      </p>
    </>
  );
}
