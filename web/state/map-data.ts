import type { ReadonlySignal } from '@preact/signals';
import { computed, signal } from '@preact/signals';
import { flowLevelForZoom } from '../../domain/geography/levels.ts';
import type { Flows, PublishedFlows, Summary } from '../../domain/responses.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { formatTraceFilter } from '../../domain/trace-filter.ts';
import type { FlowLevel } from '../../domain/vocabulary.ts';
import { getFlows, getPublishedFlows, getSummary, withParameters } from '../api/endpoints.ts';
import { openWays, WAY_WORDS } from '../words/end-words.ts';
import { say } from '../words/say.ts';
import type { MapView } from './map-view.ts';
import { viewAround } from './map-view.ts';
import { filter, filterQuery, page } from './page.ts';
import { FLOW_ENDS_IDS, START } from './page-state.ts';
import type { Resource } from './resource.ts';
import { resource } from './resource.ts';
import { can, dataChanges } from './session.ts';

/** Zoom of the map where it last came to rest; decides the level of the flows. */
export const mapZoom = signal(page.value.at?.zoom ?? 3);
/** What the map showed where it last came to rest, in degrees; null until it is drawn. */
export const mapBounds = signal<MapView | null>(null);
/** The same with enough around it that small moves stay inside; null also where that is the whole world. */
const mapView = computed(() =>
  mapBounds.value === null ? null : viewAround(mapBounds.value, mapZoom.value),
);
/** The flow under the pointer, on the map or in the table; its id. */
export const hoveredFlow = signal<string | null>(null);

/** Level the flows are shown at: the chosen one, else the one that suits the zoom. */
export const flowLevel = computed(() => {
  const level = page.value.level === 'auto' ? levelForZoom() : page.value.level;
  // Where guns were stolen or obtained is known by ZIP at the finest.
  return level === 'cell' && !way.value.isOfTrace ? 'zip' : level;
});

function levelForZoom(): FlowLevel {
  const level = flowLevelForZoom(mapZoom.value);
  // Who sees no records is told sales by county at the finest: between ZIPs there would be nothing.
  return level === 'state' || can('records') ? level : 'county';
}

const isPublished = computed(() => page.value.figures === 'published');

/** What is shown in figures: funnel, months, classes; with the filter they are of, which may have changed since. */
export const summary = resource(
  () => `${dataChanges.value} ${filterQuery.value}`,
  async (_key, signal) => {
    const of = filter.peek();
    return { ...(await getSummary(filterQuery.peek(), signal)), of };
  },
);

/** The ways one may choose. */
export const waysOpen = computed(() => openWays(FLOW_ENDS_IDS, can('records')));
/** Between which ends flows are shown: as chosen, unless the address asks for what is not open. */
export const endsInUse = computed(() => waysOpen.value.find((id) => id === page.value.ends) ?? START.ends);

/** The words of the flows shown; those published go from sale to recovery. */
export const way = computed(() => WAY_WORDS[isPublished.value ? START.ends : endsInUse.value]);

/** Between which ends flows are asked for. */
export const endParameters = computed(() =>
  endsInUse.value === START.ends
    ? {}
    : { origin: way.value.origin.end, destination: way.value.destination.end },
);

/** Which flows are asked for, whatever part of the map is looked at; of their export too. */
export const flowQuery = computed(() =>
  withParameters(filterQuery.value, {
    level: flowLevel.value,
    limit: page.value.lines,
    ...endParameters.value,
    // Cells are as large as they must be to be told apart.
    ...(flowLevel.value === 'cell' && { zoom: Math.floor(mapZoom.value) }),
  }),
);

/** The flows on the map: below states, ends too near each other are drawn as one, and the finest only around the view. */
const drawnFlowQuery = computed(() => {
  const level = flowLevel.value;
  if (level === 'state') return flowQuery.value;
  const view = level === 'county' ? null : mapView.value;
  return withParameters(flowQuery.value, {
    zoom: Math.floor(mapZoom.value),
    cluster: 'zoom',
    ...(view !== null && { view: view.join(',') }),
  });
});

const recordFlows = resource(
  () => (isPublished.value ? null : `${dataChanges.value} ${drawnFlowQuery.value}`),
  (_key, signal) => getFlows(drawnFlowQuery.peek(), signal),
);

/** The query of the published flows: they know years and states only. */
export const publishedQuery = computed(() => {
  const { recoveryState, sourceState } = filter.value;
  const states = formatTraceFilter({
    ...(recoveryState && { recoveryState }),
    ...(sourceState && { sourceState }),
  }).toString();
  return withParameters(states, {
    ...(page.value.year !== null && { year: page.value.year }),
    limit: page.value.lines,
  });
});

const publishedFlows = resource(
  () => (isPublished.value ? `${dataChanges.value} ${publishedQuery.value}` : null),
  (_key, signal) => getPublishedFlows(publishedQuery.peek(), signal),
);

/** The published tables in use; null while the figures are this installation's records. */
export const published: ReadonlySignal<Resource<PublishedFlows>> = publishedFlows.value;

/** The flows on screen, from whichever figures are chosen. */
export const flows = computed<Resource<Flows>>(() =>
  isPublished.value ? publishedFlows.value.value : recordFlows.value.value,
);
export const retryFlows = () => (isPublished.peek() ? publishedFlows : recordFlows).retry();

/** What stands in the place of counts that are not there, so that nobody takes them for none. */
export const uncounted = computed(() =>
  summary.value.value.error === null ? say('Counting…') : say('Could not be counted.'),
);

/**
 * The summary as it would be without a part of the filter: what a list of choices must show, so that a second choice
 * can be made beside the first. Where that part is not filtered it is the summary itself, and nothing is asked.
 */
function facet(...keys: (keyof TraceFilter)[]): ReadonlySignal<Summary | null> {
  const others = computed(() => {
    const rest: Record<string, unknown> = { ...filter.value };
    if (!keys.some((key) => rest[key] !== undefined)) return null;
    for (const key of keys) delete rest[key];
    return formatTraceFilter(rest as TraceFilter).toString();
  });
  const without = resource(
    () => (others.value === null ? null : `${dataChanges.value} ${others.value}`),
    (_key, signal) => getSummary(others.peek() ?? '', signal),
  );
  let last: Summary | null = null;
  return computed(() => {
    const { answer, loading } = others.value === null ? summary.value.value : without.value.value;
    // Until the answer to this question is there, the last one stays: choices must not vanish under a hand or a focus.
    if (answer !== null && !loading) last = answer;
    return last ?? answer;
  });
}

export const facets = {
  dates: facet('recoveredFrom', 'recoveredTo'),
  timeToCrime: facet('ttcMin', 'ttcMax'),
  firearmType: facet('firearmType'),
  sourceState: facet('sourceState'),
  recoveryState: facet('recoveryState'),
} as const;
