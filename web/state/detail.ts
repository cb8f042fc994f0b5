import { computed } from '@preact/signals';
import { stateByFips } from '../../domain/geography/states.ts';
import type { FlowFeature, FlowNode } from '../../domain/responses.ts';
import { formatTraceFilter } from '../../domain/trace-filter.ts';
import type { FlowLevel } from '../../domain/vocabulary.ts';
import { getDealer, getDealers, getFlows, getRecovery, withParameters } from '../api/endpoints.ts';
import { flowLevel, flows } from './map-data.ts';
import { filter, filterQuery, page } from './page.ts';
import { resource } from './resource.ts';
import { flowId, type Selection } from './selection.ts';
import { dataChanges } from './session.ts';

/** The one thing whose detail is shown: the last one selected. */
export const detailed = computed<Selection | null>(() => page.value.selection.at(-1) ?? null);

/** Level an area code belongs to: `MD` is a state, `24510` a county. */
export const levelOfCode = (code: string): FlowLevel => (code.length === 2 ? 'state' : 'county');

/** The state an area code lies in, as USPS code. */
export const stateOfCode = (code: string): string =>
  code.length === 2 ? code : (stateByFips(code.slice(0, 2))?.code ?? '');

type FlowSelection = Extract<Selection, { kind: 'flow' }>;

const flowDetailed = computed<FlowSelection | null>(() => {
  const one = detailed.value;
  return one?.kind === 'flow' ? one : null;
});

/** The filter narrowed to the states of a flow; what is behind the flow lies inside it. */
const narrowedTo = ({ origin, destination }: FlowSelection) =>
  formatTraceFilter({
    ...filter.value,
    sourceState: [stateOfCode(origin)],
    recoveryState: [stateOfCode(destination)],
  }).toString();

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
    return `${dataChanges.value} ${withParameters(narrowedTo(one), { level: levelOfCode(one.origin) })}`;
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

/** The dealers with most guns between the two states of the selected flow. */
export const flowDealers = resource(
  () => {
    const one = flowDetailed.value;
    if (one === null || page.value.figures === 'published') return null;
    return `${dataChanges.value} ${withParameters(narrowedTo(one), { limit: TOP_DEALERS })}`;
  },
  (key, signal) => getDealers(key.slice(key.indexOf(' ') + 1), signal),
);

export const dealerDetail = resource(
  () => {
    const one = detailed.value;
    return one?.kind === 'dealer' ? `${dataChanges.value} ${one.id} ${filterQuery.value}` : null;
  },
  (key, signal) => getDealer(Number(key.split(' ')[1]), filterQuery.peek(), signal),
);

export const recoveryDetail = resource(
  () => {
    const one = detailed.value;
    return one?.kind === 'recovery' ? `${dataChanges.value} ${one.id}` : null;
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
