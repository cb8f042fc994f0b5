import type { ImportFormat } from '../../../domain/vocabulary.ts';
import { stateTablesFormat } from './atf-state-tables/state-tables-format.ts';
import { ballisticsFormat } from './ballistics/ballistics-format.ts';
import { dealerSalesFormat } from './dealer-sales/dealer-sales-format.ts';
import { debriefsFormat } from './debriefs/debriefs-format.ts';
import { fflFormat } from './ffl/ffl-format.ts';
import type { Format } from './format.ts';
import { incidentsFormat } from './incidents/incidents-format.ts';
import { inspectionsFormat } from './inspections/inspections-format.ts';
import { multipleSalesFormat } from './multiple-sales/multiple-sales-format.ts';
import { theftsFormat } from './thefts/thefts-format.ts';
import { tracesFormat } from './traces/traces-format.ts';

/** Every format Tracemap imports, by its name on the command line and in the API. */
export const FORMATS: Readonly<Record<ImportFormat, Format>> = {
  traces: tracesFormat,
  incidents: incidentsFormat,
  ballistics: ballisticsFormat,
  debriefs: debriefsFormat,
  'dealer-sales': dealerSalesFormat,
  'multiple-sales': multipleSalesFormat,
  thefts: theftsFormat,
  inspections: inspectionsFormat,
  ffl: fflFormat,
  'atf-state-tables': stateTablesFormat,
};
