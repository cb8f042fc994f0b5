import type { ComponentChildren } from 'preact';
import { changePage, page } from '../state/page.ts';
import type { MapLayerId } from '../state/page-state.ts';

/** A layer in the legend: its switch, and what its symbols mean while it is on. */
export function LegendEntry({
  id,
  label,
  children,
}: {
  id: MapLayerId;
  label: string;
  children: ComponentChildren;
}) {
  const shown = page.value.shown[id];
  return (
    <div class="legend-entry">
      <label class="legend-switch">
        <input
          type="checkbox"
          checked={shown}
          onChange={() => changePage({ shown: { ...page.value.shown, [id]: !shown } })}
        />
        {label}
      </label>
      {shown && children}
    </div>
  );
}
