import type { FirearmGrouping, PeriodUnit } from '../../domain/firearms-responses.ts';
import { FIREARM_GROUPINGS, PERIOD_UNITS } from '../../domain/firearms-responses.ts';
import type { GunRecordKind } from '../../domain/guns/gun-life.ts';
import { GUN_RECORD_KINDS } from '../../domain/guns/gun-life.ts';
import type { JoinState } from '../../domain/join-states.ts';
import { JOIN_STATES } from '../../domain/join-states.ts';
import { inWordsOf } from '../../domain/languages/told.ts';
import type { PageParameter, ViewId } from '../../domain/page-query.ts';
import { BRIEFING_SHAPES, type BriefingShape, PAGE_PARAMETERS, VIEW_IDS } from '../../domain/page-query.ts';
import type { ProgressOutcome } from '../../domain/progress.ts';
import { PROGRESS_OUTCOMES } from '../../domain/progress.ts';
import type { PurchaserIndicator } from '../../domain/purchasers/indicators.ts';
import { PURCHASER_INDICATORS } from '../../domain/purchasers/indicators.ts';
import type { TimeGrouping } from '../../domain/times-to-crime-responses.ts';
import { TIME_GROUPINGS } from '../../domain/times-to-crime-responses.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { FilterError, formatTraceFilter, parseTraceFilter } from '../../domain/trace-filter.ts';
import type { FlowLevel, LinkType, ObtainedHow, TheftVictim } from '../../domain/vocabulary.ts';
import { FLOW_LEVELS, LINK_TYPES, OBTAINED_HOW, THEFT_VICTIMS } from '../../domain/vocabulary.ts';
import { PLAY_MODES, type PlayMode } from '../charts/month-steps.ts';
import type { FlowScale } from '../map/flow-scale.ts';
import { SPEECH } from '../words/say.ts';
import type { CorridorDraftPlaces } from './corridor-draft-text.ts';
import { formatDraft, parseDraft } from './corridor-draft-text.ts';
import type { HotspotChoice } from './hotspot-choice.ts';
import { formatHotspotChoice, HOTSPOTS_AT_FIRST, parseHotspotChoice } from './hotspot-choice.ts';
import type { QualityChoice } from './quality-choice.ts';
import { formatQualityChoice, parseQualityChoice } from './quality-choice.ts';
import type { ReleasedChoice } from './released-choice.ts';
import { formatReleasedChoice, parseReleasedChoice, RELEASED_AT_FIRST } from './released-choice.ts';
import type { Selection } from './selection.ts';
import { formatSelection, parseSelection } from './selection.ts';

/**
 * Everything on screen, as it stands in the page's URL: the filter in the one filter grammar, and beside it the view,
 * the place, what is selected and which parts are open. A part that is as it comes by itself is left out.
 */
export interface PageState {
  readonly view: ViewId;
  readonly filter: TraceFilter;
  /** Middle of the map; null until somebody moves it: then it fits the data. */
  readonly at: MapPlace | null;
  readonly selection: readonly Selection[];
  readonly level: FlowLevel | 'auto';
  /** Between which places of a gun flows go. */
  readonly ends: FlowEndsId;
  /** Where flows come from: this installation's records, or ATF's published tables. */
  readonly figures: 'records' | 'published';
  /** Year of the published tables; null is the newest. */
  readonly year: number | null;
  /** At most this many flows are drawn, the largest; the rest are counted. */
  readonly lines: number;
  /** The counts that lines and nodes are drawn widest at; null: they fit what is shown. */
  readonly scale: FlowScale | null;
  /** How months follow each other when they are played; whether they are is not in the address. */
  readonly play: PlayMode;
  readonly pace: PlayPace;
  /** Map layers switched from how they come. */
  readonly shown: LayerSwitches;
  /** What the layer of hotspots asks for, and what of it is drawn. */
  readonly hotspots: HotspotChoice;
  /** Only links of this type, debriefs of guns obtained this way, thefts from these; null is all. */
  readonly linkType: LinkType | null;
  readonly obtained: ObtainedHow | null;
  readonly victim: TheftVictim | null;
  readonly table: TableId | null;
  /** The import open in the Data view; null is the list of all. */
  readonly openImport: number | null;
  /** What of the quality of the data is looked at in the Data view; null: its files. */
  readonly quality: QualityChoice | null;
  /** The address shown in the Review view, by its number; null is the first. What is written there stays out of the URL. */
  readonly openAddress: number | null;
  /** Which pairs of purchasers are listed in the Same buyers view. */
  readonly joins: JoinState;
  /** Indicators that all purchasers listed in the Purchasers view show. */
  readonly has: readonly PurchaserIndicator[];
  /** The purchaser open there, by the number of its row; null where none is. */
  readonly openPurchaser: number | null;
  /** The corridor open in the Corridors view; null is the list of all. */
  readonly openCorridor: number | null;
  /** The intervention open in the Progress view, and what is looked at; null is the list of all. */
  readonly openIntervention: number | null;
  readonly outcome: ProgressOutcome;
  /** What the Time-to-crime and the Firearms view tell apart, and by which spans; null for guns: what one sees them by at first. */
  readonly timesBy: TimeGrouping;
  readonly firearmsBy: FirearmGrouping | null;
  readonly firearmsEach: PeriodUnit;
  /** Which counts the Released view tells. */
  readonly released: ReleasedChoice;
  /** The record whose gun the Gun view tells of; null where none was chosen. */
  readonly openGun: GunRecordRef | null;
  /** The batch of trace requests open in the Tracing view; null is the queue and the list of all. */
  readonly openBatch: number | null;
  /** True where that batch is shown as the forms to print. */
  readonly forms: boolean;
  /** The kind of events shown in the audit log, by its name; null is all. Who they are of stays out of the URL. */
  readonly auditAction: string | null;
  /** The briefing open in the Briefings view, which of its sections is shown, and how; null is the list of all. */
  readonly openBriefing: number | null;
  readonly section: number;
  readonly briefingShape: BriefingShape;
  /** The corridor being drawn or changed on the map; null is none. */
  readonly draft: CorridorDraftPlaces | null;
  /** `column` or `-column` for descending; null is the table's own order. */
  readonly sort: string | null;
  /** The filter rail; null is open where there is room beside the map. */
  readonly rail: boolean | null;
  readonly theme: 'light' | 'dark' | null;
  readonly embed: boolean;
}

export type { ViewId };

export interface MapPlace {
  readonly lon: number;
  readonly lat: number;
  readonly zoom: number;
}

/** A record that stands for its gun. */
export interface GunRecordRef {
  readonly kind: GunRecordKind;
  readonly id: number;
}

export const TABLE_IDS = [
  'flows',
  'dealers',
  'recoveries',
  'hotspots',
  'areas',
  'links',
  'debriefs',
  'thefts',
] as const;
export type TableId = (typeof TABLE_IDS)[number];

export const MAP_LAYER_IDS = [
  'flows',
  'recoveries',
  'dealers',
  'purchasers',
  'hotspots',
  'areas',
  'jurisdictions',
  'links',
  'debriefs',
  'thefts',
] as const;
export type MapLayerId = (typeof MAP_LAYER_IDS)[number];
export type LayerSwitches = Readonly<Record<MapLayerId, boolean>>;

/** Places of a gun that flows go between, first buyers being those known by name. */
export const FLOW_ENDS_IDS = [
  'dealer>recovery',
  'purchaser>recovery',
  'dealer>purchaser',
  'debrief>recovery',
  'theft>recovery',
] as const;
export type FlowEndsId = (typeof FLOW_ENDS_IDS)[number];

export const PLAY_PACES = ['slow', 'normal', 'fast'] as const;
export type PlayPace = (typeof PLAY_PACES)[number];

/** Choices for how many flows are drawn. */
export const LINE_LIMITS: readonly number[] = [25, 100, 300, 1000];

export const NO_LAYERS: LayerSwitches = {
  flows: false,
  recoveries: false,
  dealers: false,
  purchasers: false,
  hotspots: false,
  areas: false,
  jurisdictions: false,
  links: false,
  debriefs: false,
  thefts: false,
};
const LAYERS_AT_FIRST: LayerSwitches = { ...NO_LAYERS, flows: true, recoveries: true };

export const START: PageState = {
  view: 'map',
  filter: {},
  at: null,
  selection: [],
  level: 'auto',
  ends: 'dealer>recovery',
  figures: 'records',
  year: null,
  lines: 100,
  scale: null,
  play: 'window',
  pace: 'normal',
  shown: LAYERS_AT_FIRST,
  hotspots: HOTSPOTS_AT_FIRST,
  linkType: null,
  obtained: null,
  victim: null,
  table: null,
  openImport: null,
  quality: null,
  openAddress: null,
  joins: 'unsure',
  has: [],
  openPurchaser: null,
  openCorridor: null,
  openIntervention: null,
  outcome: 'new_crime_guns',
  timesBy: 'firearm_type',
  firearmsBy: null,
  firearmsEach: 'quarter',
  released: RELEASED_AT_FIRST,
  openGun: null,
  openBatch: null,
  forms: false,
  auditAction: null,
  openBriefing: null,
  section: 1,
  briefingShape: 'story',
  draft: null,
  sort: null,
  rail: null,
  theme: null,
  embed: false,
};

export interface ParsedPage {
  readonly state: PageState;
  /** What could not be read of the URL, in words; that part is as it comes by itself. */
  readonly problems: readonly string[];
}

/** Reads the query part of the page's URL. Never throws: a shared link that is half broken still opens. */
export function parsePage(search: string): ParsedPage {
  const query = new URLSearchParams(search);
  const { filter, problems } = readableFilter(query);
  const get = (name: PageParameter) => query.get(name) ?? '';
  return {
    problems,
    state: {
      filter,
      view: oneOf(VIEW_IDS, get('view')) ?? START.view,
      at: parsePlace(get('at')),
      selection: query.getAll('select').flatMap((text) => text.split(',').flatMap(parseSelection)),
      level: oneOf(FLOW_LEVELS, get('level')) ?? START.level,
      ends: oneOf(FLOW_ENDS_IDS, get('ends')) ?? START.ends,
      figures: oneOf(['records', 'published'] as const, get('figures')) ?? START.figures,
      year: /^\d{4}$/.test(get('year')) ? Number(get('year')) : null,
      lines: LINE_LIMITS.find((limit) => String(limit) === get('lines')) ?? START.lines,
      scale: parseScale(get('scale')),
      play: oneOf(PLAY_MODES, get('play')) ?? START.play,
      pace: oneOf(PLAY_PACES, get('pace')) ?? START.pace,
      shown: parseLayers(query.get('layers')),
      hotspots: parseHotspotChoice(get('hotspots')),
      linkType: oneOf(LINK_TYPES, get('link_type')),
      obtained: oneOf(OBTAINED_HOW, get('obtained')),
      victim: oneOf(THEFT_VICTIMS, get('victim')),
      table: oneOf(TABLE_IDS, get('table')),
      openImport: parseNumber(get('import')),
      quality: parseQualityChoice(get('quality')),
      openAddress: parseNumber(get('review')),
      joins: oneOf(JOIN_STATES, get('joins')) ?? START.joins,
      has: parseIndicators(get('has')),
      openPurchaser: parseNumber(get('purchaser')),
      openCorridor: parseNumber(get('open_corridor')),
      openIntervention: parseNumber(get('intervention')),
      outcome: oneOf(PROGRESS_OUTCOMES, get('outcome')) ?? START.outcome,
      timesBy: oneOf(TIME_GROUPINGS, get('times_by')) ?? START.timesBy,
      firearmsBy: oneOf(FIREARM_GROUPINGS, get('firearms_by')),
      firearmsEach: oneOf(PERIOD_UNITS, get('each')) ?? START.firearmsEach,
      released: parseReleasedChoice(get('released')),
      openGun: parseGun(get('gun')),
      openBatch: parseNumber(get('trace_batch')),
      forms: get('forms') === '1',
      auditAction: /^[a-z]+\.[a-z_]+$/.test(get('event')) ? get('event') : null,
      openBriefing: parseNumber(get('briefing')),
      section: Math.max(1, parseNumber(get('section')) ?? START.section),
      briefingShape: oneOf(BRIEFING_SHAPES, get('shape')) ?? START.briefingShape,
      draft: parseDraft(get('draft')),
      sort: /^-?[a-zA-Z]+$/.test(get('sort')) ? get('sort') : null,
      rail: get('rail') === '' ? null : get('rail') === '1',
      theme: oneOf(['light', 'dark'] as const, get('theme')),
      embed: get('embed') === '1',
    },
  };
}

/** In their own order, whatever that in the address is. */
function parseIndicators(text: string): readonly PurchaserIndicator[] {
  const named = text.split(',');
  return PURCHASER_INDICATORS.filter((indicator) => named.includes(indicator));
}

function parseGun(text: string): GunRecordRef | null {
  const [name = '', number = ''] = text.split(':');
  const kind = oneOf(GUN_RECORD_KINDS, name);
  return kind !== null && /^\d{1,9}$/.test(number) ? { kind, id: Number(number) } : null;
}

/** Leaves out, one by one, the filter parameters that cannot be read. */
function readableFilter(query: URLSearchParams): { filter: TraceFilter; problems: string[] } {
  const rest = new URLSearchParams(query);
  const problems: string[] = [];
  for (;;) {
    try {
      return { filter: parseTraceFilter(rest, PAGE_PARAMETERS), problems };
    } catch (error) {
      if (!(error instanceof FilterError) || !rest.has(error.parameter)) throw error;
      problems.push(inWordsOf(SPEECH, error.told));
      rest.delete(error.parameter);
    }
  }
}

/** Writes the query part of the page's URL, with `?` unless it is empty; equal states give equal text. */
export function formatPage(state: PageState): string {
  const query = formatTraceFilter(state.filter);
  const set = (name: PageParameter, value: string, atFirst: string) => {
    if (value !== atFirst) query.set(name, value);
  };
  set('view', state.view, START.view);
  set('at', state.at === null ? '' : formatPlace(state.at), '');
  set('select', state.selection.map(formatSelection).join(','), '');
  set('level', state.level, START.level);
  set('ends', state.ends, START.ends);
  set('figures', state.figures, START.figures);
  set('year', String(state.year ?? ''), '');
  set('lines', String(state.lines), String(START.lines));
  set('scale', state.scale === null ? '' : formatScale(state.scale), '');
  set('play', state.play, START.play);
  set('pace', state.pace, START.pace);
  set('layers', formatLayers(state.shown), formatLayers(START.shown));
  set('hotspots', formatHotspotChoice(state.hotspots), '');
  set('link_type', state.linkType ?? '', '');
  set('obtained', state.obtained ?? '', '');
  set('victim', state.victim ?? '', '');
  set('table', state.table ?? '', '');
  set('import', String(state.openImport ?? ''), '');
  set('quality', formatQualityChoice(state.quality), '');
  set('review', String(state.openAddress ?? ''), '');
  set('joins', state.joins, START.joins);
  set('has', state.has.join(','), '');
  set('purchaser', String(state.openPurchaser ?? ''), '');
  set('open_corridor', String(state.openCorridor ?? ''), '');
  set('intervention', String(state.openIntervention ?? ''), '');
  set('outcome', state.outcome, START.outcome);
  set('times_by', state.timesBy, START.timesBy);
  set('firearms_by', state.firearmsBy ?? '', '');
  set('each', state.firearmsEach, START.firearmsEach);
  set('released', formatReleasedChoice(state.released), '');
  set('gun', state.openGun === null ? '' : `${state.openGun.kind}:${state.openGun.id}`, '');
  set('trace_batch', String(state.openBatch ?? ''), '');
  set('forms', state.forms ? '1' : '0', '0');
  set('event', state.auditAction ?? '', '');
  set('briefing', String(state.openBriefing ?? ''), '');
  set('section', String(state.section), String(START.section));
  set('shape', state.briefingShape, START.briefingShape);
  set('draft', state.draft === null ? '' : formatDraft(state.draft), '');
  set('sort', state.sort ?? '', '');
  set('rail', state.rail === null ? '' : state.rail ? '1' : '0', '');
  set('theme', state.theme ?? '', '');
  set('embed', state.embed ? '1' : '0', '0');
  // Commas and colons are allowed in a query and keep the address readable.
  const text = query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%3E', '>');
  return text === '' ? '' : `?${text}`;
}

function oneOf<Value extends string>(allowed: readonly Value[], text: string): Value | null {
  return allowed.find((value) => value === text) ?? null;
}

const parseNumber = (text: string) => (/^\d{1,9}$/.test(text) ? Number(text) : null);

function parsePlace(text: string): MapPlace | null {
  const [lon, lat, zoom, ...more] = text.split(',').map(Number);
  if (lon === undefined || lat === undefined || zoom === undefined || more.length > 0) return null;
  const inside = Math.abs(lon) <= 180 && Math.abs(lat) <= 85 && zoom >= 0 && zoom <= 22;
  return inside ? { lon, lat, zoom } : null;
}

const formatPlace = ({ lon, lat, zoom }: MapPlace) =>
  [lon.toFixed(4), lat.toFixed(4), zoom.toFixed(2)].map(Number).join(',');

/** `1200,5000,500`: widest line, largest node, widest ring; one number alone stands for all three. */
function parseScale(text: string): FlowScale | null {
  if (!/^[1-9]\d{0,8}(,[1-9]\d{0,8}){0,2}$/.test(text)) return null;
  const [flowTop = 1, nodeTop = flowTop, stayedTop = nodeTop] = text.split(',').map(Number);
  return { flowTop, nodeTop, stayedTop };
}

function formatScale({ flowTop, nodeTop, stayedTop }: FlowScale): string {
  const isOne = flowTop === nodeTop && nodeTop === stayedTop;
  return isOne ? String(flowTop) : `${flowTop},${nodeTop},${stayedTop}`;
}

function parseLayers(text: string | null): LayerSwitches {
  if (text === null) return LAYERS_AT_FIRST;
  const named = text.split(',');
  return {
    flows: named.includes('flows'),
    recoveries: named.includes('recoveries'),
    dealers: named.includes('dealers'),
    purchasers: named.includes('purchasers'),
    hotspots: named.includes('hotspots'),
    areas: named.includes('areas'),
    jurisdictions: named.includes('jurisdictions'),
    links: named.includes('links'),
    debriefs: named.includes('debriefs'),
    thefts: named.includes('thefts'),
  };
}

const formatLayers = (shown: LayerSwitches) => MAP_LAYER_IDS.filter((id) => shown[id]).join(',') || 'none';
