import type { HotspotFeature, HotspotRate } from '../../domain/hotspots.ts';
import { hotspots, shadeOf, shownHotspots } from '../state/hotspots.ts';
import { page, select } from '../state/page.ts';
import { formatCount, formatRate, formatShare } from '../words/format.ts';
import {
  formatExpected,
  formatP,
  formatZ,
  methodWords,
  shadeWords,
  untestedWords,
} from '../words/hotspot-words.ts';
import { say } from '../words/say.ts';
import { type Column, DataTable } from './data-table.tsx';
import { ErrorNote } from './error-note.tsx';
import { LeftOutNote, ShootingsNote } from './shootings-note.tsx';

const label = (feature: HotspotFeature) => shadeWords(shadeOf(feature)).label;
const placeOf = ({ properties: { place, cell } }: HotspotFeature) => place ?? say('Cell {cell}', { cell });

const COLUMNS: readonly Column<HotspotFeature>[] = [
  { id: 'place', label: say('In'), value: placeOf, cell: placeOf },
  { id: 'class', label: say('Class'), value: label, cell: label },
  {
    id: 'count',
    label: say('In the cell'),
    isNumber: true,
    value: ({ properties }) => properties.count,
    cell: ({ properties }) => formatCount(properties.count),
  },
  {
    id: 'nearby',
    label: say('Within reach'),
    title: say('In the cell and those near it, as far as the test looks'),
    isNumber: true,
    value: ({ properties }) => properties.nearby,
    cell: ({ properties }) => formatCount(properties.nearby),
  },
  {
    id: 'expected',
    label: say('If spread evenly'),
    title: say('How many there would be within reach if all were spread evenly over the cells tested'),
    isNumber: true,
    value: ({ properties }) => properties.expected,
    cell: ({ properties }) => formatExpected(properties.expected),
  },
  {
    id: 'z',
    label: say('Gi*'),
    title: say('Getis-Ord z-score: above 0 more than expected, below 0 less'),
    isNumber: true,
    value: ({ properties }) => properties.z,
    cell: ({ properties }) => formatZ(properties.z),
  },
  {
    id: 'adjusted',
    label: say('Corrected p'),
    title: say('Chance of such a score, corrected for the number of tests (Benjamini-Hochberg)'),
    isNumber: true,
    value: ({ properties }) => properties.adjustedP,
    cell: ({ properties }) => formatP(properties.adjustedP),
  },
];

/** The rate of the cells, in place of their counts. */
const rateColumn = (rate: HotspotRate): Column<HotspotFeature> => ({
  id: 'rate',
  ...(rate === 'population'
    ? {
        label: say('Per 100,000 inhabitants'),
        title: say('Among those who live in the cell, drawn to the rate of the whole where it rests on few'),
      }
    : {
        label: say('Steadied share'),
        title: say(
          'Sold within 3 years among those of known time-to-crime, drawn to the whole where it rests on few',
        ),
      }),
  isNumber: true,
  value: ({ properties }) => properties.smoothedRate,
  cell: ({ properties: { smoothedRate, count, outOf } }) =>
    smoothedRate === null ? (
      '–'
    ) : (
      <span>
        {rate === 'population' ? formatRate(smoothedRate * 100_000) : formatShare(smoothedRate)}{' '}
        <span class="muted">
          {say('({count} of {outOf})', { count: formatCount(count), outOf: formatCount(outOf ?? 0) })}
        </span>
      </span>
    ),
});

/** The cells drawn on the map, the surest hotspots first. */
export function HotspotsTable() {
  const { answer, error } = hotspots.value.value;
  if (error !== null) return <ErrorNote error={error} onRetry={hotspots.retry} />;
  if (answer === null) return <p class="empty muted">{say('Testing cells…')}</p>;
  const untested = untestedWords(answer);
  const { rate } = answer.method;
  const features = [...shownHotspots.value].sort(
    (a, b) => (b.properties.z ?? b.properties.count) - (a.properties.z ?? a.properties.count),
  );
  if (features.length === 0) {
    return (
      <p class="empty muted">
        {untested ?? say('No cell of what is picked in the legend. Click it there again to show all.')}
      </p>
    );
  }
  const selected = new Set(page.value.selection.flatMap((one) => (one.kind === 'hotspot' ? [one.cell] : [])));
  return (
    <>
      <div class="table-note">
        <LeftOutNote />
        <ShootingsNote />
      </div>
      <p class="table-note muted small">{untested ?? methodWords(answer.method)}</p>
      <DataTable
        caption={say('Cells by how far their counts are raised')}
        columns={rate === 'none' ? COLUMNS : [...COLUMNS.slice(0, 2), rateColumn(rate), ...COLUMNS.slice(5)]}
        rows={features}
        rowId={({ id }) => id}
        rowLabel={(feature) =>
          say('{feature}, {feature2}, {count} in the cell', {
            feature: placeOf(feature),
            feature2: label(feature),
            count: formatCount(feature.properties.count),
          })
        }
        isSelected={({ id }) => selected.has(id)}
        onSelect={({ id }, add) => select({ kind: 'hotspot', cell: id }, add)}
        manyAre="cells"
      />
    </>
  );
}
