/** The one place that says what the columns of exported files mean. */
import { told } from '../languages/told.ts';
import { FilterError } from '../trace-filter.ts';
import type { ColumnMeanings, ExportColumn } from './export-column.ts';
import type { ExportLayer } from './export-layers.ts';
import {
  AREA_BALANCE_COLUMNS_MEAN,
  DEALER_COLUMNS_MEAN,
  FLOW_COLUMNS,
  HOTSPOT_COLUMNS_MEAN,
  RELEASED_COLUMNS_MEAN,
} from './figure-columns.ts';
import {
  DEALER_SALES_COLUMNS,
  DEBRIEF_COLUMNS,
  INSPECTION_COLUMNS,
  LINK_COLUMNS_MEAN,
  MULTIPLE_SALE_COLUMNS,
  THEFT_COLUMNS,
} from './market-columns.ts';
import { INCIDENT_COLUMNS, RECOVERY_COLUMNS } from './record-columns.ts';

const MEANINGS: Readonly<Record<ExportLayer, ColumnMeanings>> = {
  recoveries: RECOVERY_COLUMNS,
  incidents: INCIDENT_COLUMNS,
  links: LINK_COLUMNS_MEAN,
  debriefs: DEBRIEF_COLUMNS,
  thefts: THEFT_COLUMNS,
  'dealer-sales': DEALER_SALES_COLUMNS,
  'multiple-sales': MULTIPLE_SALE_COLUMNS,
  inspections: INSPECTION_COLUMNS,
  dealers: DEALER_COLUMNS_MEAN,
  flows: FLOW_COLUMNS,
  hotspots: HOTSPOT_COLUMNS_MEAN,
  'area-balance': AREA_BALANCE_COLUMNS_MEAN,
  released: RELEASED_COLUMNS_MEAN,
};

/** Columns without which a row says nothing of what it is: they are in every file. */
const KEYS: Readonly<Partial<Record<ExportLayer, readonly string[]>>> = {
  flows: ['origin', 'destination'],
  hotspots: ['cell'],
  'area-balance': ['code'],
  released: ['agency', 'year', 'area', 'category'],
};

export const keysOf = (layer: ExportLayer): readonly string[] => KEYS[layer] ?? ['id'];

/** The columns of a layer's files, in their order. */
export const exportDictionary = (layer: ExportLayer): readonly ExportColumn[] =>
  Object.entries(MEANINGS[layer]).map(([name, meaning]) => ({ name, ...meaning }));

/**
 * The columns of a file of which only some are asked for, in their order; its keys are always among them. Throws a
 * FilterError that names what there is none of.
 */
export function chosenColumns(layer: ExportLayer, names: readonly string[] | null): readonly ExportColumn[] {
  const all = exportDictionary(layer);
  if (names === null) return all;
  const unknown = names.find((name) => !all.some((column) => column.name === name));
  if (unknown !== undefined) {
    throw new FilterError(
      'columns',
      told('{layer} have no "{unknown}" among their columns. There are {columns}.', {
        layer,
        unknown,
        columns: all.map(({ name }) => name).join(', '),
      }),
    );
  }
  const wanted = new Set([...keysOf(layer), ...names]);
  return all.filter(({ name }) => wanted.has(name));
}
