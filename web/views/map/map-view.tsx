import '../../styles/map-view.css';
import '../../styles/rail.css';
import '../../styles/table.css';
import '../../styles/detail.css';
import '../../styles/corridor-editor.css';
import { useSignal, useSignalEffect } from '@preact/signals';
import { MARKET_LAYERS } from '../../../domain/record-filter.ts';
import { TimeStrip } from '../../charts/time-strip.tsx';
import { BottomSheet, type SheetStop } from '../../panels/bottom-sheet.tsx';
import { BriefingActions } from '../../panels/briefing/briefing-actions.tsx';
import { CorridorEditor } from '../../panels/corridor/corridor-editor.tsx';
import { DrawingBar } from '../../panels/corridor/drawing-bar.tsx';
import { DetailPanel } from '../../panels/detail/detail-panel.tsx';
import { ErrorNote } from '../../panels/error-note.tsx';
import { ExportMenu } from '../../panels/export/export-menu.tsx';
import { FilterRail } from '../../panels/filter-rail.tsx';
import { Icon } from '../../panels/icon.tsx';
import { Legend } from '../../panels/legend.tsx';
import { Notice, ShortNotice } from '../../panels/notice.tsx';
import { TablePanel } from '../../panels/table-panel.tsx';
import { TitleBar } from '../../panels/title-bar.tsx';
import { layout, railOpen } from '../../state/layout.ts';
import { flows, published, retryFlows, summary } from '../../state/map-data.ts';
import { debriefs, hasMarketRecords, links, thefts } from '../../state/market-records.ts';
import { changePage, page } from '../../state/page.ts';
import { can, session } from '../../state/session.ts';
import { say } from '../../words/say.ts';
import { MapCanvas } from './map-canvas.tsx';

/** How guns travel: the map, and around it filters, table, time and detail. */
export function MapView() {
  if (page.value.embed) return <EmbeddedMap />;
  return layout.value === 'narrow' ? <NarrowMap /> : <RoomyMap />;
}

/** The corridor being drawn, for those who may save it. */
const draftShown = () => (can('define') ? page.value.draft : null);

/** For a frame in another page: title, map, legend, notice. */
function EmbeddedMap() {
  return (
    <div class="map-view embed">
      <div class="stage">
        <div class="stage-head">
          <TitleBar />
        </div>
        <MapStage />
        <Notice />
      </div>
    </div>
  );
}

function RoomyMap() {
  const { table, selection, figures } = page.value;
  const draft = draftShown();
  const closeRail = () => changePage({ rail: false }, 'same');
  return (
    <div class={`map-view ${layout.value}`}>
      {railOpen.value && (
        <aside class="rail" aria-label={say('Filters')} tabIndex={-1}>
          <FilterRail onClose={closeRail} />
        </aside>
      )}
      <div class="stage">
        <div class="stage-head">
          {!railOpen.value && (
            <button
              type="button"
              class="button"
              title={say('Open the filters (f)')}
              onClick={() => changePage({ rail: true }, 'same')}
            >
              <Icon name="filter" /> {say('Filters')}
            </button>
          )}
          <TitleBar />
          <div class="stage-actions">
            <button
              type="button"
              class="button"
              aria-pressed={table !== null}
              title={say('Show the rows behind the map (t)')}
              onClick={() => changePage({ table: table === null ? 'flows' : null, sort: null }, 'same')}
            >
              <Icon name="table" /> {say('Table')}
            </button>
            <ExportMenu />
            <BriefingActions />
          </div>
        </div>
        <MapStage />
        {table !== null && <TablePanel onClose={() => changePage({ table: null, sort: null }, 'same')} />}
        {figures === 'records' && <TimeStrip />}
        <Notice />
      </div>
      {(draft !== null || selection.length > 0) && (
        <aside class="panel">{draft === null ? <DetailPanel /> : <CorridorEditor />}</aside>
      )}
    </div>
  );
}

function NarrowMap() {
  // An address that names a table is about that table.
  const isAboutTable = page.peek().table !== null;
  const tab = useSignal(isAboutTable ? 'table' : 'filters');
  const stop = useSignal<SheetStop>(isAboutTable ? 'half' : 'peek');
  const { figures } = page.value;
  // What was tapped on the map comes up by itself.
  useSignalEffect(() => {
    if (page.value.selection.length === 0 && draftShown() === null) return;
    tab.value = 'detail';
    if (stop.peek() === 'peek') stop.value = 'half';
  });
  const isDrafting = draftShown() !== null;
  const hasDetail = isDrafting || page.value.selection.length > 0;
  return (
    <div class="map-view narrow">
      <div class="stage">
        <div class="stage-head">
          <TitleBar />
          {/* The top bar has no room for it here. */}
          <div class="stage-actions">
            <button type="button" class="button" onClick={() => changePage({ view: 'together' })}>
              {say('Together')}
            </button>
          </div>
        </div>
        <MapStage />
      </div>
      <BottomSheet
        label={say('Filters, table and detail')}
        tab={hasDetail || tab.value !== 'detail' ? tab.value : 'filters'}
        onTab={(id) => {
          tab.value = id;
          if (id === 'table' && page.value.table === null) changePage({ table: 'flows' }, 'same');
        }}
        stop={stop.value}
        onStop={(next) => {
          stop.value = next;
        }}
        tabs={[
          {
            id: 'filters',
            label: say('Filters'),
            content: (
              <>
                {figures === 'records' && <TimeStrip />}
                <FilterRail />
              </>
            ),
          },
          { id: 'table', label: say('Table'), content: <TablePanel /> },
          ...(hasDetail
            ? [
                {
                  id: 'detail',
                  label: isDrafting ? say('Corridor') : say('Detail'),
                  content: isDrafting ? <CorridorEditor /> : <DetailPanel />,
                },
              ]
            : []),
          {
            id: 'more',
            label: say('More'),
            content: (
              <div class="sheet-more">
                <ExportMenu />
                <BriefingActions />
              </div>
            ),
          },
        ]}
      />
      <ShortNotice />
    </div>
  );
}

/** The map with its legend, and what stands there where something is missing. */
export function MapStage() {
  const { error, answer } = flows.value;
  return (
    <div class="map-stage">
      <MapCanvas />
      <Legend />
      <DrawingBar />
      <div class="map-error">
        {error !== null && <ErrorNote error={error} onRetry={answer === null ? retryAll : retryFlows} />}
        <MarketErrors />
      </div>
      <EmptyState />
    </div>
  );
}

const MARKET_RECORDS = { links, debriefs, thefts } as const;

/** Layers that are on and could not be had: the legend, which would say it, may be closed. */
function MarketErrors() {
  return (
    <>
      {MARKET_LAYERS.filter((layer) => page.value.shown[layer]).map((layer) => {
        const { value, retry } = MARKET_RECORDS[layer];
        const { error } = value.value;
        return error !== null && <ErrorNote key={layer} error={error} onRetry={retry} />;
      })}
    </>
  );
}

function retryAll(): void {
  session.retry();
  summary.retry();
  retryFlows();
}

/** Says why there is nothing to see, and what to do about it. */
function EmptyState() {
  if (page.value.figures === 'published') return <NoPublishedTables />;
  const known = session.value.value.answer;
  const count = summary.value.value.answer?.funnel.recovered ?? null;
  if (count !== 0 || known === null || hasMarketRecords.value) return null;
  if (known.recoveredTo === null) {
    return (
      <div class="map-empty empty" role="status">
        <h2>{say('No records yet')}</h2>
        <p>
          {can('steward')
            ? say('Bring in a file of trace results, and the map shows where the guns came from.')
            : say('Nobody whose records you may see has brought any in. Data stewards do.')}
        </p>
        {can('steward') && (
          <button type="button" class="button primary" onClick={() => changePage({ view: 'data' })}>
            {say('Bring in a file')}
          </button>
        )}
      </div>
    );
  }
  return (
    <div class="map-empty empty" role="status">
      <h2>{say('Nothing matches these filters')}</h2>
      <p>{say('There are records, but none with all of what is chosen.')}</p>
      <button type="button" class="button primary" onClick={() => changePage({ filter: {} })}>
        {say('Clear all filters')}
      </button>
    </div>
  );
}

function NoPublishedTables() {
  if (published.value.answer?.year !== null) return null;
  return (
    <div class="map-empty empty" role="status">
      <h2>{say('No published tables yet')}</h2>
      <p>
        {say('ATF publishes yearly tables of where traced guns were sold and recovered. {words}', {
          words: can('steward')
            ? say('Bring one in to see it here.')
            : say('A data steward can bring them in.'),
        })}
      </p>
      <div class="button-row">
        {can('steward') && (
          <button type="button" class="button primary" onClick={() => changePage({ view: 'data' })}>
            {say('Bring in a table')}
          </button>
        )}
        <button type="button" class="button" onClick={() => changePage({ figures: 'records' })}>
          {say('Back to our records')}
        </button>
      </div>
    </div>
  );
}
