import type { Capability } from '../../domain/access.ts';
import type { ExportLayer } from '../../domain/exports/export-layers.ts';
import { isOfRecords } from '../../domain/exports/export-layers.ts';
import type { HotspotFeature } from '../../domain/hotspots.ts';
import { IN_ENGLISH } from '../../domain/languages/speech.ts';
import type { LinkFeature } from '../../domain/market-responses.ts';
import {
  dealerSalesSchema,
  debriefsSchema,
  inspectionsSchema,
  multipleSalesSchema,
  theftsSchema,
} from '../../domain/market-responses.ts';
import type { FlowFeature, RecoveryFeature } from '../../domain/responses.ts';
import { flowsSchema, incidentFeatureSchema, recoveryFeatureSchema } from '../../domain/responses.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import {
  NOT_A_RANDOM_SAMPLE,
  RECORDED_INCIDENTS_ONLY,
  RECORDED_ONLY,
  RECORDED_SHOOTINGS_ONLY,
} from '../../domain/vocabulary.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { DEMAND_LETTER_THRESHOLD, readDealerPage } from '../dealers/dealers-read-model.ts';
import { readAreaBalance } from '../flows/area-balance-read-model.ts';
import { balanceLevel } from '../flows/flow-question.ts';
import type { FlowQuestion } from '../flows/flows-read-model.ts';
import { readFlows } from '../flows/flows-read-model.ts';
import type { HotspotQuestion } from '../hotspots/hotspot-question.ts';
import { readHotspots } from '../hotspots/hotspots-read-model.ts';
import type { Cursor } from '../http/cursor.ts';
import { incidentCondition } from '../incidents/incident-condition.ts';
import { incidentsList } from '../incidents/incidents-list.ts';
import { readLinkPage } from '../links/links-read-model.ts';
import { dealerSalesList } from '../records/lists/dealer-sales-list.ts';
import { debriefsList } from '../records/lists/debriefs-list.ts';
import { inspectionsList } from '../records/lists/inspections-list.ts';
import { multipleSalesList } from '../records/lists/multiple-sales-list.ts';
import { theftsList } from '../records/lists/thefts-list.ts';
import { filterCondition } from '../traces/filter-sql.ts';
import { readRecoveryPage } from '../traces/recoveries-read-model.ts';
import { AREA_BALANCE_COLUMNS, areaBalanceFeature } from './area-balance-feature.ts';
import { DEALER_COLUMNS, dealerExport } from './dealer-export.ts';
import { HOTSPOT_COLUMNS, hotspotExport } from './hotspot-export.ts';
import { LINK_COLUMNS, linkExport } from './link-export.ts';
import { fromRecord, pagesOf, ROWS_A_PAGE } from './record-pages.ts';
import { RELEASED_COLUMNS, readReleasedRows } from './released-rows.ts';

/** What an export asks of whoever takes it. */
export const NEEDS_OF_EXPORT: Readonly<Record<ExportLayer, Capability>> = {
  recoveries: 'records',
  incidents: 'records',
  links: 'records',
  debriefs: 'records',
  thefts: 'records',
  'dealer-sales': 'records',
  'multiple-sales': 'records',
  inspections: 'records',
  dealers: 'records',
  // Counted live, small ones too: no file of them for who sees counts alone.
  flows: 'records',
  hotspots: 'records',
  'area-balance': 'records',
  released: 'view',
};

/** Names of the properties of a layer's features, in the order of the columns of its table. */
export const EXPORT_COLUMNS: Readonly<Record<ExportLayer, readonly string[]>> = {
  recoveries: recordColumns(recoveryFeatureSchema.shape.properties.shape),
  incidents: recordColumns(incidentFeatureSchema.shape.properties.shape),
  links: LINK_COLUMNS,
  debriefs: recordColumns(debriefsSchema.shape.features.element.shape.properties.shape),
  thefts: recordColumns(theftsSchema.shape.features.element.shape.properties.shape),
  'dealer-sales': recordColumns(dealerSalesSchema.shape.items.element.shape),
  'multiple-sales': recordColumns(multipleSalesSchema.shape.items.element.shape),
  inspections: recordColumns(inspectionsSchema.shape.items.element.shape),
  dealers: DEALER_COLUMNS,
  flows: Object.keys(flowsSchema.shape.features.element.shape.properties.shape),
  hotspots: HOTSPOT_COLUMNS,
  'area-balance': AREA_BALANCE_COLUMNS,
  released: RELEASED_COLUMNS,
};

/** The columns of a record: its id, its properties, and the line of the file it came from. */
function recordColumns(properties: Readonly<Record<string, unknown>>): readonly string[] {
  const own = Object.keys(properties).filter((name) => name !== 'id' && name !== 'source');
  return ['id', ...own, 'sourceFile', 'sourceRow'];
}

/** What is said of a layer's figures wherever they go: once at length in a file, and shortly in each row of a table. */
export interface ExportNotice {
  readonly whole: string;
  readonly short: string;
}

const OF_GUNS: ExportNotice = {
  whole: NOT_A_RANDOM_SAMPLE,
  short: 'Traced guns are not a random sample of crime guns.',
};

const OF_INCIDENTS: ExportNotice = { whole: RECORDED_INCIDENTS_ONLY, short: 'Recorded incidents only.' };
const OF_SHOOTINGS: ExportNotice = { whole: RECORDED_SHOOTINGS_ONLY, short: 'Recorded shootings only.' };
const OF_RECORDS: ExportNotice = {
  whole: RECORDED_ONLY,
  short: 'Only what agencies recorded and brought in.',
};

/** The notice that goes with a layer, by what its figures are of. */
export function exportNotice(layer: ExportLayer, { of }: Pick<HotspotQuestion, 'of'>): ExportNotice {
  if (layer === 'incidents') return OF_INCIDENTS;
  if (layer === 'hotspots' && of === 'shootings') return OF_SHOOTINGS;
  return layer !== 'recoveries' && isOfRecords(layer) ? OF_RECORDS : OF_GUNS;
}

/** A feature to write, its properties flat. */
export interface ExportFeature {
  readonly id: number | string;
  readonly geometry:
    | RecoveryFeature['geometry']
    | LinkFeature['geometry']
    | FlowFeature['geometry']
    | HotspotFeature['geometry'];
  readonly properties: Readonly<Record<string, string | number | boolean | null>>;
}

export interface ExportPage {
  readonly features: readonly ExportFeature[];
  readonly next: Cursor | null;
}

export interface ExportQuestion {
  readonly filter: TraceFilter;
  /** Which flows, where it is they that are exported. */
  readonly flows: FlowQuestion;
  /** Which cells are exported as hotspots. */
  readonly hotspots: HotspotQuestion;
}

/** One page of a layer, from where the last one ended. */
export type ReadExportPage = (
  read: ScopedRead,
  question: ExportQuestion,
  after: Cursor | null,
) => Promise<ExportPage>;

/** How each layer is read. None tells of persons: no purchaser, possessor, birth date or serial number. */
export const READ_EXPORT_PAGE: Readonly<Record<ExportLayer, ReadExportPage>> = {
  async recoveries({ trx }, { filter }, after) {
    const page = await readRecoveryPage(trx, filterCondition(filter), {
      sort: 'id',
      limit: ROWS_A_PAGE,
      after,
    });
    return { features: page.features.map(fromRecord), next: page.next };
  },
  incidents: pagesOf(incidentsList, (filter) => incidentCondition({ filter, types: [] })),
  async links(read, { filter }, after) {
    const asked = { filter, type: null, chain: null };
    const page = await readLinkPage(read, asked, { sort: 'id', limit: ROWS_A_PAGE, after });
    return { features: page.features.map(linkExport), next: page.next };
  },
  debriefs: pagesOf(debriefsList),
  thefts: pagesOf(theftsList),
  'dealer-sales': pagesOf(dealerSalesList),
  'multiple-sales': pagesOf(multipleSalesList),
  inspections: pagesOf(inspectionsList),
  async dealers(read, { filter }, after) {
    const threshold = DEMAND_LETTER_THRESHOLD;
    const question = { search: null, sort: 'name', limit: ROWS_A_PAGE, after, threshold } as const;
    const page = await readDealerPage(read, filter, question);
    return { features: page.items.map(dealerExport), next: page.next };
  },
  async flows(read, question) {
    const { features } = await readFlows(read, question.filter, question.flows);
    return { features, next: null };
  },
  async hotspots(read, { filter, hotspots }) {
    const { features } = await readHotspots(read, filter, hotspots, IN_ENGLISH);
    return { features: features.map(hotspotExport), next: null };
  },
  async 'area-balance'(read, { filter, flows }) {
    const { items } = await readAreaBalance(read, filter, balanceLevel(flows.level));
    return { features: items.map(areaBalanceFeature), next: null };
  },
  async released(read) {
    return { features: await readReleasedRows(read), next: null };
  },
};
