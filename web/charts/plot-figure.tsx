import './plot-figure.css';
import type { PlotOptions } from '@observablehq/plot';
import * as Plot from '@observablehq/plot';
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { Palette } from '../map/palette.ts';
import { PALETTES } from '../map/palette.ts';
import { FigureMenu } from '../panels/briefing/figure-menu.tsx';
import { PAPER, PAPER_PALETTE } from '../pictures/paper-colours.ts';
import { theme } from '../state/theme.ts';
import type { DayRange } from '../words/month-range.ts';
import { say } from '../words/say.ts';
import type { ReleasedSource } from './figures-on-screen.ts';
import { showFigure } from './figures-on-screen.ts';
import type { SlideChart } from './slide-chart.ts';

/** What a chart is drawn with: its width in pixels and the colours of the theme, those of the map. */
export interface PlotRoom {
  readonly width: number;
  readonly palette: Palette;
  /** Colours of text and of lines that carry no data. */
  readonly ink: string;
  readonly quiet: string;
}

interface PlotFigureProps {
  /** A sentence that says what is to be seen. */
  readonly title: string;
  /** What the axes and marks mean, in a line. */
  readonly caption?: string;
  /** What can be done with it on screen, in a line. */
  readonly hint?: string;
  /** What it is about, before its title in pictures, where the page says that elsewhere. */
  readonly about?: string;
  /** Out of how many guns, as a sentence, for pictures of it. */
  readonly outOf?: string;
  /** Days of recovery it is of, where they are others than those of the filter. */
  readonly days?: DayRange;
  /** Where it is of released counts: whose, and of what day. */
  readonly released?: ReleasedSource;
  /** The same as numbers, for a slide whose chart can be edited. */
  readonly chart?: SlideChart;
  /** The marks and scales. Called anew where the room, the theme, or `of` changes. */
  readonly plot: (room: PlotRoom) => PlotOptions;
  /** What is drawn: another object draws anew. */
  readonly of: unknown;
  /** The same figures as a table. */
  readonly table: ComponentChildren;
  /** How the figures are computed: definitions, sources, limits. */
  readonly how: ComponentChildren;
  /** Called with the drawn chart, to hear what is done to it; gives how to stop. */
  readonly listen?: (chart: HTMLElement | SVGSVGElement) => () => void;
}

const LEAST_WIDTH = 280;

/**
 * A chart by Observable Plot with its table and how it is computed. Drawn as SVG in the document's own colours, so that it prints
 * as it looks; for those who do not see it, the title says what it shows and the table has every figure.
 */
export function PlotFigure(props: PlotFigureProps) {
  const { title, caption, hint, plot, of, table, how, listen } = props;
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const width = useSignal(0);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    const measure = () => {
      width.value = Math.max(LEAST_WIDTH, Math.floor(element.clientWidth));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const element = place.current;
    if (element === null || width.value === 0) return;
    const style = getComputedStyle(document.documentElement);
    const chart = drawn(plot, {
      width: width.value,
      palette: PALETTES[theme.value],
      ink: style.getPropertyValue('--ink').trim(),
      quiet: style.getPropertyValue('--line-strong').trim(),
    });
    chart.setAttribute('role', 'img');
    chart.setAttribute('aria-labelledby', `${id}-title`);
    element.replaceChildren(chart);
    return listen?.(chart);
  }, [of, width.value, theme.value]);
  const explained = useRef<HTMLDivElement>(null);
  useShown(props, id, () => explained.current?.textContent ?? '');
  return (
    <figure class="plot-figure" aria-labelledby={`${id}-title`}>
      <figcaption>
        <strong id={`${id}-title`}>{title}</strong>
        {(caption !== undefined || hint !== undefined) && (
          <span class="muted small">
            {caption} {hint}
          </span>
        )}
      </figcaption>
      <div class="plot-place" ref={place} />
      <div class="plot-more">
        <details>
          <summary>{say('The figures as a table')}</summary>
          <div class="plot-table">{table}</div>
        </details>
        <details>
          <summary>{say('How is this computed?')}</summary>
          <div class="plot-how" ref={explained}>
            {how}
          </div>
        </details>
        <FigureMenu id={id} />
      </div>
    </figure>
  );
}

/** Has pictures and slides of the page find the chart while it is there. */
function useShown(props: PlotFigureProps, id: string, how: () => string): void {
  const { title, caption, about, outOf, days, released, chart, plot, of } = props;
  useEffect(
    () =>
      showFigure({
        id,
        title: about === undefined ? title : `${about}: ${title}`,
        caption: caption ?? null,
        outOf: outOf ?? null,
        days: days ?? null,
        released: released ?? null,
        chart: chart ?? null,
        draw: (widthPx) => drawnOnPaper(plot, widthPx),
        how,
      }),
    [of, title, caption, about, outOf],
  );
}

function drawn(plot: PlotFigureProps['plot'], room: PlotRoom): HTMLElement | SVGSVGElement {
  const chart = Plot.plot({ width: room.width, ...plot(room) });
  // The page lets no style in but its own: what stands there is in plot-figure.css.
  for (const styles of chart.querySelectorAll('style')) styles.remove();
  // "line", "dot": nothing that anybody wants to hear, and the chart is one picture with a title.
  for (const mark of chart.querySelectorAll('[aria-label]')) mark.removeAttribute('aria-label');
  return chart;
}

/** The chart in the colours of paper, without what is chosen in it. */
function drawnOnPaper(plot: PlotFigureProps['plot'], width: number): SVGSVGElement {
  const chart = drawn(plot, { width, palette: PAPER_PALETTE, ink: PAPER.ink, quiet: PAPER.lineStrong });
  for (const chosen of chart.querySelectorAll('.plot-chosen')) chosen.remove();
  if (chart instanceof SVGSVGElement) return chart;
  throw new Error('This chart is more than a drawing: there is no picture of it.');
}
