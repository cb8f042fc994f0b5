import type { LinkFeature } from '../../domain/market-responses.ts';
import { links, shownLinks } from '../state/market-records.ts';
import { formatCount, formatDay } from '../words/format.ts';
import { dayWords, linkName } from '../words/market-sentences.ts';
import { LINK_TYPE_WORDS } from '../words/market-words.ts';
import { say } from '../words/say.ts';
import type { Column } from './data-table.tsx';
import { MarketTable } from './market-table.tsx';

const incidentsOf = ({ properties }: LinkFeature) => properties.incidents;
const firstDay = (link: LinkFeature) => incidentsOf(link)[0]?.occurredOn ?? null;
const lastDay = (link: LinkFeature) =>
  incidentsOf(link).findLast(({ occurredOn }) => occurredOn !== null)?.occurredOn ?? null;
const placesOf = (link: LinkFeature) => [...new Set(incidentsOf(link).map(({ place }) => place))].join(' – ');
const calibersOf = (link: LinkFeature) =>
  [...new Set(incidentsOf(link).flatMap(({ caliber }) => (caliber === null ? [] : [caliber])))].join(', ');
const dayCell = (day: string | null) => (day === null ? '–' : formatDay(day));

const COLUMNS: readonly Column<LinkFeature>[] = [
  {
    id: 'number',
    label: say('Link'),
    value: ({ properties }) => properties.linkNumber,
    cell: ({ properties }) => properties.linkNumber ?? say('no number'),
  },
  {
    id: 'type',
    label: say('Type'),
    title: say('A hit is confirmed by an examiner, a lead is not'),
    value: ({ properties }) => properties.linkType,
    cell: ({ properties }) => LINK_TYPE_WORDS[properties.linkType].label,
  },
  {
    id: 'linked',
    label: say('Linked'),
    value: ({ properties }) => properties.linkedOn,
    cell: ({ properties }) => dayCell(properties.linkedOn),
  },
  {
    id: 'incidents',
    label: say('Incidents'),
    isNumber: true,
    value: (link) => incidentsOf(link).length,
    cell: (link) => formatCount(incidentsOf(link).length),
  },
  { id: 'first', label: say('First'), value: firstDay, cell: (link) => dayCell(firstDay(link)) },
  { id: 'last', label: say('Last'), value: lastDay, cell: (link) => dayCell(lastDay(link)) },
  { id: 'places', label: say('Where'), value: placesOf, cell: placesOf },
  {
    id: 'caliber',
    label: say('Caliber'),
    value: (link) => calibersOf(link) || null,
    cell: (link) => calibersOf(link) || '–',
  },
  {
    id: 'agency',
    label: say('Told by'),
    value: ({ properties }) => properties.agencyName,
    cell: ({ properties }) => properties.agencyName,
  },
];

/** Ballistic links, those drawn as lines among them. */
export function LinksTable() {
  return (
    <MarketTable
      layer="links"
      kind="link"
      held={links}
      rows={shownLinks.value}
      columns={COLUMNS}
      caption={say('Ballistic links')}
      rowLabel={(link) => `${linkName(link)}, ${dayWords(link.properties.linkedOn)}`}
    />
  );
}
