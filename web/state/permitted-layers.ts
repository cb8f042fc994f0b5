import { MARKET_LAYERS } from '../../domain/record-filter.ts';
import type { LayerSwitches, TableId } from './page-state.ts';

/** What lists single records: for those who may see them alone. */
const TABLES_OF_RECORDS: readonly TableId[] = ['dealers', 'recoveries', ...MARKET_LAYERS];

export const isTableOpen = (table: TableId, seesRecords: boolean): boolean =>
  seesRecords || !TABLES_OF_RECORDS.includes(table);

/** The layers switched on, without those that are not open. */
export const openLayers = (shown: LayerSwitches, seesRecords: boolean): LayerSwitches =>
  seesRecords
    ? shown
    : {
        ...shown,
        recoveries: false,
        dealers: false,
        purchasers: false,
        links: false,
        debriefs: false,
        thefts: false,
      };
