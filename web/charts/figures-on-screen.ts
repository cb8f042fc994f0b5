import { signal } from '@preact/signals';
import type { DayRange } from '../words/month-range.ts';
import type { SlideChart } from './slide-chart.ts';

/** Whom released counts are of, and the day on which they were counted. */
export interface ReleasedSource {
  readonly agency: string;
  readonly countedOn: string;
}

/** A chart that is on the page, as pictures and slides of it need it. */
export interface FigureOnScreen {
  readonly id: string;
  readonly title: string;
  /** What axes and marks mean; null where the chart says so itself. */
  readonly caption: string | null;
  /** Out of how many guns, as a sentence; null where the chart tells no number of guns. */
  readonly outOf: string | null;
  /** Days of recovery it is of; null where they are those of the filter. */
  readonly days: DayRange | null;
  /** Where it is of released counts: whose, and of what day; null for what is counted live. */
  readonly released: ReleasedSource | null;
  /** Draws it anew on white paper, so wide. */
  readonly draw: (widthPx: number) => SVGSVGElement;
  /** The same as numbers; null where a slide can only have its picture. */
  readonly chart: SlideChart | null;
  /** How the figures are computed, as text. */
  readonly how: () => string;
}

/** Charts that are on the page, in its order. */
export const figuresOnScreen = signal<readonly FigureOnScreen[]>([]);

/** Puts a chart into the list, in place of one of the same id; gives how to take it out. */
export function showFigure(figure: FigureOnScreen): () => void {
  const known = figuresOnScreen.peek();
  const isKnown = known.some(({ id }) => id === figure.id);
  figuresOnScreen.value = isKnown
    ? known.map((one) => (one.id === figure.id ? figure : one))
    : [...known, figure];
  return () => {
    figuresOnScreen.value = figuresOnScreen.peek().filter((one) => one !== figure);
  };
}
