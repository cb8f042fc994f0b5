import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { formatCount } from '../words/format.ts';
import { say } from '../words/say.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** Guns behind it; null where that is not known. */
  readonly count: number | null;
}

interface ChoiceListProps {
  readonly title: string;
  /** Null while they are not known; `uncounted` says why. */
  readonly choices: readonly Choice[] | null;
  readonly uncounted?: string;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  /** Side of the sale or of the recovery: its colour marks the bars. */
  readonly side?: 'sold' | 'recovered';
}

const SHOWN_AT_FIRST = 6;

/** A list of boxes to tick with the count of each: none ticked means all. */
export function ChoiceList({ title, choices, uncounted, chosen, onChange, side }: ChoiceListProps) {
  const all = useSignal(false);
  const id = useId();
  const counted = choices ?? [];
  const known = new Set(counted.map(({ value }) => value));
  const gone = chosen
    .filter((value) => !known.has(value))
    .map((value) => ({ value, label: value, count: choices === null ? null : 0 }));
  const full = [...counted, ...gone];
  const first = full.filter(({ value }, index) => index < SHOWN_AT_FIRST || chosen.includes(value));
  const visible = all.value ? full : first;
  const most = Math.max(1, ...full.map(({ count }) => count ?? 0));
  const toggle = (value: string) =>
    onChange(chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]);
  return (
    <fieldset class="choice-list" aria-labelledby={id}>
      <div class="section-head">
        <h3 id={id}>{title}</h3>
        {chosen.length > 0 && (
          <button type="button" class="link-button small" onClick={() => onChange([])}>
            {say('Clear')}
            <span class="visually-hidden"> {title}</span>
          </button>
        )}
      </div>
      {choices === null && <p class="muted small">{uncounted}</p>}
      {choices !== null && full.length === 0 && <p class="muted small">{say('None in what is shown.')}</p>}
      {visible.map(({ value, label, count }) => (
        <label key={value} class="choice">
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
          <span class="choice-label">{label}</span>
          {count !== null && <span class="number muted">{formatCount(count)}</span>}
          {count !== null && (
            <span class={`choice-bar ${side ?? ''}`} aria-hidden="true">
              <span style={{ width: `${(100 * count) / most}%` }} />
            </span>
          )}
        </label>
      ))}
      {full.length > first.length && (
        <button
          type="button"
          class="link-button small"
          aria-expanded={all.value}
          onClick={() => {
            all.value = !all.value;
          }}
        >
          {all.value ? say('Show fewer') : say('Show all {count}', { count: full.length })}
        </button>
      )}
    </fieldset>
  );
}
