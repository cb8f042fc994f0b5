import { useSignal } from '@preact/signals';
import type { FlowFeature } from '../../domain/responses.ts';
import { FEW_RECORDS } from '../../domain/statistics/few-records.ts';
import { flows, hoveredFlow, retryFlows, way } from '../state/map-data.ts';
import { page, select } from '../state/page.ts';
import { flowId } from '../state/selection.ts';
import type { WayWords } from '../words/end-words.ts';
import { formatCount, formatDays, formatShare, guns } from '../words/format.ts';
import { type Column, DataTable } from './data-table.tsx';
import { ErrorNote } from './error-note.tsx';

const few = ({ properties }: FlowFeature) =>
  properties.knownTimeToCrime < FEW_RECORDS
    ? `Rests on ${guns(properties.knownTimeToCrime)} only`
    : undefined;

const endColumns = ({ origin, destination }: WayWords): Column<FlowFeature>[] => [
  {
    id: 'origin',
    label: origin.head,
    value: ({ properties }) => properties.originName,
    cell: ({ properties }) => properties.originName,
  },
  {
    id: 'destination',
    label: destination.head,
    value: ({ properties }) => properties.destinationName,
    cell: ({ properties }) => properties.destinationName,
  },
];

const shareColumn = ({ traced }: WayWords): Column<FlowFeature> => ({
  id: 'share',
  label: 'Share',
  title: `Part of all guns shown that were ${traced}`,
  isNumber: true,
  value: ({ properties }) => properties.share,
  cell: ({ properties }) => formatShare(properties.share),
});

const COUNT_COLUMN: Column<FlowFeature> = {
  id: 'count',
  label: 'Guns',
  isNumber: true,
  value: ({ properties }) => properties.count,
  cell: ({ properties }) => formatCount(properties.count),
};

const MORE_COLUMNS: readonly Column<FlowFeature>[] = [
  {
    id: 'median',
    label: 'Half within',
    title: 'Median time-to-crime: half of the guns were recovered within this time of their sale',
    isNumber: true,
    value: ({ properties }) => properties.medianTimeToCrimeDays,
    cell: (flow) => {
      const days = flow.properties.medianTimeToCrimeDays;
      return days === null ? (
        '–'
      ) : (
        <span title={few(flow)}>
          {formatDays(days)}
          {few(flow) && '*'}
        </span>
      );
    },
  },
  {
    id: 'short',
    label: 'Within 3 years',
    title: 'Part of the guns of known time-to-crime that were sold within 3 years of recovery (1,095 days)',
    isNumber: true,
    value: ({ properties }) => properties.shortTimeToCrimeShare,
    cell: (flow) => {
      const { shortTimeToCrimeShare: share, knownTimeToCrime } = flow.properties;
      if (share === null) return '–';
      return (
        <span title={few(flow)}>
          {formatShare(share)} <span class="muted">of {formatCount(knownTimeToCrime)}</span>
          {few(flow) && '*'}
        </span>
      );
    },
  },
  {
    id: 'distance',
    label: 'Distance',
    isNumber: true,
    value: ({ properties }) => properties.distanceKm,
    cell: ({ properties }) => `${formatCount(properties.distanceKm)} km`,
  },
];

/** Rows drawn at first; a thousand rows at once would make typing elsewhere stutter. */
const ROWS_AT_FIRST = 100;

export function FlowsTable() {
  const all = useSignal(false);
  const { answer, error } = flows.value;
  if (answer === null) {
    if (error !== null) return <ErrorNote error={error} onRetry={retryFlows} />;
    return <p class="empty muted">Counting flows…</p>;
  }
  if (answer.features.length === 0) {
    return (
      <p class="empty muted">
        No gun of this selection went {way.value.way} between two areas. Widen the dates or take off a filter.
      </p>
    );
  }
  const selected = new Set(
    page.value.selection.flatMap((one) => (one.kind === 'flow' ? [flowId(one.origin, one.destination)] : [])),
  );
  const isLong = answer.features.length > ROWS_AT_FIRST && !all.value && page.value.sort === null;
  const rows = isLong ? answer.features.slice(0, ROWS_AT_FIRST) : answer.features;
  return (
    <DataTable
      caption={`Flows ${way.value.way}, by area`}
      columns={[...endColumns(way.value), COUNT_COLUMN, shareColumn(way.value), ...MORE_COLUMNS]}
      rows={rows}
      rowId={({ id }) => id}
      rowLabel={({ properties }) =>
        `${properties.originName} to ${properties.destinationName}, ${guns(properties.count)}`
      }
      isSelected={({ id }) => selected.has(id)}
      isHovered={({ id }) => hoveredFlow.value === id}
      onHover={(flow) => {
        hoveredFlow.value = flow?.id ?? null;
      }}
      onSelect={({ properties: { origin, destination } }, add) =>
        select({ kind: 'flow', origin, destination }, add)
      }
      footer={
        <p class="table-foot muted small">
          {rows.some((flow) => few(flow) !== undefined) && `* rests on fewer than ${FEW_RECORDS} guns. `}
          {isLong && (
            <button
              type="button"
              class="link-button"
              onClick={() => {
                all.value = true;
              }}
            >
              Show all {formatCount(answer.features.length)} flows
            </button>
          )}
        </p>
      }
    />
  );
}
