import type { Capability } from '../../domain/access.ts';
import type { BalanceLevel } from '../../domain/area-balance.ts';
import { BALANCE_LEVELS } from '../../domain/area-balance.ts';
import { flowLevelForZoom } from '../../domain/geography/levels.ts';
import { told } from '../../domain/languages/told.ts';
import { FilterError } from '../../domain/trace-filter.ts';
import type { FlowEnds, FlowLevel } from '../../domain/vocabulary.ts';
import { FLOW_DESTINATIONS, FLOW_LEVELS, FLOW_ORIGINS, isRecorded } from '../../domain/vocabulary.ts';
import { choiceParameter } from '../http/query-parameters.ts';
import type { View } from './flow-nodes.ts';
import type { FlowQuestion } from './flows-read-model.ts';

/** Names of the parameters that {@link flowQuestionOf} reads, beside the trace filter. */
export const FLOW_PARAMETERS: readonly string[] = [
  'level',
  'zoom',
  'limit',
  'origin',
  'destination',
  'cluster',
  'view',
];

/** Which flows a request asks for; a wrong value is a FilterError that names it. */
export function flowQuestionOf(query: URLSearchParams, limit: number): FlowQuestion {
  const zoom = zoomOf(query);
  const clustered = choiceParameter(query, 'cluster', ['none', 'zoom']) === 'zoom';
  if (clustered && zoom === null) {
    throw new FilterError('cluster', 'cluster=zoom needs the zoom of the map: add zoom=8, for example.');
  }
  const ends = flowEndsOf(query);
  return {
    level: isRecorded(ends) ? recordedLevelOf(query) : flowLevelOf(query),
    limit,
    ends,
    zoom: zoom ?? 0,
    clustered,
    view: viewOf(query),
  };
}

/** The level asked for; `auto` (or none) chooses by `zoom`, state level where that is not given either. */
export function flowLevelOf(query: URLSearchParams): FlowLevel {
  const choice = choiceParameter(query, 'level', ['auto', ...FLOW_LEVELS]);
  return choice === 'auto' ? flowLevelForZoom(zoomOf(query) ?? 0) : choice;
}

/** The level as one that exports and imports are told by; a finer one is a FilterError: nobody counts its inhabitants. */
export function balanceLevel(level: FlowLevel): BalanceLevel {
  const found = BALANCE_LEVELS.find((one) => one === level);
  if (found === undefined) {
    throw new FilterError(
      'level',
      told('Exports and imports are told by {levels}, not by {level}.', {
        levels: BALANCE_LEVELS.join(' or '),
        level,
      }),
    );
  }
  return found;
}

/** What a request for flows asks of whoever sends it: thefts and debriefs are told one by one or not at all. */
export const needsOfFlows = (query: URLSearchParams): Capability =>
  isRecorded(flowEndsOf(query)) ? 'records' : 'view';

/** Areas of thefts and debriefs are known as far as their ZIP: `auto` goes no further. */
function recordedLevelOf(query: URLSearchParams): FlowLevel {
  const level = flowLevelOf(query);
  if (level !== 'cell') return level;
  if (query.get('level') !== 'cell') return 'zip';
  throw new FilterError(
    'level',
    'Flows from thefts or debriefs are told by state, county or zip, not by cell: where they were is known by ZIP.',
  );
}

function flowEndsOf(query: URLSearchParams): FlowEnds {
  const origin = choiceParameter(query, 'origin', FLOW_ORIGINS);
  const destination = choiceParameter(query, 'destination', FLOW_DESTINATIONS);
  if (origin === 'theft' || origin === 'debrief') {
    if (destination === 'recovery') return { origin, destination };
    throw new FilterError(
      'destination',
      told('Flows from a {origin} end at the recovery of the gun.', { origin }),
    );
  }
  if (origin === destination) {
    throw new FilterError('destination', 'A flow from purchaser to purchaser says nothing: choose two ends.');
  }
  return { origin, destination };
}

function zoomOf(query: URLSearchParams): number | null {
  const zoom = query.get('zoom');
  if (zoom === null) return null;
  if (!/^\d{1,2}(\.\d+)?$/.test(zoom)) {
    throw new FilterError('zoom', told('zoom must be a number like 5 or 5.5, not "{zoom}".', { zoom }));
  }
  return Number(zoom);
}

function viewOf(query: URLSearchParams): View | null {
  const text = query.get('view');
  if (text === null) return null;
  const [west, south, east, north, ...more] = text
    .split(',')
    .map((part) => (part === '' ? Number.NaN : Number(part)));
  const isDegrees = (value: number | undefined, most: number) =>
    value !== undefined && Math.abs(value) <= most;
  if (
    west === undefined ||
    south === undefined ||
    east === undefined ||
    north === undefined ||
    more.length > 0 ||
    ![west, east].every((lon) => isDegrees(lon, 180)) ||
    ![south, north].every((lat) => isDegrees(lat, 90)) ||
    south > north
  ) {
    throw new FilterError(
      'view',
      told('view must be west,south,east,north in degrees (for example -77,39,-76,40), not "{text}".', {
        text,
      }),
    );
  }
  return [west, south, east, north];
}
