import { useSignal } from '@preact/signals';
import type { FlowFeature } from '../../domain/responses.ts';
import { FEW_RECORDS } from '../../domain/statistics/few-records.ts';
import { flows, hoveredFlow, retryFlows, way } from '../state/map-data.ts';
import { page, select } from '../state/page.ts';
import { flowId } from '../state/selection.ts';
import type { WayWords } from '../words/end-words.ts';
import { formatCount, formatDays, formatShare, guns } from '../words/format.ts';
import { say } from '../words/say.ts';
import { type Column, DataTable } from './data-table.tsx';
import { ErrorNote } from './error-note.tsx';

const few = ({ properties }: FlowFeature) =>
  properties.knownTimeToCrime < FEW_RECORDS
    ? say('Rests on {guns} only', { guns: guns(properties.knownTimeToCrime) })
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
  label: say('Share'),
  title: say('Part of all guns shown that were {traced}', { traced }),
  isNumber: true,
  value: ({ properties }) => properties.share,
  cell: ({ properties }) => formatShare(properties.share),
});

const COUNT_COLUMN: Column<FlowFeature> = {
  id: 'count',
  label: say('Guns'),
  isNumber: true,
  value: ({ properties }) => properties.count,
  cell: ({ properties }) => formatCount(properties.count),
};

const MORE_COLUMNS: readonly Column<FlowFeature>[] = [
  {
    id: 'median',
    label: say('Half within'),
    title: say('Median time-to-crime: half of the guns were recovered within this time of their sale'),
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
    label: say('Within 3 years'),
    title: say(
      'Part of the guns of known time-to-crime that were sold within 3 years of recovery (1,095 days)',
    ),
    isNumber: true,
    value: ({ properties }) => properties.shortTimeToCrimeShare,
    cell: (flow) => {
      const { shortTimeToCrimeShare: share, knownTimeToCrime } = flow.properties;
      if (share === null) return '–';
      return (
        <span title={few(flow)}>
          {formatShare(share)}{' '}
          <span class="muted">
            {say('of {knownTimeToCrime}', { knownTimeToCrime: formatCount(knownTimeToCrime) })}
          </span>
          {few(flow) && '*'}
        </span>
      );
    },
  },
  {
    id: 'distance',
    label: say('Distance'),
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
    return <p class="empty muted">{say('Counting flows…')}</p>;
  }
  if (answer.features.length === 0) {
    return (
      <p class="empty muted">
        {say('No gun of this selection went {way} between two areas. Widen the dates or take off a filter.', {
          way: way.value.way,
        })}
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
      caption={say('Flows {way}, by area', { way: way.value.way })}
      columns={[...endColumns(way.value), COUNT_COLUMN, shareColumn(way.value), ...MORE_COLUMNS]}
      rows={rows}
      rowId={({ id }) => id}
      rowLabel={({ properties }) =>
        say('{originName} to {destinationName}, {count}', {
          originName: properties.originName,
          destinationName: properties.destinationName,
          count: guns(properties.count),
        })
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
          {rows.some((flow) => few(flow) !== undefined) &&
            say('* rests on fewer than {fewRecords} guns. ', { fewRecords: FEW_RECORDS })}
          {isLong && (
            <button
              type="button"
              class="link-button"
              onClick={() => {
                all.value = true;
              }}
            >
              {say('Show all {count} flows', { count: formatCount(answer.features.length) })}
            </button>
          )}
        </p>
      }
    />
  );
}
