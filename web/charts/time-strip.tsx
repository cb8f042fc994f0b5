import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { facets, summary } from '../state/map-data.ts';
import { changeFilter, filter, page } from '../state/page.ts';
import { brush as chosen, isPlayed, isPlaying, months, setBrush } from '../state/time-play.ts';
import { formatCount, formatMonth } from '../words/format.ts';
import { daysOfMonths, describeDays } from '../words/month-range.ts';
import { playWords } from '../words/play-words.ts';
import { say } from '../words/say.ts';
import type { Brush, MonthScale } from './month-brush.ts';
import { monthAt, moveBrush, moveEnd, orderedBrush } from './month-brush.ts';
import { PlayControls } from './play-controls.tsx';

interface Month {
  readonly month: string;
  readonly recovered: number;
  readonly tracedToDealer: number;
}

const NO_MONTHS: readonly Month[] = [];
const counted = (): readonly Month[] => facets.dates.value?.months ?? NO_MONTHS;

const wholeBrush = ({ months: all }: MonthScale): Brush => ({ first: all[0] ?? '', last: all.at(-1) ?? '' });

type Grip = 'new' | 'move' | 'first' | 'last';

interface Drag {
  readonly grip: Grip;
  readonly from: string;
  readonly start: Brush;
  readonly brush: Brush;
}

/** Recoveries by month with a brush: drag across months, drag the brush or its ends, or use the arrow keys on them. */
export function TimeStrip() {
  const strip = useRef<HTMLFieldSetElement>(null);
  const drag = useSignal<Drag | null>(null);
  const scale = months.value;
  if (scale === null) {
    return <div class="time-strip empty-strip muted small">{wordsWithoutMonths()}</div>;
  }
  const brush = drag.value?.brush ?? chosen.value;
  const { recoveredFrom, recoveredTo } = filter.value;
  const isElsewhere = brush === null && (recoveredFrom !== undefined || recoveredTo !== undefined);
  const monthUnder = (event: PointerEvent) => {
    const box = strip.current?.getBoundingClientRect();
    return box === undefined ? '' : monthAt(scale, (event.clientX - box.left) / box.width);
  };
  const begin = (grip: Grip) => (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    strip.current?.setPointerCapture(event.pointerId);
    const from = monthUnder(event);
    const start = grip === 'new' ? { first: from, last: from } : (brush ?? wholeBrush(scale));
    drag.value = { grip, from, start, brush: start };
  };
  const move = (event: PointerEvent) => {
    if (drag.value !== null)
      drag.value = { ...drag.value, brush: dragged(scale, drag.value, monthUnder(event)) };
  };
  const end = () => {
    const done = drag.value;
    drag.value = null;
    if (done !== null) setBrush(done.brush);
  };
  return (
    <div class="time-strip">
      <div class="strip-head">
        <PlayControls />
        <StripCaption brush={brush} isElsewhere={isElsewhere} />
      </div>
      <fieldset
        class="strip-plot"
        ref={strip}
        aria-label={say('Recoveries by month. Drag to choose months.')}
        onPointerDown={begin('new')}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={() => {
          drag.value = null;
        }}
        onDblClick={() => changeFilter({ recoveredFrom: undefined, recoveredTo: undefined })}
      >
        <Bars scale={scale} brush={brush} isElsewhere={isElsewhere} />
        <BrushBox scale={scale} brush={brush} begin={begin} />
      </fieldset>
      <YearAxis scale={scale} />
    </div>
  );
}

function wordsWithoutMonths(): string {
  if (facets.dates.value !== null) return say('No dated recoveries in what is shown.');
  return summary.value.value.error === null
    ? say('Counting months…')
    : say('The months could not be counted.');
}

function dragged(scale: MonthScale, { grip, from, start }: Drag, month: string): Brush {
  if (grip === 'new') return orderedBrush(from, month);
  const steps = scale.months.indexOf(month) - scale.months.indexOf(from);
  return grip === 'move' ? moveBrush(scale, start, steps) : moveEnd(scale, start, grip, steps);
}

interface BrushShown {
  readonly brush: Brush | null;
  /** The dates are narrowed, but to days before or after all of these months. */
  readonly isElsewhere: boolean;
}

function StripCaption({ brush, isElsewhere }: BrushShown) {
  const unbrushed = isElsewhere
    ? say('no recovery has the dates chosen')
    : say('drag across months to narrow');
  return (
    <p class="small">
      <strong>{say('Recovered by month')}</strong>{' '}
      <span class="muted">{brush === null ? unbrushed : brushWords(brush)}</span>
    </p>
  );
}

/** While months are played or stepped through, also what a step moves. */
function brushWords(brush: Brush): string {
  if (isPlaying.value || isPlayed.value) return playWords(brush, page.value.play);
  const { recoveredFrom, recoveredTo } = daysOfMonths(brush.first, brush.last);
  return describeDays(recoveredFrom, recoveredTo);
}

function Bars({ scale, brush, isElsewhere }: { scale: MonthScale } & BrushShown) {
  const counts = new Map(counted().map((each) => [each.month, each]));
  const most = Math.max(1, ...counted().map(({ recovered }) => recovered));
  const width = 100 * scale.step;
  return (
    <svg class="strip-bars" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      {scale.months.map((month, index) => {
        const { recovered = 0, tracedToDealer = 0 } = counts.get(month) ?? {};
        const inside = brush === null ? !isElsewhere : month >= brush.first && month <= brush.last;
        const bar = (count: number, kind: string) => (
          <rect
            class={`${kind}${inside ? '' : ' outside'}`}
            x={index * width + width * 0.08}
            width={width * 0.84}
            y={100 - (100 * count) / most}
            height={(100 * count) / most}
          />
        );
        return (
          <g key={month}>
            <title>
              {say('{month}: {recovered} recovered, {tracedToDealer} traced to a dealer', {
                month: formatMonth(month),
                recovered: formatCount(recovered),
                tracedToDealer: formatCount(tracedToDealer),
              })}
            </title>
            <rect class="hit" x={index * width} width={width} y="0" height="100" />
            {bar(recovered, 'all')}
            {bar(tracedToDealer, 'traced')}
          </g>
        );
      })}
    </svg>
  );
}

const MONTHS_PER_YEAR = 12;

function BrushBox({
  scale,
  brush,
  begin,
}: {
  scale: MonthScale;
  brush: Brush | null;
  begin: (grip: Grip) => (event: PointerEvent) => void;
}) {
  const shown = brush ?? wholeBrush(scale);
  const left = 100 * scale.step * scale.months.indexOf(shown.first);
  const right = 100 * scale.step * (scale.months.indexOf(shown.last) + 1);
  const onKey = (end: keyof Brush) => (event: KeyboardEvent) => {
    const steps = KEY_STEPS[event.key];
    if (steps === undefined) return;
    event.preventDefault();
    setBrush(moveEnd(scale, shown, end, steps));
  };
  const handle = (end: keyof Brush, at: number, label: string) => (
    <div
      class="brush-handle"
      style={{ left: `${at}%` }}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={scale.months.length - 1}
      aria-valuenow={scale.months.indexOf(shown[end])}
      aria-valuetext={formatMonth(shown[end])}
      onPointerDown={begin(end)}
      onKeyDown={onKey(end)}
    />
  );
  return (
    <>
      {brush !== null && (
        <div
          class="brush"
          style={{ left: `${left}%`, width: `${right - left}%` }}
          onPointerDown={begin('move')}
        />
      )}
      {handle('first', left, say('First month'))}
      {handle('last', right, say('Last month'))}
    </>
  );
}

const KEY_STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -MONTHS_PER_YEAR,
  PageUp: MONTHS_PER_YEAR,
};

function YearAxis({ scale }: { scale: MonthScale }) {
  const januaries = scale.months.flatMap((month, index) => (month.endsWith('-01') ? [{ month, index }] : []));
  const every = Math.max(1, Math.ceil(januaries.length / 8));
  return (
    <div class="strip-axis muted" aria-hidden="true">
      {januaries
        .filter((_, index) => index % every === 0)
        .map(({ month, index }) => (
          <span key={month} style={{ left: `${100 * scale.step * index}%` }}>
            {month.slice(0, 4)}
          </span>
        ))}
    </div>
  );
}
