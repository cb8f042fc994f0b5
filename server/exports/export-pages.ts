import type { HotspotFeature } from '../../domain/hotspots.ts';
import type { Dealer, FlowFeature, RecoveryFeature } from '../../domain/responses.ts';
import { dealerSchema, flowsSchema, recoveryFeatureSchema } from '../../domain/responses.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { isDrawablePrecision } from '../../domain/vocabulary.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { readDealerPage } from '../dealers/dealers-read-model.ts';
import type { FlowQuestion } from '../flows/flows-read-model.ts';
import { readFlows } from '../flows/flows-read-model.ts';
import { readStateBalance } from '../flows/state-balance-read-model.ts';
import type { HotspotQuestion } from '../hotspots/hotspot-question.ts';
import { readHotspots } from '../hotspots/hotspots-read-model.ts';
import type { Cursor } from '../http/cursor.ts';
import { readRecoveryPage } from '../traces/recoveries-read-model.ts';
import { HOTSPOT_COLUMNS, hotspotExport } from './hotspot-export.ts';
import { STATE_BALANCE_COLUMNS, stateBalanceFeature } from './state-balance-feature.ts';

export const EXPORT_LAYERS = ['recoveries', 'dealers', 'flows', 'hotspots', 'state-balance'] as const;
export type ExportLayer = (typeof EXPORT_LAYERS)[number];

/** Names of the properties of a layer's features, in the order of the columns of its table. */
export const EXPORT_COLUMNS: Readonly<Record<ExportLayer, readonly string[]>> = {
  recoveries: [
    'id',
    ...Object.keys(recoveryFeatureSchema.shape.properties.shape).filter((name) => name !== 'source'),
    'sourceFile',
    'sourceRow',
  ],
  dealers: Object.keys(dealerSchema.shape).filter((name) => name !== 'location'),
  flows: Object.keys(flowsSchema.shape.features.element.shape.properties.shape),
  hotspots: HOTSPOT_COLUMNS,
  'state-balance': STATE_BALANCE_COLUMNS,
};

/** A feature to write, its properties flat. */
export interface ExportFeature {
  readonly id: number | string;
  readonly geometry: RecoveryFeature['geometry'] | FlowFeature['geometry'] | HotspotFeature['geometry'];
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

/** Rows read at a time: few statements, and few enough rows to hold. */
const ROWS_A_PAGE = 5000;

/** One page of a layer, from where the last one ended. */
export type ReadExportPage = (
  read: ScopedRead,
  question: ExportQuestion,
  after: Cursor | null,
) => Promise<ExportPage>;

/** How each layer is read. None tells of persons: no purchaser, possessor, birth date or serial number. */
export const READ_EXPORT_PAGE: Readonly<Record<ExportLayer, ReadExportPage>> = {
  async recoveries({ trx }, { filter }, after) {
    const page = await readRecoveryPage(trx, filter, { sort: 'id', limit: ROWS_A_PAGE, after });
    return { features: page.features.map(fromRecovery), next: page.next };
  },
  async dealers({ trx }, { filter }, after) {
    const question = { search: null, sort: 'name', limit: ROWS_A_PAGE, after } as const;
    const page = await readDealerPage(trx, filter, question);
    return { features: page.items.map(fromDealer), next: page.next };
  },
  async flows(read, question) {
    const { features } = await readFlows(read, question.filter, question.flows);
    return { features, next: null };
  },
  async hotspots(read, { filter, hotspots }) {
    const { features } = await readHotspots(read, filter, hotspots);
    return { features: features.map(hotspotExport), next: null };
  },
  async 'state-balance'(read, { filter }) {
    const { items } = await readStateBalance(read, filter);
    return { features: items.map(stateBalanceFeature), next: null };
  },
};

function fromRecovery({ id, geometry, properties }: RecoveryFeature): ExportFeature {
  const { source, ...flat } = properties;
  return {
    id,
    geometry,
    properties: { id, ...flat, sourceFile: source.file, sourceRow: source.row },
  };
}

/** Below street precision the location is that of an area, not of the dealer: then there is no geometry. */
function fromDealer({ location, ...flat }: Dealer): ExportFeature {
  const drawable = location !== null && isDrawablePrecision(flat.precision);
  return {
    id: flat.id,
    geometry: drawable ? { type: 'Point', coordinates: location } : null,
    properties: { ...flat },
  };
}
