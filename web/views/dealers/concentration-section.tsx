import * as Plot from '@observablehq/plot';
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { DealersCompared } from '../../../domain/dealer-responses.ts';
import { listenToSpan } from '../../charts/brush-span.ts';
import type { PlotRoom } from '../../charts/plot-figure.tsx';
import { PlotFigure } from '../../charts/plot-figure.tsx';
import { filterToDealers, MOST_FILTERED } from '../../state/filter-to-dealers.ts';
import { shownSentence } from '../../state/shown-sentence.ts';
import { shareWords } from '../../words/dealer-words.ts';
import { formatCount, formatShare } from '../../words/format.ts';
import { say } from '../../words/say.ts';

type Concentration = DealersCompared['concentration'];

/** How few dealers have how many of the traces. */
export function ConcentrationSection({ value }: { readonly value: DealersCompared }) {
  const id = useId();
  const { concentration } = value;
  const wrong = useSignal<string | null>(null);
  const filterTo = (from: number, to: number) => {
    const dealers = dealersOfSpan(concentration, from, to);
    wrong.value = filterToDealers(dealers) ? null : whyNotFiltered(dealers.length);
  };
  if (concentration.traces === 0) return null;
  const [one] = concentration.topShares;
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{say('How few dealers have how many of the traces')}</h2>
      <p class={wrong.value === null ? 'visually-hidden' : 'form-wrong small'} role="status">
        {wrong.value}
      </p>
      <PlotFigure
        title={
          one === undefined
            ? say('Share of the dealers against share of the traces')
            : say('The {dealers} of dealers with the most traces have {one} of all traces', {
                dealers: percent(one.dealers),
                one: formatShare(one.value),
              })
        }
        caption={say(
          'Across: share of {dealers} dealers, those with the most traces first. Up: their share of {traces} traces. The straight line: all dealers alike.',
          { dealers: formatCount(concentration.dealers), traces: formatCount(concentration.traces) },
        )}
        hint={say('Drag across to filter page, map and tables to the dealers of that part.')}
        outOf={say('Of {traces} and traced to a dealer, {dealers} dealers.', {
          traces: shownSentence(concentration.traces),
          dealers: formatCount(concentration.dealers),
        })}
        of={value}
        plot={(room) => curvePlot(concentration, room)}
        listen={(chart) => listenToSpan(chart, (from, to) => filterTo(from / 100, to / 100))}
        table={<SharesTable concentration={concentration} onFilter={(part) => filterTo(0, part)} />}
        how={
          <>
            <p>
              {say(
                'Dealers are all to whom a gun of the selection was traced, and those whose sales are known even if none was. The larger the area between curve and line, the fewer dealers have the traces: Gini {gini} ({low} to {high}). Intervals are percentiles of 1,000 samples of the dealers (Efron 1979).',
                {
                  gini: concentration.gini.value.toFixed(2),
                  low: concentration.gini.low.toFixed(2),
                  high: concentration.gini.high.toFixed(2),
                },
              )}
            </p>
            <p>
              {say(
                'In 2000, 1.2 % of the dealers of the United States had 57 % of the traces (ATF, Commerce in Firearms). A few large dealers sell most guns: concentration alone says nothing of any of them.',
              )}
            </p>
          </>
        }
      />
    </section>
  );
}

/** The dealers of a part of the axis across, as far as any gun was traced to them. */
const dealersOfSpan = (
  { dealers, ids }: Pick<Concentration, 'dealers' | 'ids'>,
  from: number,
  to: number,
): number[] => ids.slice(Math.floor(from * dealers), Math.ceil(to * dealers));

const whyNotFiltered = (dealers: number) =>
  dealers === 0
    ? say('No gun was traced to the dealers of this part: nothing was filtered.')
    : say('These are {dealers} dealers: choose at most {mostFiltered}. Nothing was filtered.', {
        dealers: formatCount(dealers),
        mostFiltered: MOST_FILTERED,
      });

/** `1 %`, `1.2 %`. */
const percent = (part: number) => `${Number((part * 100).toFixed(1))} %`;

function curvePlot(
  { curve, topShares }: Concentration,
  { palette, quiet, ink, width }: PlotRoom,
): Plot.PlotOptions {
  return {
    height: Math.min(340, Math.max(240, width * 0.5)),
    marginLeft: 48,
    marginBottom: 40,
    x: { label: say('Share of the dealers →'), percent: true, domain: [0, 100], ticks: 5 },
    y: { label: say('↑ Share of the traces'), percent: true, domain: [0, 100], grid: true, ticks: 5 },
    marks: [
      Plot.line(
        [
          [0, 0],
          [1, 1],
        ],
        { stroke: quiet, strokeDasharray: '2,3' },
      ),
      Plot.areaY(curve, { x: 'dealers', y: 'traces', fill: palette.sold, fillOpacity: 0.12 }),
      Plot.line(curve, { x: 'dealers', y: 'traces', stroke: palette.sold, strokeWidth: 2 }),
      Plot.dot(topShares, { x: 'dealers', y: 'value', fill: palette.sold, r: 4 }),
      Plot.text(
        topShares.filter(({ dealers }) => dealers !== 0.012),
        {
          x: 'dealers',
          y: 'value',
          text: ({ dealers, value }: Concentration['topShares'][number]) =>
            `${percent(dealers)}: ${formatShare(value)}`,
          dx: 8,
          dy: 6,
          textAnchor: 'start',
          fontSize: 12,
          fill: ink,
        },
      ),
    ],
  };
}

interface SharesTableProps {
  readonly concentration: Concentration;
  readonly onFilter: (part: number) => void;
}

function SharesTable({ concentration, onFilter }: SharesTableProps) {
  return (
    <table class="data-table">
      <caption class="visually-hidden">{say('Share of the traces by share of the dealers')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('Dealers with the most traces')}</th>
          <th scope="col" class="numeric">
            {say('Their share of the traces (95 % interval)')}
          </th>
        </tr>
      </thead>
      <tbody>
        {concentration.topShares.map((share) => (
          <tr key={share.dealers}>
            <td>
              <button
                type="button"
                class="link-button"
                title={say('Filter page, map and tables to these dealers')}
                onClick={() => onFilter(share.dealers)}
              >
                {percent(share.dealers)}
              </button>
            </td>
            <td class="numeric">{shareWords(share)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
