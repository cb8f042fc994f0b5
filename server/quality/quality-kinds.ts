import type { QualityKindId } from '../../domain/quality-responses.ts';
import { ballisticsQuality } from './kinds/ballistics-quality.ts';
import { dealerSalesQuality } from './kinds/dealer-sales-quality.ts';
import { debriefsQuality } from './kinds/debriefs-quality.ts';
import { incidentsQuality } from './kinds/incidents-quality.ts';
import { inspectionsQuality } from './kinds/inspections-quality.ts';
import { multipleSalesQuality } from './kinds/multiple-sales-quality.ts';
import { theftsQuality } from './kinds/thefts-quality.ts';
import { tracesQuality } from './kinds/traces-quality.ts';
import type { QualityKind } from './quality-kind.ts';

/** The kinds whose quality is told, by their format. */
export const QUALITY_OF: Readonly<Record<QualityKindId, QualityKind>> = {
  traces: tracesQuality,
  incidents: incidentsQuality,
  ballistics: ballisticsQuality,
  debriefs: debriefsQuality,
  'dealer-sales': dealerSalesQuality,
  'multiple-sales': multipleSalesQuality,
  thefts: theftsQuality,
  inspections: inspectionsQuality,
};
