import type { DebriefFeature } from '../../domain/market-responses.ts';
import { debriefs, shownDebriefs } from '../state/market-records.ts';
import { formatCount } from '../words/format.ts';
import { dayWords, gunWords } from '../words/market-sentences.ts';
import { OBTAINED_FROM_WORDS, OBTAINED_HOW_WORDS } from '../words/market-words.ts';
import { say } from '../words/say.ts';
import type { Column } from './data-table.tsx';
import { MarketTable } from './market-table.tsx';

const how = ({ properties }: DebriefFeature) => OBTAINED_HOW_WORDS[properties.obtainedHow].label;
const from = ({ properties }: DebriefFeature) => OBTAINED_FROM_WORDS[properties.obtainedFrom];
const gun = ({ properties }: DebriefFeature) => gunWords(properties);

const COLUMNS: readonly Column<DebriefFeature>[] = [
  {
    id: 'date',
    label: say('Debrief'),
    value: ({ properties }) => properties.debriefedOn,
    cell: ({ properties }) => dayWords(properties.debriefedOn),
  },
  { id: 'how', label: say('Obtained'), value: how, cell: how },
  { id: 'from', label: say('From'), value: from, cell: from },
  {
    id: 'price',
    label: say('Price'),
    isNumber: true,
    value: ({ properties }) => properties.priceDollars,
    cell: ({ properties: { priceDollars: price } }) => (price === null ? '–' : `$${formatCount(price)}`),
  },
  { id: 'firearm', label: say('Firearm'), value: gun, cell: gun },
  {
    id: 'place',
    label: say('Where obtained'),
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

/** Debriefs, never who was debriefed. */
export function DebriefsTable() {
  return (
    <MarketTable
      layer="debriefs"
      kind="debrief"
      held={debriefs}
      rows={shownDebriefs.value}
      columns={COLUMNS}
      caption={say('Debriefs')}
      rowLabel={(row) =>
        say('Debrief of {debriefedOn}, {row}, {place}', {
          debriefedOn: dayWords(row.properties.debriefedOn),
          row: how(row),
          place: row.properties.place,
        })
      }
    />
  );
}
