import { hotspotQuery } from '../../state/hotspots.ts';
import { flowQuery } from '../../state/map-data.ts';
import { marketQuery } from '../../state/market-records.ts';
import { filterQuery, page } from '../../state/page.ts';
import { isTableOpen } from '../../state/permitted-layers.ts';
import { balanceQuery } from '../../state/tables.ts';
import { say } from '../../words/say.ts';

const LAYERS = [
  { layer: 'flows', table: 'flows', label: say('Flows') },
  { layer: 'dealers', table: 'dealers', label: say('Dealers') },
  { layer: 'recoveries', table: 'recoveries', label: say('Recoveries') },
  { layer: 'hotspots', table: 'hotspots', label: say('Hotspots') },
  { layer: 'area-balance', table: 'areas', label: say('Areas') },
  { layer: 'links', table: 'links', label: say('Links') },
  { layer: 'debriefs', table: 'debriefs', label: say('Debriefs') },
  { layer: 'thefts', table: 'thefts', label: say('Thefts') },
] as const;

const RELEASED = { layer: 'released', label: say('Released counts') } as const;

/** A layer that the map takes away. */
export type ExportedLayer = (typeof LAYERS)[number]['layer'] | typeof RELEASED.layer;

/** Those that are open to whoever looks: who sees counts alone takes along what is released. */
export const exportedLayers = (seesRecords: boolean): readonly { layer: ExportedLayer; label: string }[] => [
  ...(seesRecords ? LAYERS.filter(({ table }) => isTableOpen(table, seesRecords)) : []),
  RELEASED,
];

/** What is offered first. */
export const exportedFirst = (seesRecords: boolean): ExportedLayer =>
  seesRecords && page.value.view === 'map' ? 'flows' : RELEASED.layer;

/** What is exported of a layer, as it is shown. */
export function queryOfLayer(layer: ExportedLayer): string {
  if (layer === 'released') return '';
  if (layer === 'flows') return flowQuery.value;
  if (layer === 'area-balance') return balanceQuery.value;
  if (layer === 'links' || layer === 'debriefs' || layer === 'thefts') return marketQuery(layer);
  return layer === 'hotspots' ? hotspotQuery.value : filterQuery.value;
}
