import { useLayoutEffect, useRef } from 'preact/hooks';
import { MarkdownText } from '../views/briefings/markdown-text.tsx';
import { say } from '../words/say.ts';
import { MARK_BOX } from './legend-marks.ts';
import { linesBelow } from './picture-caption.ts';
import type { LegendEntry } from './picture-legend.ts';
import { CHART_WIDTH_PX } from './take-picture.ts';
import type { ChartPart, MapPart, Sheet } from './take-sheets.ts';
import { NOTICE_ALONE } from './take-sheets.ts';

/** A page of paper: heading, words, figure, legend, and what it rests on. */
export function PaperSheet({ sheet: { heading, text, part } }: { readonly sheet: Sheet }) {
  const below = part === null ? [NOTICE_ALONE] : linesBelow(part.caption);
  return (
    <article class="paper-sheet">
      <h1>{heading ?? part?.caption.title}</h1>
      <div class={part !== null && text !== '' ? 'paper-columns' : undefined}>
        {text !== '' && <MarkdownText text={text} />}
        {part !== null && <PartOnPaper part={part} hasTitle={heading !== null} />}
      </div>
      <footer class="paper-below">
        {below.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </footer>
    </article>
  );
}

interface PartProps {
  readonly part: MapPart | ChartPart;
  /** The sheet is called something else. */
  readonly hasTitle: boolean;
}

function PartOnPaper({ part, hasTitle }: PartProps) {
  const { caption } = part;
  return (
    <div class="paper-part">
      {hasTitle && <h2>{caption.title}</h2>}
      {caption.outOf !== null && <p>{caption.outOf}</p>}
      <div class="paper-figure">
        <div class="paper-picture">
          {part.kind === 'map' ? <MapOnPaper part={part} /> : <ChartOnPaper part={part} />}
        </div>
        {part.kind === 'map' && part.legend.length > 0 && <LegendOnPaper entries={part.legend} />}
      </div>
      {part.kind === 'chart' && part.figure.caption !== null && <p>{part.figure.caption}</p>}
    </div>
  );
}

/** Puts a drawing that is there already into its place. */
function Drawing({
  draw,
  label,
}: {
  readonly draw: () => HTMLCanvasElement | SVGSVGElement;
  readonly label: string;
}) {
  const marker = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const drawing = draw();
    drawing.setAttribute('role', 'img');
    drawing.setAttribute('aria-label', label);
    marker.current?.replaceWith(drawing);
  }, []);
  return <span ref={marker} />;
}

const MapOnPaper = ({ part }: { readonly part: MapPart }) => (
  <Drawing
    draw={() => part.canvas}
    label={say('Map: {title}. {words}', { title: part.caption.title, words: part.words })}
  />
);

const ChartOnPaper = ({ part }: { readonly part: ChartPart }) => (
  <Drawing
    draw={() => {
      const chart = part.figure.draw(CHART_WIDTH_PX);
      chart.removeAttribute('aria-labelledby');
      return chart;
    }}
    label={[say('Chart: '), part.caption.title, '. ', part.figure.caption ?? ''].join('').trim()}
  />
);

function LegendOnPaper({ entries }: { readonly entries: readonly LegendEntry[] }) {
  return (
    <section class="paper-legend" aria-label={say('Legend')}>
      {entries.map(({ title, lines, note }) => (
        <div key={title}>
          <h3>{title}</h3>
          <ul>
            {lines.map(({ mark, label }) => (
              <li key={label}>
                <svg
                  width={MARK_BOX.width}
                  height={MARK_BOX.height}
                  aria-hidden="true"
                  // Made of numbers and colours of this page alone.
                  dangerouslySetInnerHTML={{ __html: mark }}
                />
                {label}
              </li>
            ))}
          </ul>
          {note !== null && <p>{note}</p>}
        </div>
      ))}
    </section>
  );
}
