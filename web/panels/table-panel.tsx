import { changePage, page } from '../state/page.ts';
import type { TableId } from '../state/page-state.ts';
import { isTableOpen } from '../state/permitted-layers.ts';
import { can } from '../state/session.ts';
import { say } from '../words/say.ts';
import { AreasTable } from './areas-table.tsx';
import { DealersTable } from './dealers-table.tsx';
import { DebriefsTable } from './debriefs-table.tsx';
import { FlowsTable } from './flows-table.tsx';
import { HotspotsTable } from './hotspots-table.tsx';
import { Icon } from './icon.tsx';
import { LinksTable } from './links-table.tsx';
import { RecordsClosed } from './records-closed.tsx';
import { RecoveriesTable } from './recoveries-table.tsx';
import { TheftsTable } from './thefts-table.tsx';

const TABLES: readonly { readonly id: TableId; readonly label: string }[] = [
  { id: 'flows', label: say('Flows') },
  { id: 'dealers', label: say('Dealers') },
  { id: 'recoveries', label: say('Recoveries') },
  { id: 'hotspots', label: say('Hotspots') },
  { id: 'areas', label: say('Areas') },
  { id: 'links', label: say('Links') },
  { id: 'debriefs', label: say('Debriefs') },
  { id: 'thefts', label: say('Thefts') },
];

/** What is not open to those who see counts alone. */
const RECORDS_OF: Partial<Readonly<Record<TableId, string>>> = {
  dealers: say('Dealers'),
  links: say('Ballistic links'),
  debriefs: say('Debriefs'),
  thefts: say('Thefts and losses'),
};

/** The rows behind each layer of the map. */
export function TablePanel({ onClose }: { onClose?: () => void }) {
  const isPublished = page.value.figures === 'published';
  const table = isPublished ? 'flows' : (page.value.table ?? 'flows');
  const seesRecords = can('records');
  const tables = isPublished ? TABLES.slice(0, 1) : TABLES.filter(({ id }) => isTableOpen(id, seesRecords));
  const isOpen = isTableOpen(table, seesRecords);
  return (
    <section class="table-panel" aria-label={say('Table')} tabIndex={-1}>
      <div class="table-head">
        <fieldset class="switch" aria-label={say('Rows of')}>
          {tables.map(({ id, label }) => (
            <button
              key={id}
              type="button"
              class="button small"
              aria-pressed={id === table}
              onClick={() => changePage({ table: id, sort: null }, 'same')}
            >
              {label}
            </button>
          ))}
        </fieldset>
        {onClose !== undefined && (
          <button
            type="button"
            class="button quiet icon"
            aria-label={say('Close the table')}
            title={say('Close the table (t)')}
            onClick={onClose}
          >
            <Icon name="close" />
          </button>
        )}
      </div>
      {table === 'flows' && <FlowsTable />}
      {table === 'dealers' && isOpen && <DealersTable />}
      {table === 'recoveries' && isOpen && <RecoveriesTable />}
      {table === 'links' && isOpen && <LinksTable />}
      {table === 'debriefs' && isOpen && <DebriefsTable />}
      {table === 'thefts' && isOpen && <TheftsTable />}
      {!isOpen && <RecordsClosed what={RECORDS_OF[table] ?? say('Single recoveries')} />}
      {table === 'hotspots' && <HotspotsTable />}
      {table === 'areas' && <AreasTable />}
    </section>
  );
}
