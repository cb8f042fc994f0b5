import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { say } from '../words/say.ts';

/** The three heights the sheet rests at, as parts of the view. */
const STOPS = ['peek', 'half', 'full'] as const;
export type SheetStop = (typeof STOPS)[number];

interface SheetTab {
  readonly id: string;
  readonly label: string;
  readonly content: ComponentChildren;
}

interface BottomSheetProps {
  /** What is in it, for screen readers. */
  readonly label: string;
  readonly tabs: readonly SheetTab[];
  readonly tab: string;
  readonly onTab: (id: string) => void;
  readonly stop: SheetStop;
  readonly onStop: (stop: SheetStop) => void;
}

const DRAG_PX = 40;

/** On a phone: everything beside the map, in one sheet with tabs. Drag its head, or tap it to go to the next stop. */
export function BottomSheet({ label, tabs, tab, onTab, stop, onStop }: BottomSheetProps) {
  const startedAt = useSignal<number | null>(null);
  const step = (by: number) => {
    const next = STOPS[Math.max(0, Math.min(STOPS.length - 1, STOPS.indexOf(stop) + by))];
    if (next !== undefined) onStop(next);
  };
  const onUp = (event: PointerEvent) => {
    const from = startedAt.value;
    startedAt.value = null;
    if (from === null) return;
    const moved = from - event.clientY;
    if (Math.abs(moved) < DRAG_PX) onStop(stop === 'full' ? 'peek' : stop === 'half' ? 'full' : 'half');
    else step(Math.sign(moved));
  };
  const shown = tabs.find(({ id }) => id === tab) ?? tabs[0];
  return (
    <section class={`sheet ${stop}`} aria-label={label}>
      <button
        type="button"
        class="sheet-grip"
        aria-label={say('Sheet is {stop}; change its height', { stop: SHEET_WORDS[stop] })}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          startedAt.value = event.clientY;
        }}
        onPointerUp={onUp}
        onPointerCancel={() => {
          startedAt.value = null;
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowUp') step(1);
          if (event.key === 'ArrowDown') step(-1);
          if (event.key === 'Enter' || event.key === ' ') onStop(stop === 'peek' ? 'half' : 'peek');
        }}
      >
        <span />
      </button>
      <div class="sheet-tabs" role="tablist" aria-label={say('Parts')}>
        {tabs.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            role="tab"
            aria-selected={id === shown?.id}
            onClick={() => {
              onTab(id);
              if (stop === 'peek') onStop('half');
            }}
          >
            {label}
          </button>
        ))}
      </div>
      <div class="sheet-body" role="tabpanel" aria-label={shown?.label} hidden={stop === 'peek'}>
        {shown?.content}
      </div>
    </section>
  );
}

const SHEET_WORDS = { peek: say('closed'), half: say('half open'), full: say('open') } as const;
