import type { Corridors } from '../../../domain/corridor.ts';
import { type Column, DataTable } from '../../panels/data-table.tsx';
import { ErrorNote } from '../../panels/error-note.tsx';
import { startDraft } from '../../state/corridor-draft.ts';
import { corridors } from '../../state/corridors.ts';
import { changePage } from '../../state/page.ts';
import { can } from '../../state/session.ts';
import { formatCount, formatShare, guns } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { endNames } from './end-names.ts';
import { ShownFilter } from './shown-filter.tsx';
import { SuggestedCorridors } from './suggested-corridors.tsx';

/** Saved corridors with their guns, then the suggested ones. */
export function CorridorList() {
  const { answer, error } = corridors.value.value;
  return (
    <>
      <header class="corridors-head">
        <div>
          <h1>{say('Corridors')}</h1>
          <ShownFilter traced={answer?.traced ?? null} />
        </div>
        {can('define') && (
          <button type="button" class="button primary" onClick={() => startDraft()}>
            {say('Draw a corridor')}
          </button>
        )}
      </header>
      <section aria-labelledby="saved-corridors">
        <h2 id="saved-corridors">{say('Saved')}</h2>
        {error !== null && <ErrorNote error={error} onRetry={corridors.retry} />}
        {answer === null && error === null && <p class="muted">{say('Counting corridors…')}</p>}
        {answer !== null && <SavedCorridors answer={answer} />}
      </section>
      <SuggestedCorridors />
    </>
  );
}

type Item = Corridors['items'][number];

function SavedCorridors({ answer: { items, traced } }: { answer: Corridors }) {
  if (items.length === 0) {
    return (
      <p class="muted">
        {say('No corridor is saved yet.')}{' '}
        {can('define') &&
          say(
            'Draw one on the map, save one of the suggestions below, or click a flow on the map and save it.',
          )}
      </p>
    );
  }
  const columns: readonly Column<Item>[] = [
    { id: 'name', label: say('Name'), value: ({ name }) => name, cell: ({ name }) => name },
    {
      id: 'origins',
      label: say('Sold in'),
      side: 'sold',
      value: ({ origins }) => endNames(origins),
      cell: ({ origins }) => endNames(origins),
    },
    {
      id: 'destinations',
      label: say('Recovered in'),
      side: 'recovered',
      value: ({ destinations }) => endNames(destinations),
      cell: ({ destinations }) => endNames(destinations),
    },
    {
      id: 'count',
      label: say('Guns'),
      isNumber: true,
      value: ({ count }) => count,
      cell: ({ count }) => formatCount(count),
    },
    {
      id: 'share',
      label: say('Share'),
      title: say('Part of all guns shown that were traced to a dealer'),
      isNumber: true,
      value: ({ count }) => count,
      cell: ({ count }) => (traced === 0 ? '–' : formatShare(count / traced)),
    },
  ];
  return (
    <DataTable
      caption={say('Saved corridors')}
      columns={columns}
      rows={items}
      rowId={({ id }) => String(id)}
      rowLabel={({ name, count }) => `${name}, ${guns(count)}`}
      isSelected={() => false}
      onSelect={({ id }) => changePage({ openCorridor: id, sort: null })}
    />
  );
}
