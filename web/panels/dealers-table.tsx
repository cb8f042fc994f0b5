import type { Dealer } from '../../domain/dealer-responses.ts';
import { FEW_RECORDS } from '../../domain/statistics/few-records.ts';
import { page, select } from '../state/page.ts';
import { dealerRows } from '../state/tables.ts';
import { placeOfDealer } from '../words/dealer-words.ts';
import { formatCount, formatShare, guns } from '../words/format.ts';
import { say } from '../words/say.ts';
import { type Column, DataTable } from './data-table.tsx';
import { DEALER_MEDIAN, DEALER_NAME, DEALER_TRACES } from './dealer-columns.tsx';
import { ErrorNote } from './error-note.tsx';
import { PagedFooter } from './paged-footer.tsx';

const COLUMNS: readonly Column<Dealer>[] = [
  DEALER_NAME,
  {
    id: 'place',
    label: say('Place'),
    value: ({ state, city }) => `${state ?? ''} ${city ?? ''}`,
    cell: (dealer) => placeOfDealer(dealer) || '–',
  },
  DEALER_TRACES,
  {
    id: 'short',
    label: say('Within 3 years'),
    title: say(
      'Part of the guns of known time-to-crime that were sold within 3 years of recovery (1,095 days)',
    ),
    isNumber: true,
    value: ({ shortTimeToCrime, knownTimeToCrime }) =>
      knownTimeToCrime === 0 ? null : shortTimeToCrime / knownTimeToCrime,
    cell: ({ shortTimeToCrime, knownTimeToCrime }) =>
      knownTimeToCrime === 0 ? (
        '–'
      ) : (
        <span
          title={
            knownTimeToCrime < FEW_RECORDS
              ? say('Rests on {knownTimeToCrime} only', { knownTimeToCrime: guns(knownTimeToCrime) })
              : undefined
          }
        >
          {formatShare(shortTimeToCrime / knownTimeToCrime)}{' '}
          <span class="muted">
            {say('of {knownTimeToCrime}', { knownTimeToCrime: formatCount(knownTimeToCrime) })}
          </span>
          {knownTimeToCrime < FEW_RECORDS && '*'}
        </span>
      ),
  },
  DEALER_MEDIAN,
  {
    id: 'listed',
    label: say('Licence'),
    value: ({ licenseNumber }) => licenseNumber,
    cell: ({ licenseNumber, listed }) => licenseNumber ?? (listed ? '–' : say('not on the list')),
  },
];

export function DealersTable() {
  const { answer, error } = dealerRows.state();
  if (error !== null) return <ErrorNote error={error} onRetry={dealerRows.retry} />;
  if (answer === null) return <p class="empty muted">{say('Looking up dealers…')}</p>;
  if (answer.rows.length === 0) {
    return (
      <p class="empty muted">
        {say('No gun of this selection was traced to a dealer. Take off a filter to see some.')}
      </p>
    );
  }
  const selected = new Set(page.value.selection.flatMap((one) => (one.kind === 'dealer' ? [one.id] : [])));
  return (
    <DataTable
      caption={say('Dealers with the guns traced to them')}
      columns={COLUMNS}
      rows={answer.rows}
      rowId={({ id }) => String(id)}
      rowLabel={({ name, traces }) => `${name}, ${guns(traces)}`}
      isSelected={({ id }) => selected.has(id)}
      onSelect={({ id }, add) => select({ kind: 'dealer', id }, add)}
      footer={
        <PagedFooter
          shown={answer.rows.length}
          total={answer.total}
          what={say('dealers')}
          onMore={answer.next === null ? null : dealerRows.loadMore}
        />
      }
    />
  );
}
