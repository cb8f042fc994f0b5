import type { PlotOptions } from '@observablehq/plot';
import * as Plot from '@observablehq/plot';
import type { ReleasedFigures } from '../../../domain/released-figures.ts';
import { sumInWords } from '../../../domain/released-figures.ts';
import { wordsIn } from '../../../domain/released-words/words-in.ts';
import type { PlotRoom } from '../../charts/plot-figure.tsx';
import type { SlideChart } from '../../charts/slide-chart.ts';
import { say } from '../../words/say.ts';

const ROW_PX = 26;
const NAMES_PX = 170;
/** Room for the words beside the longest bar. */
const WORDS_PX = 130;

interface Bar {
  readonly name: string;
  readonly guns: number;
  readonly words: string;
}

const barsOf = (figures: ReleasedFigures): Bar[] =>
  figures.rows.map(({ name, sum }) => ({ name, guns: sum.atLeast, words: sumInWords(sum, figures) }));

/** A bar for each class, as long as what is shown of it, with its count in words. */
export function barsPlot(figures: ReleasedFigures, { palette, ink, quiet, width }: PlotRoom): PlotOptions {
  const bars = barsOf(figures);
  const names = Math.min(NAMES_PX, width * 0.42);
  return {
    height: bars.length * ROW_PX + 10,
    marginLeft: names,
    marginRight: WORDS_PX,
    marginTop: 5,
    marginBottom: 5,
    x: { axis: null, domain: [0, Math.max(1, ...bars.map(({ guns }) => guns))] },
    y: { domain: bars.map(({ name }) => name), label: null, padding: 0.25 },
    marks: [
      Plot.axisY({ tickSize: 0, fill: ink, lineWidth: names / 12, textOverflow: 'ellipsis' }),
      Plot.barX(bars, { x: 'guns', y: 'name', fill: palette.sold }),
      Plot.text(bars, { x: 'guns', y: 'name', text: 'words', textAnchor: 'start', dx: 6, fill: ink }),
      Plot.ruleX([0], { stroke: quiet }),
    ],
  };
}

/** The same for a slide. What is not shown has no bar, and says so beside its name. */
export function barsChart(figures: ReleasedFigures): SlideChart {
  return {
    kind: 'bars',
    names: figures.rows.map(({ name, sum }) =>
      sum.isWhole ? name : `${name} (${sumInWords(sum, figures)})`,
    ),
    series: [
      {
        name: say('Guns'),
        values: figures.rows.map(({ sum }) => (sum.isWhole || sum.atLeast > 0 ? sum.atLeast : null)),
      },
    ],
    isShare: false,
    across: wordsIn(figures.language).headings[figures.way],
    up: say('Guns'),
  };
}
