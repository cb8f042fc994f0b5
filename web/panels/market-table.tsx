import type { MarketLayer } from '../../domain/record-filter.ts';
import { changePage, filter, page, select } from '../state/page.ts';
import type { Resource } from '../state/resource.ts';
import { can } from '../state/session.ts';
import { MARKET_LAYER_WORDS, noRecordsWords } from '../words/market-words.ts';
import { say } from '../words/say.ts';
import { type Column, DataTable } from './data-table.tsx';
import { EmptyState } from './empty-state.tsx';
import { ErrorNote } from './error-note.tsx';
import { MarketNote } from './market-note.tsx';
import { BringIn, SeeSharing } from './nothing-selected.tsx';
import { PagedFooter } from './paged-footer.tsx';

interface MarketTableProps<Row> {
  readonly layer: MarketLayer;
  readonly kind: 'link' | 'debrief' | 'theft';
  readonly held: {
    readonly value: { readonly value: Resource<{ readonly numberMatched: number }> };
    readonly retry: () => void;
  };
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly caption: string;
  readonly rowLabel: (row: Row) => string;
}

/** The rows of a layer that are drawn on the map, and those that have no place to be drawn at. */
export function MarketTable<Row extends { readonly id: number }>({
  layer,
  kind,
  held,
  rows,
  columns,
  caption,
  rowLabel,
}: MarketTableProps<Row>) {
  const { answer, error } = held.value.value;
  const { many } = MARKET_LAYER_WORDS[layer];
  if (error !== null) return <ErrorNote error={error} onRetry={held.retry} />;
  if (answer === null) return <p class="empty muted">{say('Looking up {many}…', { many })}</p>;
  if (rows.length === 0) {
    return (
      <>
        {answer.numberMatched === 0 && page.value.linkType === null ? (
          <EmptyState
            heading={say('No {many} here', { many })}
            reason={noRecordsWords(layer, can('steward'))}
            next={<NextStep />}
          />
        ) : (
          <p class="empty muted">
            {say('None of what is picked in the legend. Click it there again to show all.')}
          </p>
        )}
        <div class="table-note">
          <MarketNote layer={layer} />
        </div>
      </>
    );
  }
  const selected = new Set(page.value.selection.flatMap((one) => (one.kind === kind ? [one.id] : [])));
  return (
    <>
      <div class="table-note">
        <MarketNote layer={layer} />
      </div>
      <DataTable
        caption={caption}
        columns={columns}
        rows={rows}
        rowId={({ id }) => String(id)}
        rowLabel={rowLabel}
        isSelected={({ id }) => selected.has(id)}
        onSelect={({ id }, add) => select({ kind, id }, add)}
        manyAre={many}
        footer={<PagedFooter shown={rows.length} total={answer.numberMatched} what={many} onMore={null} />}
      />
    </>
  );
}

function NextStep() {
  if (Object.keys(filter.value).length > 0) {
    return (
      <button type="button" class="button primary" onClick={() => changePage({ filter: {} })}>
        {say('Clear all filters')}
      </button>
    );
  }
  return can('steward') ? <BringIn /> : <SeeSharing />;
}
