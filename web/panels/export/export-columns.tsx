import { useSignal } from '@preact/signals';
import { getDictionary } from '../../api/exports.ts';
import { useLoaded } from '../../views/use-loaded.ts';
import { say } from '../../words/say.ts';
import { LoadError } from '../load-error.tsx';
import type { ExportedLayer } from './exported-layers.ts';

interface ExportColumnsProps {
  readonly layer: ExportedLayer;
  /** Names of those that are wanted; null for all. */
  readonly chosen: readonly string[] | null;
  readonly onChange: (names: readonly string[] | null) => void;
}

/** Which columns the file has; all of them until somebody looks. */
export function ExportColumns(props: ExportColumnsProps) {
  const open = useSignal(false);
  const { chosen } = props;
  return (
    <details
      class="export-columns"
      onToggle={({ currentTarget }) => {
        open.value = currentTarget.open;
      }}
    >
      <summary>
        {say('Columns: {words}', {
          words: chosen === null ? say('all') : say('{count} chosen', { count: chosen.length }),
        })}
      </summary>
      {open.value && <ColumnList {...props} />}
    </details>
  );
}

function ColumnList({ layer, chosen, onChange }: ExportColumnsProps) {
  const dictionary = useLoaded((signal) => getDictionary(layer, signal), layer);
  if (dictionary.error !== null) return <LoadError message={dictionary.error} onRetry={dictionary.reload} />;
  if (dictionary.value === null) return <p class="muted small">{say('Loading the columns …')}</p>;
  const all = dictionary.value.items.map(({ name }) => name);
  const toggle = (name: string) => {
    const before = chosen ?? all;
    const after = before.includes(name) ? before.filter((one) => one !== name) : [...before, name];
    onChange(after.length === all.length ? null : after);
  };
  return (
    <fieldset aria-label={say('Columns of the file')}>
      <p class="small">
        <button type="button" class="link-button small" onClick={() => onChange(null)}>
          {say('All')}
        </button>{' '}
        <button type="button" class="link-button small" onClick={() => onChange([])}>
          {say('None')}
        </button>
      </p>
      {dictionary.value.items.map(({ name, means }) => (
        <label key={name} class="choice" title={means}>
          <input type="checkbox" checked={(chosen ?? all).includes(name)} onChange={() => toggle(name)} />
          <span class="export-column">
            {name}
            <span class="muted small">{means}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
