import { useSignal } from '@preact/signals';
import type { Intervention } from '../../../domain/progress.ts';
import { getInterventions } from '../../api/progress.ts';
import { type Column, DataTable } from '../../panels/data-table.tsx';
import { EmptyState } from '../../panels/empty-state.tsx';
import { LoadError } from '../../panels/load-error.tsx';
import { Notice } from '../../panels/notice.tsx';
import { changePage } from '../../state/page.ts';
import { can } from '../../state/session.ts';
import { whichGuns } from '../../state/which-guns.ts';
import { formatDay } from '../../words/format.ts';
import { INTERVENTION_KIND_WORDS } from '../../words/progress-words.ts';
import { say } from '../../words/say.ts';
import { useLoaded } from '../use-loaded.ts';
import { InterventionForm } from './intervention-form.tsx';
import { TargetsSection } from './targets-section.tsx';

/** All interventions, and the targets. */
export function ProgressHome() {
  const adding = useSignal(false);
  const { value, error, reload } = useLoaded(getInterventions, 'interventions');
  const add = () => {
    adding.value = true;
  };
  return (
    <>
      <header class="region-head">
        <div>
          <h1>{say('Progress')}</h1>
          <p class="muted">
            {say('What was done against illegal guns, and whether anything changed with it.')}
          </p>
        </div>
        {can('define') && !adding.value && (
          <button type="button" class="button primary" onClick={add}>
            {say('Add an intervention')}
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
        <h2 id="interventions">{say('Interventions')}</h2>
        {error !== null && <LoadError message={error} onRetry={reload} />}
        {value === null && error === null && <p class="muted">{say('Looking up interventions …')}</p>}
        {value !== null && <Interventions items={value.items} onAdd={add} />}
      </section>
      <TargetsSection />
      <Notice />
    </>
  );
}

const COLUMNS: readonly Column<Intervention>[] = [
  { id: 'name', label: say('Name'), value: ({ name }) => name, cell: ({ name }) => name },
  {
    id: 'began',
    label: say('Began'),
    value: ({ startedOn }) => startedOn,
    cell: ({ startedOn }) => formatDay(startedOn),
  },
  {
    id: 'ended',
    label: say('Ended'),
    value: ({ endedOn }) => endedOn,
    cell: ({ endedOn }) => (endedOn === null ? say('goes on') : formatDay(endedOn)),
  },
  {
    id: 'kind',
    label: say('What'),
    value: ({ kind }) => INTERVENTION_KIND_WORDS[kind],
    cell: ({ kind }) => INTERVENTION_KIND_WORDS[kind],
  },
  {
    id: 'guns',
    label: say('Which guns'),
    value: ({ filter }) => filter,
    cell: ({ filter }) => whichGuns(filter),
  },
];

interface InterventionsProps {
  readonly items: readonly Intervention[];
  readonly onAdd: () => void;
}

function Interventions({ items, onAdd }: InterventionsProps) {
  if (items.length === 0) {
    return (
      <EmptyState
        heading={say('Nothing is entered yet')}
        reason={say(
          'An intervention is what was done and since when: an inspection, an investigation, a law. What came of it is worked out from the traces.',
        )}
        next={
          can('define') ? (
            <button type="button" class="button" onClick={onAdd}>
              {say('Add the first')}
            </button>
          ) : (
            <p>{say('Ask an analyst or steward of your agency to enter it.')}</p>
          )
        }
      />
    );
  }
  return (
    <DataTable
      caption={say('Interventions')}
      columns={COLUMNS}
      rows={items}
      rowId={({ id }) => String(id)}
      rowLabel={({ name, startedOn }) =>
        say('{name}, since {startedOn}', { name, startedOn: formatDay(startedOn) })
      }
      isSelected={() => false}
      onSelect={({ id }) => changePage({ openIntervention: id, sort: null })}
    />
  );
}
