import { computed } from '@preact/signals';
import type { FlowFeature, FlowNode } from '../../domain/responses.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { formatTraceFilter } from '../../domain/trace-filter.ts';
import type { FlowLevel } from '../../domain/vocabulary.ts';
import { getDealer, getDealers } from '../api/dealers.ts';
import { getFlows, getRecovery, withParameters } from '../api/endpoints.ts';
import { areaFilterKey, pathFilter } from './area-filter.ts';
import { endParameters, flowLevel, flows, way } from './map-data.ts';
import { filter, filterQuery, page } from './page.ts';
import { resource } from './resource.ts';
import { flowId, type Selection } from './selection.ts';
import { can, dataChanges } from './session.ts';

/** The one thing whose detail is shown: the last one selected. */
export const detailed = computed<Selection | null>(() => page.value.selection.at(-1) ?? null);

/** Level an area code belongs to: `MD` is a state, five digits are a ZIP while ZIPs are shown and else a county. */
export function levelOfCode(code: string): FlowLevel {
  const [area = ''] = code.split('+');
  if (area.length === 2) return 'state';
  if (area.length > 5) return 'cell';
  return flowLevel.value === 'zip' ? 'zip' : 'county';
}

type FlowSelection = Extract<Selection, { kind: 'flow' }>;

const flowDetailed = computed<FlowSelection | null>(() => {
  const one = detailed.value;
  return one?.kind === 'flow' ? one : null;
});

/** The part of a filter that leaves a flow alone; null where the filter has no words for its areas. */
export function pathOf({ origin, destination }: Omit<FlowSelection, 'kind'>): TraceFilter | null {
  const { origin: from, destination: to } = way.value;
  return pathFilter({
    level: levelOfCode(origin),
    from: [from.end, origin],
    to: [to.end, destination],
  });
}

/**
 * The filter to ask for one flow with. Of where guns were stolen or obtained it has no words: then what ends in the same area is
 * asked for, the flow among it.
 */
function askedFor(flow: FlowSelection): string | null {
  if (way.value.isOfTrace) return narrowedTo(flow);
  const key = areaFilterKey(levelOfCode(flow.destination), flow.destination, way.value.destination.end);
  return key === null ? null : formatTraceFilter({ ...filter.value, [key]: [flow.destination] }).toString();
}

function narrowedTo(flow: FlowSelection): string | null {
  const path = pathOf(flow);
  return path === null ? null : formatTraceFilter({ ...filter.value, ...path }).toString();
}

const shownFlow = computed(() => {
  const one = flowDetailed.value;
  const id = one === null ? null : flowId(one.origin, one.destination);
  return flows.value.answer?.features.find((feature) => feature.id === id) ?? null;
});

/** A selected flow that is not among those drawn (another level, or below the limit) is asked for by itself. */
const flowApart = resource(
  () => {
    const one = flowDetailed.value;
    if (one === null || shownFlow.value !== null || page.value.figures === 'published') return null;
    // While the drawn ones are under way it may be among them.
    if (flows.value.loading && levelOfCode(one.origin) === flowLevel.value) return null;
    const asked = askedFor(one);
    if (asked === null) return null;
    return `${dataChanges.value} ${withParameters(asked, { level: levelOfCode(one.origin), ...endParameters.value })}`;
  },
  (key, signal) => getFlows(key.slice(key.indexOf(' ') + 1), signal),
);

/** The selected flow with its figures; null while unknown or when no gun of the filter made this way. */
export const flowDetail = computed<{ flow: FlowFeature | null; loading: boolean }>(() => {
  const one = flowDetailed.value;
  if (one === null || shownFlow.value !== null) return { flow: shownFlow.value, loading: false };
  const { answer, loading } = flowApart.value.value;
  const id = flowId(one.origin, one.destination);
  const flow = answer?.features.find((feature) => feature.id === id) ?? null;
  return { flow, loading: loading || flows.value.loading };
});

const TOP_DEALERS = 5;

/** The dealers with most guns of the selected flow. */
export const flowDealers = resource(
  () => {
    const one = flowDetailed.value;
    if (one === null || page.value.figures === 'published' || !can('records')) return null;
    const narrowed = narrowedTo(one);
    return narrowed === null
      ? null
      : `${dataChanges.value} ${withParameters(narrowed, { limit: TOP_DEALERS, sort: 'traces' })}`;
  },
  (key, signal) => getDealers(key.slice(key.indexOf(' ') + 1), signal),
);

export const dealerDetail = resource(
  () => {
    const one = detailed.value;
    return one?.kind === 'dealer' && can('dealers')
      ? `${dataChanges.value} ${one.id} ${filterQuery.value}`
      : null;
  },
  (key, signal) => getDealer(Number(key.split(' ')[1]), filterQuery.peek(), signal),
);

export const recoveryDetail = resource(
  () => {
    const one = detailed.value;
    return one?.kind === 'recovery' && can('records') ? `${dataChanges.value} ${one.id}` : null;
  },
  (key, signal) => getRecovery(Number(key.split(' ')[1]), signal),
);

/** The selected area as a node of the flows shown, and the flows that touch it. */
export const areaDetail = computed<{ node: FlowNode | null; touching: readonly FlowFeature[] }>(() => {
  const one = detailed.value;
  const answer = flows.value.answer;
  if (one?.kind !== 'area' || answer === null) return { node: null, touching: [] };
  return {
    node: answer.nodes.find(({ properties }) => properties.code === one.code) ?? null,
    touching: answer.features.filter(
      ({ properties }) => properties.origin === one.code || properties.destination === one.code,
    ),
  };
});

/** The selected areas that flows shown begin or end in: those flows stand out from the others. */
export const areasInFocus = computed<readonly string[]>(() => {
  const codes = page.value.selection.flatMap((one) => (one.kind === 'area' ? [one.code] : []));
  const touched = ({ origin, destination }: FlowFeature['properties']) =>
    codes.filter((code) => code === origin || code === destination);
  return codes.length === 0
    ? []
    : [...new Set(flows.value.answer?.features.flatMap(({ properties }) => touched(properties)))].sort();
});
