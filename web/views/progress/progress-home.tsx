import { useSignal } from '@preact/signals';
import type { Intervention } from '../../../domain/progress.ts';
import { getInterventions } from '../../api/progress.ts';
import { type Column, DataTable } from '../../panels/data-table.tsx';
import { LoadError } from '../../panels/load-error.tsx';
import { Notice } from '../../panels/notice.tsx';
import { changePage } from '../../state/page.ts';
import { can } from '../../state/session.ts';
import { whichGuns } from '../../state/which-guns.ts';
import { formatDay } from '../../words/format.ts';
import { INTERVENTION_KIND_WORDS } from '../../words/progress-words.ts';
import { useLoaded } from '../use-loaded.ts';
import { InterventionForm } from './intervention-form.tsx';
import { TargetsSection } from './targets-section.tsx';

/** All interventions, and the targets. */
export function ProgressHome() {
  const adding = useSignal(false);
  const { value, error, reload } = useLoaded(getInterventions, 'interventions');
  return (
    <>
      <header class="region-head">
        <div>
          <h1>Progress</h1>
          <p class="muted">What was done against illegal guns, and whether anything changed with it.</p>
        </div>
        {can('define') && !adding.value && (
          <button
            type="button"
            class="button primary"
            onClick={() => {
              adding.value = true;
            }}
          >
            Add an intervention
          </button>
        )}
      </header>
      {adding.value && (
        <InterventionForm
          before={null}
          onSaved={({ id }) => changePage({ openIntervention: id, sort: null })}
          onCancel={() => {
            adding.value = false;
          }}
        />
      )}
      <section aria-labelledby="interventions">
        <h2 id="interventions">Interventions</h2>
        {error !== null && <LoadError message={error} onRetry={reload} />}
        {value === null && error === null && <p class="muted">Looking up interventions …</p>}
        {value !== null && <Interventions items={value.items} />}
      </section>
      <TargetsSection />
      <Notice />
    </>
  );
}

const COLUMNS: readonly Column<Intervention>[] = [
  { id: 'name', label: 'Name', value: ({ name }) => name, cell: ({ name }) => name },
  {
    id: 'began',
    label: 'Began',
    value: ({ startedOn }) => startedOn,
    cell: ({ startedOn }) => formatDay(startedOn),
  },
  {
    id: 'ended',
    label: 'Ended',
    value: ({ endedOn }) => endedOn,
    cell: ({ endedOn }) => (endedOn === null ? 'goes on' : formatDay(endedOn)),
  },
  {
    id: 'kind',
    label: 'What',
    value: ({ kind }) => INTERVENTION_KIND_WORDS[kind],
    cell: ({ kind }) => INTERVENTION_KIND_WORDS[kind],
  },
  {
    id: 'guns',
    label: 'Which guns',
    value: ({ filter }) => filter,
    cell: ({ filter }) => whichGuns(filter),
  },
];

function Interventions({ items }: { readonly items: readonly Intervention[] }) {
  if (items.length === 0) {
    return (
      <p class="muted">
        Nothing is entered yet.{' '}
        {can('define')
          ? 'Add what was done and since when: an inspection, an investigation, a law. What came of it is worked out from the traces.'
          : 'An analyst or steward of your agency can enter what was done and since when.'}
      </p>
    );
  }
  return (
    <DataTable
      caption="Interventions"
      columns={COLUMNS}
      rows={items}
      rowId={({ id }) => String(id)}
      rowLabel={({ name, startedOn }) => `${name}, since ${formatDay(startedOn)}`}
      isSelected={() => false}
      onSelect={({ id }) => changePage({ openIntervention: id, sort: null })}
    />
  );
}
