import type { TheftFeature } from '../../domain/market-responses.ts';
import { shownThefts, thefts } from '../state/market-records.ts';
import { formatCount, guns } from '../words/format.ts';
import { dayWords, gunWords } from '../words/market-sentences.ts';
import { THEFT_KIND_WORDS, THEFT_VICTIM_WORDS } from '../words/market-words.ts';
import { say } from '../words/say.ts';
import type { Column } from './data-table.tsx';
import { MarketTable } from './market-table.tsx';

const day = ({ properties }: TheftFeature) => properties.stolenOn ?? properties.reportedOn;
const kind = ({ properties }: TheftFeature) => THEFT_KIND_WORDS[properties.theftKind];
const from = ({ properties }: TheftFeature) =>
  properties.dealerName ?? THEFT_VICTIM_WORDS[properties.victimKind].label;
const gun = ({ properties }: TheftFeature) => gunWords(properties);

const COLUMNS: readonly Column<TheftFeature>[] = [
  { id: 'date', label: say('Stolen or lost'), value: day, cell: (row) => dayWords(day(row)) },
  { id: 'kind', label: say('How'), value: kind, cell: kind },
  { id: 'from', label: say('From'), value: from, cell: from },
  {
    id: 'guns',
    label: say('Guns'),
    isNumber: true,
    value: ({ properties }) => properties.guns,
    cell: ({ properties }) => formatCount(properties.guns),
  },
  { id: 'firearm', label: say('Firearm'), value: gun, cell: gun },
  {
    id: 'place',
    label: say('Where'),
    title: say('Of private persons the ZIP alone is told'),
    value: ({ properties }) => properties.place,
    cell: ({ properties }) => properties.place,
  },
  {
    id: 'agency',
    label: say('Agency'),
    value: ({ properties }) => properties.agencyName,
    cell: ({ properties }) => properties.agencyName,
  },
];

/** Guns reported stolen or lost; those of private persons by ZIP. */
export function TheftsTable() {
  return (
    <MarketTable
      layer="thefts"
      kind="theft"
      held={thefts}
      rows={shownThefts.value}
      columns={COLUMNS}
      caption={say('Thefts and losses')}
      rowLabel={(row) =>
        `${kind(row)}, ${dayWords(day(row))}, ${guns(row.properties.guns)}, ${row.properties.place}`
      }
    />
  );
}
