import type { RecoveryFeature } from '../../domain/responses.ts';
import { page, select } from '../state/page.ts';
import { recoveryRows } from '../state/tables.ts';
import { FIREARM_TYPE_WORDS } from '../words/firearm-words.ts';
import { formatDay, formatDays } from '../words/format.ts';
import { OUTCOME_WORDS } from '../words/outcome-words.ts';
import { say } from '../words/say.ts';
import { type Column, DataTable } from './data-table.tsx';
import { ErrorNote } from './error-note.tsx';
import { PagedFooter } from './paged-footer.tsx';

const recoveredOn = ({ properties }: RecoveryFeature) =>
  properties.recoveredOn === null ? say('unknown date') : formatDay(properties.recoveredOn);

const COLUMNS: readonly Column<RecoveryFeature>[] = [
  {
    id: 'date',
    label: say('Recovered'),
    value: ({ properties }) => properties.recoveredOn,
    cell: recoveredOn,
  },
  {
    id: 'place',
    label: say('Place'),
    value: ({ properties }) => properties.place,
    cell: ({ properties }) => properties.place,
  },
  {
    id: 'firearm',
    label: say('Firearm'),
    value: ({ properties }) => properties.firearmType,
    cell: ({ properties }) =>
      [FIREARM_TYPE_WORDS[properties.firearmType].label, properties.manufacturer, properties.caliber]
        .filter((part) => part !== null)
        .join(', '),
  },
  {
    id: 'agency',
    label: say('Agency'),
    value: ({ properties }) => properties.agencyName,
    cell: ({ properties }) => properties.agencyName,
  },
  {
    id: 'ttc',
    label: say('After sale'),
    title: say('Time-to-crime: from the first retail sale to the recovery'),
    isNumber: true,
    value: ({ properties }) => properties.timeToCrimeDays,
    cell: ({ properties: { timeToCrimeDays: days } }) => (days === null ? 'unknown' : formatDays(days)),
  },
  {
    id: 'dealer',
    label: say('Sold by'),
    value: ({ properties }) => properties.dealerName,
    cell: ({ properties }) => properties.dealerName ?? '–',
  },
  {
    id: 'outcome',
    label: say('Trace'),
    value: ({ properties }) => properties.traceOutcome,
    cell: ({ properties }) => OUTCOME_WORDS[properties.traceOutcome],
  },
];

export function RecoveriesTable() {
  const { answer, error } = recoveryRows.state();
  if (error !== null) return <ErrorNote error={error} onRetry={recoveryRows.retry} />;
  if (answer === null) return <p class="empty muted">{say('Looking up recoveries…')}</p>;
  if (answer.rows.length === 0) {
    return <p class="empty muted">{say('No recovery matches. Widen the dates or take off a filter.')}</p>;
  }
  const selected = new Set(page.value.selection.flatMap((one) => (one.kind === 'recovery' ? [one.id] : [])));
  return (
    <DataTable
      caption={say('Recoveries')}
      columns={COLUMNS}
      rows={answer.rows}
      rowId={({ id }) => String(id)}
      rowLabel={(row) =>
        say('Recovery of {row}, {place}', { row: recoveredOn(row), place: row.properties.place })
      }
      isSelected={({ id }) => selected.has(id)}
      onSelect={({ id }, add) => select({ kind: 'recovery', id }, add)}
      footer={
        <PagedFooter
          shown={answer.rows.length}
          total={answer.total}
          what="recoveries"
          onMore={answer.next === null ? null : recoveryRows.loadMore}
        />
      }
    />
  );
}
