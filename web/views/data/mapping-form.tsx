import { useRef, useState } from 'preact/hooks';
import type { ColumnMapping, ImportDetail } from '../../../domain/responses.ts';
import { startImport } from '../../api/imports.ts';
import { countOf } from '../../words/format.ts';
import { UndoImport } from './undo-import.tsx';
import './mapping-form.css';
import { say } from '../../words/say.ts';

type Field = ImportDetail['fields'][number];
type Column = ImportDetail['columns'][number];

interface MappingFormProps {
  readonly batch: ImportDetail;
  readonly onStarted: () => void;
  readonly onDiscarded: () => void;
}

/** Shows which column holds which field, with values from the file beside each, to confirm or change. */
export function MappingForm({ batch, onStarted, onDiscarded }: MappingFormProps) {
  const [mapping, setMapping] = useState<ColumnMapping>(batch.mapping);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const missing = batch.fields.filter(({ key, required }) => required && (mapping[key] ?? null) === null);

  const start = async (event: Event) => {
    event.preventDefault();
    const [first] = missing;
    if (first !== undefined) {
      setRefusal(say('{label} needs a column: the import cannot do without it.', { label: first.label }));
      form.current?.querySelector<HTMLSelectElement>(`[name="${CSS.escape(first.key)}"]`)?.focus();
      return;
    }
    setBusy(true);
    setRefusal(null);
    try {
      await startImport(batch.id, mapping);
      onStarted();
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error));
      setBusy(false);
    }
  };

  return (
    <form ref={form} class="data-mapping" onSubmit={start} noValidate>
      <Introduction batch={batch} mapping={mapping} />
      {groupsOf(batch.fields).map(({ group, fields }) => (
        <FieldGroup
          key={group}
          group={group}
          fields={fields}
          batch={batch}
          mapping={mapping}
          onChange={(field, column) => setMapping((before) => ({ ...before, [field]: column }))}
        />
      ))}
      <LeftOut columns={batch.columns} mapping={mapping} />
      <div class="data-actions data-sticky">
        {refusal === null ? null : (
          <p class="data-error" role="alert">
            {refusal}
          </p>
        )}
        <button type="submit" class="button primary" disabled={busy}>
          {busy ? say('Starting …') : say('Start the import')}
        </button>
        <UndoImport batch={batch} onUndone={onDiscarded} />
      </div>
    </form>
  );
}

function Introduction({ batch, mapping }: { readonly batch: ImportDetail; readonly mapping: ColumnMapping }) {
  const used = batch.columns.filter(({ name }) => Object.values(mapping).includes(name)).length;
  const origin =
    batch.mappingFrom === 'saved'
      ? say('Remembered from the last file of {agency} with these headings.', { agency: batch.agency })
      : say('Guessed from headings and contents; check it against the values beside.');
  return (
    <p>
      <strong>
        {say('{used} of {count} matched.', {
          used,
          count: countOf(batch.columns.length, say('column'), say('columns')),
        })}
      </strong>{' '}
      {say('{words} What you confirm is remembered for {agency}.', {
        words: batch.mappingFrom === 'fixed' ? say('The headings of this list are known.') : origin,
        agency: batch.agency,
      })}
    </p>
  );
}

interface FieldGroupProps {
  readonly group: string;
  readonly fields: readonly Field[];
  readonly batch: ImportDetail;
  readonly mapping: ColumnMapping;
  readonly onChange: (field: string, column: string | null) => void;
}

/** Fields that had a column from the start, or need one; the others are folded away, since files hold few of them. */
function FieldGroup({ group, fields, batch, mapping, onChange }: FieldGroupProps) {
  const isShown = ({ key, required }: Field) => required || (batch.mapping[key] ?? null) !== null;
  const folded = fields.filter((field) => !isShown(field));
  const row = (field: Field) => (
    <FieldRow
      key={field.key}
      field={field}
      columns={batch.columns}
      column={mapping[field.key] ?? null}
      onChange={(column) => onChange(field.key, column)}
    />
  );
  return (
    <fieldset>
      <legend>{group}</legend>
      {fields.filter(isShown).map(row)}
      {folded.length === 0 ? null : (
        <details class="data-folded">
          <summary>
            {say('{count} not found in this file', {
              count: countOf(folded.length, say('field'), say('fields')),
            })}
          </summary>
          {folded.map(row)}
        </details>
      )}
    </fieldset>
  );
}

interface FieldRowProps {
  readonly field: Field;
  readonly columns: readonly Column[];
  readonly column: string | null;
  readonly onChange: (column: string | null) => void;
}

function FieldRow({ field, columns, column, onChange }: FieldRowProps) {
  const samples = columns.find(({ name }) => name === column)?.samples ?? [];
  const needed = field.required && column === null;
  return (
    <div class="data-field" data-empty={column === null}>
      <label for={`field-${field.key}`}>
        {field.label}
        {field.required ? <span class="data-required"> {say('required')}</span> : null}
      </label>
      <select
        class="field"
        id={`field-${field.key}`}
        name={field.key}
        required={field.required}
        aria-invalid={needed}
        aria-describedby={`samples-${field.key}`}
        value={column ?? ''}
        onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      >
        <option value="">{say('not in this file')}</option>
        {columns.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
      <Samples id={`samples-${field.key}`} samples={samples} />
    </div>
  );
}

function Samples({ id, samples }: { readonly id?: string; readonly samples: readonly string[] }) {
  const filled = samples.filter((sample) => sample !== '');
  return (
    <span id={id} class="data-samples">
      {filled.map((sample) => (
        <span key={sample} title={sample}>
          {sample}
        </span>
      ))}
    </span>
  );
}

function LeftOut({
  columns,
  mapping,
}: {
  readonly columns: readonly Column[];
  readonly mapping: ColumnMapping;
}) {
  const used = new Set(Object.values(mapping));
  const left = columns.filter(({ name }) => !used.has(name));
  if (left.length === 0) return null;
  return (
    <section class="data-left-out">
      <h2>{say('{count} left out', { count: countOf(left.length, say('column'), say('columns')) })}</h2>
      <dl>
        {left.map(({ name, samples }) => (
          <div key={name} class="data-field">
            <dt>{name}</dt>
            <dd>
              <Samples samples={samples} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Fields by their group, both in the order given. */
function groupsOf(fields: readonly Field[]): readonly { group: string; fields: readonly Field[] }[] {
  const groups = new Map<string, Field[]>();
  for (const field of fields) groups.set(field.group, [...(groups.get(field.group) ?? []), field]);
  return [...groups].map(([group, members]) => ({ group, fields: members }));
}
