import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { FlowLevel } from '../../domain/vocabulary.ts';

/** The two ends of a flow: where the gun was sold and where it was recovered. */
export type Side = 'sold' | 'recovered';

type AreaKey =
  | 'sourceState'
  | 'recoveryState'
  | 'sourceCounty'
  | 'recoveryCounty'
  | 'sourceZip'
  | 'recoveryZip';

const KEYS: Readonly<Record<Exclude<FlowLevel, 'cell'>, Readonly<Record<Side, AreaKey>>>> = {
  state: { sold: 'sourceState', recovered: 'recoveryState' },
  county: { sold: 'sourceCounty', recovered: 'recoveryCounty' },
  zip: { sold: 'sourceZip', recovered: 'recoveryZip' },
};

/**
 * The part of the filter that leaves only guns with one end in an area; null where the filter has none for it: cells,
 * and several areas drawn as one node.
 */
export function areaFilterKey(level: FlowLevel, code: string, side: Side): AreaKey | null {
  if (level === 'cell' || code.includes('+')) return null;
  return KEYS[level][side];
}

/** The filter that leaves only guns sold in the one area and recovered in the other; null as above. */
export function pathFilter(level: FlowLevel, origin: string, destination: string): TraceFilter | null {
  const sold = areaFilterKey(level, origin, 'sold');
  const recovered = areaFilterKey(level, destination, 'recovered');
  return sold === null || recovered === null ? null : { [sold]: [origin], [recovered]: [destination] };
}

/** True where a filter is narrowed to just what `part` says. */
export const isNarrowedTo = (filter: TraceFilter, part: TraceFilter): boolean =>
  Object.entries(part).every(([key, value]) => String(filter[key as keyof TraceFilter]) === String(value));
