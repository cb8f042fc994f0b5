import * as Plot from '@observablehq/plot';
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { DealersCompared } from '../../../domain/dealer-responses.ts';
import type { FunnelPlace, Overdispersion } from '../../../domain/statistics/funnel.ts';
import { OVERDISPERSION } from '../../../domain/statistics/funnel.ts';
import { listenToBrush } from '../../charts/brush-points.ts';
import type { PlotRoom } from '../../charts/plot-figure.tsx';
import { PlotFigure } from '../../charts/plot-figure.tsx';
import { SelectField } from '../../panels/select-field.tsx';
import { filterToDealers, MOST_FILTERED } from '../../state/filter-to-dealers.ts';
import { changeFilter, select } from '../../state/page.ts';
import { can } from '../../state/session.ts';
import { shownSentence } from '../../state/shown-sentence.ts';
import { FUNNEL_PLACE_WORDS, OVERDISPERSION_WORDS } from '../../words/dealer-words.ts';
import { countOf, formatCount, formatDay, formatRate, formatShare } from '../../words/format.ts';
import { say } from '../../words/say.ts';

type Point = DealersCompared['points'][number];

interface FunnelSectionProps {
  readonly value: DealersCompared;
  readonly onOverdispersion: (chosen: Overdispersion) => void;
}

/** Traces against sales: which dealers have more than their sales explain. */
export function FunnelSection({ value, onOverdispersion }: FunnelSectionProps) {
  const id = useId();
  const tooMany = useSignal(false);
  if (value.compared === 0) return <NoSales />;
  if (value.tracesOfSales === 0) return <NoTraces />;
  const above = value.points.filter(({ place }) => place === 'above998');
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{say('Traces against sales')}</h2>
      <div class="button-row">
        <SelectField
          label={say('Limits')}
          isBeside
          value={value.overdispersion}
          options={OVERDISPERSION.map((one) => ({ value: one, label: OVERDISPERSION_WORDS[one] }))}
          onChange={onOverdispersion}
        />
        {above.length > 0 && (
          <button
            type="button"
            class="button"
            onClick={() => changeFilter({ dealer: above.map((point) => point.id) })}
          >
            {say('Filter to the {count} above the 99.8 % limit', { count: formatCount(above.length) })}
          </button>
        )}
      </div>
      <p class={tooMany.value ? 'form-wrong small' : 'visually-hidden'} role="status">
        {tooMany.value &&
          say('Drag over at most {mostFiltered} dealers: nothing was filtered.', {
            mostFiltered: MOST_FILTERED,
          })}
      </p>
      <PlotFigure
        title={say('{compared} dealers by the guns they sold and the guns traced to them', {
          compared: formatCount(value.compared),
        })}
        caption={say(
          'Each mark is a dealer. Across: guns sold, recent sales counted only as far as they could have been recovered by now. Up: guns of these sales that were traced. Between the lines lies what chance alone does.',
        )}
        hint={say('Drag over marks to filter to their dealers; click one to open it.')}
        outOf={say(
          'Of {traces} and traced to a dealer: {tracesOfSales} of sales that are known, {sold} guns sold.',
          {
            traces: shownSentence(value.traces),
            tracesOfSales: formatCount(value.tracesOfSales),
            sold: formatCount(value.sold),
          },
        )}
        of={value}
        plot={(room) => funnelPlot(value, room)}
        listen={(chart) =>
          listenToBrush(chart, {
            points: value.points.map(({ atRisk, traces }) => [atRisk, traces]),
            onPick: (index) => {
              const point = value.points[index];
              if (point !== undefined) select({ kind: 'dealer', id: point.id }, false);
            },
            onBrush: (indexes) => {
              const chosen = new Set(indexes);
              const dealers = value.points.flatMap((point, index) => (chosen.has(index) ? [point.id] : []));
              tooMany.value = !filterToDealers(dealers);
            },
          })
        }
        table={<FunnelTable value={value} />}
        how={<HowFunnel value={value} />}
      />
    </section>
  );
}

function NoSales() {
  return (
    <section aria-label={say('Traces against sales')}>
      <h2>{say('Traces against sales')}</h2>
      <p class="muted">
        {say(
          'Who sells more has more guns traced to it. To compare dealers fairly their sales must be known. {words}',
          {
            words: can('records')
              ? say('Bring in a file of dealers’ sales (Data), or ask a partner to share sales.')
              : say(
                  'Sales are told record by record, to analysts and stewards alone: do not read the numbers of traces below as a ranking.',
                ),
          },
        )}
      </p>
    </section>
  );
}

function NoTraces() {
  return (
    <section aria-label={say('Traces against sales')}>
      <h2>{say('Traces against sales')}</h2>
      <p class="muted">
        {say(
          'No gun of this selection is known to have been sold while sales are known. Take off a filter to compare dealers.',
        )}
      </p>
    </section>
  );
}

/** Marks differ by shape and fill, not by hue alone. */
const SYMBOLS: Readonly<Record<FunnelPlace, 'triangle' | 'circle' | 'square'>> = {
  above998: 'triangle',
  above95: 'triangle',
  within: 'circle',
  below95: 'square',
  below998: 'square',
};

function funnelPlot(value: DealersCompared, { palette, ink, quiet, width }: PlotRoom): Plot.PlotOptions {
  const line = (which: 'within95' | 'within998', end: 0 | 1) =>
    Plot.line(value.limits, {
      x: 'atRisk',
      y: (limit: DealersCompared['limits'][number]) => limit[which][end],
      stroke: quiet,
      strokeDasharray: which === 'within95' ? '2,3' : 'none',
      curve: 'step',
    });
  const height = Math.min(460, Math.max(280, width * 0.55));
  return {
    height,
    marginLeft: 48,
    marginBottom: 40,
    // Square roots give small dealers room, and make the limits about as wide everywhere.
    x: {
      type: 'sqrt',
      label: say('Guns sold that could have been recovered by now →'),
      nice: true,
      ticks: width < NARROW ? 4 : 8,
    },
    y: { type: 'sqrt', label: say('↑ Guns traced'), grid: true, nice: true, ticks: 6 },
    marks: [
      Plot.line(
        value.limits.map(({ atRisk }) => ({ atRisk, expected: (atRisk * value.overallRate) / 1000 })),
        { x: 'atRisk', y: 'expected', stroke: ink, strokeWidth: 1.5 },
      ),
      line('within95', 0),
      line('within95', 1),
      line('within998', 0),
      line('within998', 1),
      Plot.dot(value.points, {
        x: 'atRisk',
        y: 'traces',
        r: 4,
        symbol: ({ place }: Point) => SYMBOLS[place],
        fill: ({ place }: Point) =>
          place === 'above998' ? palette.sold : place === 'within' ? 'none' : palette.casing,
        stroke: ({ place }: Point) => (place === 'within' ? quiet : palette.sold),
        strokeWidth: 1.5,
        title: ({ name, traces, atRisk, place }: Point) =>
          say('{name}: {traces} traced of {sold} sold. {place}', {
            name: name ?? say('A dealer'),
            traces: formatCount(traces),
            sold: formatCount(atRisk),
            place: FUNNEL_PLACE_WORDS[place],
          }),
      }),
      Plot.text(labelledPoints(value, width, height), {
        x: 'atRisk',
        y: 'traces',
        text: 'name',
        dx: -8,
        textAnchor: 'end',
        fill: ink,
        stroke: palette.casing,
        strokeWidth: 4,
        fontSize: 12,
      }),
    ],
  };
}

/** Below this width a chart has room for few words. */
const NARROW = 600;
const LABEL_HEIGHT = 16;
const LETTER_WIDTH = 7;

/** Those farthest above what is expected, as far as their names have room beside each other. */
function labelledPoints(value: DealersCompared, width: number, height: number): readonly Point[] {
  const most = {
    x: Math.max(1, ...value.points.map(({ atRisk }) => atRisk)),
    y: Math.max(1, ...value.points.map(({ traces }) => traces)),
  };
  const excess = ({ traces, atRisk }: Point) => traces - (atRisk * value.overallRate) / 1000;
  const taken: { readonly left: number; readonly right: number; readonly y: number }[] = [];
  return value.points
    .filter(({ place, name }) => place === 'above998' && name !== null)
    .sort((a, b) => excess(b) - excess(a))
    .filter(({ atRisk, traces, name }) => {
      const right = width * Math.sqrt(atRisk / most.x);
      const left = right - LETTER_WIDTH * (name ?? '').length;
      const y = height * Math.sqrt(traces / most.y);
      const isFree = taken.every(
        (other) => left > other.right || right < other.left || Math.abs(y - other.y) > LABEL_HEIGHT,
      );
      if (left < 0 || !isFree) return false;
      taken.push({ left, right, y });
      return true;
    })
    .slice(0, width < NARROW ? 4 : 8);
}

function FunnelTable({ value }: { readonly value: DealersCompared }) {
  const outside = value.points.filter(({ place }) => place !== 'within');
  return (
    <>
      <table class="data-table">
        <caption class="visually-hidden">{say('Dealers outside of the limits')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('Dealer')}</th>
            <th scope="col">{say('Where it lies')}</th>
            <th scope="col" class="numeric">
              {say('Guns sold, discounted')}
            </th>
            <th scope="col" class="numeric">
              {say('Traced')}
            </th>
            <th scope="col" class="numeric">
              {say('Expected')}
            </th>
          </tr>
        </thead>
        <tbody>
          {outside.map((point) => (
            <tr key={point.id}>
              <td>
                <button
                  type="button"
                  class="link-button"
                  onClick={() => select({ kind: 'dealer', id: point.id }, false)}
                >
                  {point.name ?? say('Not named')}
                </button>
              </td>
              <td>{FUNNEL_PLACE_WORDS[point.place]}</td>
              <td class="numeric">{formatCount(point.atRisk)}</td>
              <td class="numeric">{formatCount(point.traces)}</td>
              <td class="numeric">{formatRate((point.atRisk * value.overallRate) / 1000)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="muted small">
        {say('{within} dealers lie within the limits.', { within: formatCount(value.places.within ?? 0) })}
        {value.notDrawn > 0 &&
          say(' {notDrawn} of them, those that sold least, are not drawn.', {
            notDrawn: formatCount(value.notDrawn),
          })}
      </p>
    </>
  );
}

function HowFunnel({ value }: { readonly value: DealersCompared }) {
  return (
    <>
      <p>
        {say(
          'Counted are guns of the selection whose date of sale is known and lies in a period of which the dealer’s sales are known: {tracesOfSales} of {traces} traced guns, {sold} sold. The line in the middle is what so many sales have on average ({overallRate} guns traced per 1,000 sold). A dealer that only chance parts from the average lies within the outer limits 998 times of 1,000, within the inner ones 95 times of 100 (exact Poisson limits; Spiegelhalter 2005).',
          {
            tracesOfSales: formatCount(value.tracesOfSales),
            traces: formatCount(value.traces),
            sold: formatCount(value.sold),
            overallRate: formatRate(value.overallRate),
          },
        )}
      </p>
      <p>
        {say(
          'A gun sold last month can hardly have been recovered yet. Sales therefore count as the part of their later recoveries that could have been seen',
        )}
        {value.lastDay !== null && say(' until {lastDay}', { lastDay: formatDay(value.lastDay) })}
        {say(', by the times-to-crime of the selection (Kalbfleisch and Lawless 1989)')}
        {value.seenAfterYears.length > 0 &&
          `: ${value.seenAfterYears
            .map(({ years, part }) =>
              say('{part} after {years}', {
                part: formatShare(part),
                years: countOf(years, say('year'), say('years')),
              }),
            )
            .join(', ')}`}
        {value.horizonDays === null &&
          say(': here too few dates are known for that, and all sales count whole')}
        .
      </p>
      <p>
        {say(
          'Counts vary {dispersion} times as much as chance alone makes them. Dealers differ by what they sell and to whom: with',
          { dispersion: formatRate(value.dispersion) },
        )}{' '}
        <q>{OVERDISPERSION_WORDS.additive}</q>{' '}
        {say(
          'the limits allow for it. Being above a limit says that a look is worthwhile, not that anything is wrong.',
        )}
      </p>
    </>
  );
}
