import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { FlowLevel } from '../../domain/vocabulary.ts';
import type { FlowEnd } from '../words/end-words.ts';

type AreaKey = `${'source' | 'purchaser' | 'recovery'}${'State' | 'County' | 'Zip'}`;

const KEYS: Readonly<Record<Exclude<FlowLevel, 'cell'>, Readonly<Partial<Record<FlowEnd, AreaKey>>>>> = {
  state: { dealer: 'sourceState', purchaser: 'purchaserState', recovery: 'recoveryState' },
  county: { dealer: 'sourceCounty', purchaser: 'purchaserCounty', recovery: 'recoveryCounty' },
  zip: { dealer: 'sourceZip', purchaser: 'purchaserZip', recovery: 'recoveryZip' },
};

/**
 * The part of the filter that leaves only guns with one end in an area; null where the filter has none for it: cells,
 * several areas drawn as one node, and ends that a trace does not tell of.
 */
export function areaFilterKey(level: FlowLevel, code: string, end: FlowEnd): AreaKey | null {
  if (level === 'cell' || code.includes('+')) return null;
  return KEYS[level][end] ?? null;
}

export interface FlowPath {
  readonly level: FlowLevel;
  /** Kind and area of each end. */
  readonly from: readonly [FlowEnd, string];
  readonly to: readonly [FlowEnd, string];
}

/** The filter that leaves only guns of a flow; null as above. */
export function pathFilter({ level, from, to }: FlowPath): TraceFilter | null {
  const [first, second] = [from, to].map(([end, code]) => areaFilterKey(level, code, end));
  if (!first || !second) return null;
  return { [first]: [from[1]], [second]: [to[1]] };
}

/** True where a filter is narrowed to just what `part` says. */
export const isNarrowedTo = (filter: TraceFilter, part: TraceFilter): boolean =>
  Object.entries(part).every(([key, value]) => String(filter[key as keyof TraceFilter]) === String(value));
