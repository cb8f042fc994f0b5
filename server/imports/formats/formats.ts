import type { ImportFormat } from '../../../domain/vocabulary.ts';
import { stateTablesFormat } from './atf-state-tables/state-tables-format.ts';
import { ballisticsFormat } from './ballistics/ballistics-format.ts';
import { fflFormat } from './ffl/ffl-format.ts';
import type { Format } from './format.ts';
import { incidentsFormat } from './incidents/incidents-format.ts';
import { tracesFormat } from './traces/traces-format.ts';

/** Every format Tracemap imports, by its name on the command line and in the API. */
export const FORMATS: Readonly<Record<ImportFormat, Format>> = {
  traces: tracesFormat,
  incidents: incidentsFormat,
  ballistics: ballisticsFormat,
  ffl: fflFormat,
  'atf-state-tables': stateTablesFormat,
};
