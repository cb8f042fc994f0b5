import type { ReleasedFigures } from '../../../domain/released-figures.ts';
import { howItWasCounted, whatIsShown } from '../../../domain/released-figures.ts';
import { describeReleasedMap } from '../../../domain/released-map.ts';
import { PlotFigure } from '../../charts/plot-figure.tsx';
import { say } from '../../words/say.ts';
import { barsChart, barsPlot } from './bars-plot.ts';
import { mapPlot } from './map-plot.ts';
import { ReleasedTable } from './released-table.tsx';

const OF_WAY = {
  source: say('Where the guns were sold'),
  time: say('Time from sale to recovery'),
  type: say('Types of firearms'),
} as const;

/** Released counts as charts: by state of sale on a map too. */
export function ReleasedCharts({ figures }: { readonly figures: ReleasedFigures }) {
  const { way, agency, countedOn, from, to } = figures;
  const shared = {
    about: whatIsShown(figures).replace(/\.$/, ''),
    outOf: howItWasCounted(figures),
    days: { recoveredFrom: `${from}-01-01`, recoveredTo: `${to + 1}-01-01` },
    released: { agency, countedOn },
    of: figures,
    table: <ReleasedTable figures={figures} />,
    how: <How />,
  };
  return (
    <>
      {way === 'source' && (
        <PlotFigure
          {...shared}
          title={say('Where the guns came from')}
          caption={describeReleasedMap(figures)}
          plot={(room) => mapPlot(figures, room)}
        />
      )}
      <PlotFigure
        {...shared}
        title={OF_WAY[way]}
        chart={barsChart(figures)}
        plot={(room) => barsPlot(figures, room)}
      />
    </>
  );
}

function How() {
  return (
    <>
      <p>
        {say(
          'All guns that the agency recovered in a year are counted once, by county, and there by state of first sale, by time from sale to recovery (ATF’s classes) and by type. Small counts are not shown, nor others that they could be worked out from; linear programs try each small count against everything that is shown. Somebody else than who made the counts ready released them.',
        )}
      </p>
      <p>
        {say(
          'A year that is released stays as it is. Several years are the sum of what each shows, so “at least” where something is not shown.',
        )}
      </p>
    </>
  );
}
