import type { LonLat } from '../../domain/geography/great-circle.ts';
import type { FlowFeature } from '../../domain/responses.ts';
import type { TimesToCrime } from '../rollups/times-to-crime.ts';

export type FlowTimeToCrime = Pick<
  FlowFeature['properties'],
  'medianTimeToCrimeDays' | 'shortTimeToCrimeShare' | 'knownTimeToCrime'
>;

/** Counted flows, numbered from 0; their ends are numbers of {@link FlowNodes}, 0 where an end is not known. */
export interface FlowCounts {
  readonly flows: number;
  origin(flow: number): number;
  destination(flow: number): number;
  count(flow: number): number;
  /** Figures of some of the flows, asked for all at once since they mean going through the guns again. */
  timesToCrime(flows: readonly number[]): readonly FlowTimeToCrime[];
}

/** Flows whose guns are at hand: figures of several flows together can be worked out. */
export interface FlowsOfGuns extends FlowCounts {
  /** What `read` makes of the times-to-crime of the guns of these flows together; they are only there while it reads. */
  readTimes<Result>(flows: readonly number[], read: (times: TimesToCrime) => Result): Result;
}

/** The ends of flows, by number; 0 is an end that is not known. */
export interface FlowNodes {
  readonly length: number;
  /** Null where it is not known which area a number stands for, or where that is. */
  at(node: number): FlowEnd | null;
}

/** An end of flows: an area, or several that are drawn as one. */
export interface FlowEnd extends LonLat {
  readonly code: string;
  readonly name: string;
  /** How many areas it stands for. */
  readonly areas: number;
}

/** Guns that are in the totals without being among the flows, because they touch nothing of what is looked at. */
export interface GunsElsewhere {
  readonly withinArea: number;
  readonly between: number;
  readonly unplaced: number;
}

/** Flows, not yet drawn. */
export interface FoundFlows {
  readonly flows: FlowsOfGuns;
  readonly elsewhere: GunsElsewhere;
  readonly nodes: FlowNodes;
  /** A 1 at each node that is looked at; null where all are. */
  readonly inView: Uint8Array | null;
}

export const NOWHERE_ELSE: GunsElsewhere = { withinArea: 0, between: 0, unplaced: 0 };

/** Figures of guns none of whose times-to-crime is known. */
export const UNKNOWN_TIMES: FlowTimeToCrime = {
  medianTimeToCrimeDays: null,
  shortTimeToCrimeShare: null,
  knownTimeToCrime: 0,
};

/** What is told of the times-to-crime of a flow. */
export const figuresOf = (times: TimesToCrime): FlowTimeToCrime => ({
  medianTimeToCrimeDays: times.median(),
  shortTimeToCrimeShare: times.shortShare(),
  knownTimeToCrime: times.known,
});
