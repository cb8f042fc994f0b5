import { TimesToCrime } from '../rollups/times-to-crime.ts';
import type { FlowsOfGuns, FlowTimeToCrime } from './flow-counts.ts';
import { figuresOf } from './flow-counts.ts';
import { PairNumbers } from './pair-numbers.ts';

/** A gun between two numbered ends, 0 where one is not known. */
export interface PlacedGun {
  readonly origin: number;
  readonly destination: number;
  readonly timeToCrimeDays: number | null;
}

/** Counted flows of guns that are at hand one by one: there are few enough. */
export class RecordedFlows implements FlowsOfGuns {
  readonly #ends = new PairNumbers();
  readonly #counts: number[] = [];
  /** By flow, the times-to-crime that are known. */
  readonly #days: number[][] = [];

  constructor(guns: Iterable<PlacedGun>) {
    for (const { origin, destination, timeToCrimeDays } of guns) {
      const flow = this.#ends.of(origin, destination);
      this.#counts[flow] = (this.#counts[flow] ?? 0) + 1;
      this.#days[flow] ??= [];
      if (timeToCrimeDays !== null) this.#days[flow].push(timeToCrimeDays);
    }
  }

  get flows(): number {
    return this.#counts.length;
  }

  origin(flow: number): number {
    return this.#ends.origins[flow] ?? 0;
  }

  destination(flow: number): number {
    return this.#ends.destinations[flow] ?? 0;
  }

  count(flow: number): number {
    return this.#counts[flow] ?? 0;
  }

  timesToCrime(flows: readonly number[]): FlowTimeToCrime[] {
    return flows.map((flow) => this.readTimes([flow], figuresOf));
  }

  readTimes<Result>(flows: readonly number[], read: (times: TimesToCrime) => Result): Result {
    const days = flows.flatMap((flow) => this.#days[flow] ?? []);
    return read(new TimesToCrime(Uint16Array.from(days).sort()));
  }
}
