import './plot-figure.css';
import type { PlotOptions } from '@observablehq/plot';
import * as Plot from '@observablehq/plot';
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { Palette } from '../map/palette.ts';
import { PALETTES } from '../map/palette.ts';
import { theme } from '../state/theme.ts';

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
  readonly caption?: ComponentChildren;
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
export function PlotFigure({ title, caption, plot, of, table, how, listen }: PlotFigureProps) {
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
    const chart = Plot.plot({
      width: width.value,
      ...plot({
        width: width.value,
        palette: PALETTES[theme.value],
        ink: style.getPropertyValue('--ink').trim(),
        quiet: style.getPropertyValue('--line-strong').trim(),
      }),
    });
    // The page lets no style in but its own: what stands there is in plot-figure.css.
    for (const styles of chart.querySelectorAll('style')) styles.remove();
    chart.setAttribute('role', 'img');
    chart.setAttribute('aria-labelledby', `${id}-title`);
    element.replaceChildren(chart);
    return listen?.(chart);
  }, [of, width.value, theme.value]);
  return (
    <figure class="plot-figure" aria-labelledby={`${id}-title`}>
      <figcaption>
        <strong id={`${id}-title`}>{title}</strong>
        {caption !== undefined && <span class="muted small">{caption}</span>}
      </figcaption>
      <div class="plot-place" ref={place} />
      <div class="plot-more">
        <details>
          <summary>The figures as a table</summary>
          <div class="plot-table">{table}</div>
        </details>
        <details>
          <summary>How is this computed?</summary>
          <div class="plot-how">{how}</div>
        </details>
      </div>
    </figure>
  );
}
