import { useSignal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import type { FoundPlace } from '../../state/places.ts';
import { findAreas } from '../../state/places.ts';
import { say } from '../../words/say.ts';

/** Finds states and counties by the beginning of their name; Enter takes the one marked. */
export function AreaSearch({ label, onPick }: { label: string; onPick: (area: FoundPlace) => void }) {
  const found = useSignal<readonly FoundPlace[] | null>(null);
  const active = useSignal(0);
  const latest = useRef('');
  const input = useRef<HTMLInputElement>(null);
  const list = useId();
  const close = () => {
    latest.current = '';
    found.value = null;
  };
  const look = async (text: string) => {
    latest.current = text;
    active.value = 0;
    const areas = text.trim() === '' ? null : await findAreas(text).catch(() => []);
    if (latest.current === text) found.value = areas;
  };
  const pick = (area: FoundPlace | undefined) => {
    if (area === undefined) return;
    if (input.current !== null) input.current.value = '';
    close();
    onPick(area);
  };
  const onKey = (event: KeyboardEvent) => {
    const count = Math.max(1, found.value?.length ?? 0);
    if (event.key === 'Enter') pick(found.value?.[active.value]);
    else if (event.key === 'ArrowDown') active.value = (active.value + 1) % count;
    else if (event.key === 'ArrowUp') active.value = (active.value - 1 + count) % count;
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const areas = found.value;
  return (
    <div class="area-search">
      <input
        ref={input}
        class="field"
        type="text"
        role="combobox"
        placeholder={say('Add a state or county')}
        aria-label={label}
        aria-expanded={areas !== null && areas.length > 0}
        aria-controls={list}
        {...(areas !== null && areas.length > 0 && { 'aria-activedescendant': `${list}-${active.value}` })}
        autocomplete="off"
        spellcheck={false}
        onInput={({ currentTarget: { value } }) => void look(value)}
        onKeyDown={onKey}
        onBlur={close}
      />
      {areas !== null && (
        <div class="popover" onPointerDown={(event) => event.preventDefault()}>
          <div id={list} role="listbox" aria-label={say('States and counties found')}>
            {areas.map((area, index) => (
              <div
                key={area.code}
                id={`${list}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === active.value}
                onPointerDown={() => pick(area)}
              >
                {area.kind === 'state' ? area.name : `${area.name}, ${area.state}`}{' '}
                <span class="muted">{area.kind}</span>
              </div>
            ))}
          </div>
          {areas.length === 0 && (
            <p role="status" class="muted small">
              {say('No state or county of this name.')}
            </p>
          )}
        </div>
      )}
    </div>
  );
}
