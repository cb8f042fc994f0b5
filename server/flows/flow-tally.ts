import type { FlowCounts, FlowTimeToCrime } from './flow-counts.ts';
import { timesOf } from './flow-counts.ts';

const NO_FLOW = -1;
const NOT_ASKED = -1;
const FIRST_TABLE_BITS = 13;

/**
 * Counts guns by pair of areas (numbers of `PlaceNodes`, 0 unknown) and keeps their times-to-crime. Flows are numbered
 * as they come; a hash table with open addressing finds a pair's number without allocating anything for a gun.
 */
export class FlowTally implements FlowCounts {
  #guns = 0;
  /** Of each gun, in the order they were added: the number of its flow, and its time-to-crime. */
  readonly #flowOfGun: Uint32Array;
  readonly #timeOfGun: Uint16Array;
  #flows = 0;
  /** Of each flow: its ends and how many guns it has. */
  #origins: Uint32Array;
  #destinations: Uint32Array;
  #counts: Uint32Array;
  /** Flow numbers by hash of their pair; at most half of it is taken. */
  #table: Int32Array;
  #tableBits = FIRST_TABLE_BITS;

  /** Makes room for that many guns. */
  constructor(mostGuns: number) {
    this.#flowOfGun = new Uint32Array(mostGuns);
    this.#timeOfGun = new Uint16Array(mostGuns);
    this.#table = new Int32Array(2 ** this.#tableBits).fill(NO_FLOW);
    this.#origins = new Uint32Array(this.#table.length / 2);
    this.#destinations = new Uint32Array(this.#table.length / 2);
    this.#counts = new Uint32Array(this.#table.length / 2);
  }

  /** Counts one gun. */
  add(origin: number, destination: number, timeToCrimeDays: number): void {
    const flow = this.#flowOf(origin, destination);
    this.#counts[flow] = this.count(flow) + 1;
    this.#flowOfGun[this.#guns] = flow;
    this.#timeOfGun[this.#guns] = timeToCrimeDays;
    this.#guns += 1;
  }

  /** How many pairs have guns: flows are numbered from 0 to one less. */
  get flows(): number {
    return this.#flows;
  }

  origin(flow: number): number {
    return this.#origins[flow] ?? 0;
  }

  destination(flow: number): number {
    return this.#destinations[flow] ?? 0;
  }

  count(flow: number): number {
    return this.#counts[flow] ?? 0;
  }

  timesToCrime(flows: readonly number[]): FlowTimeToCrime[] {
    return this.sortedTimes(flows.map((flow) => [flow])).map(timesOf);
  }

  /**
   * Times-to-crime in days of the guns of each group of flows, ascending, UNKNOWN_TIME last; no flow is in two groups.
   * Asked for all at once: the guns are gone through once, and those of flows that nobody asks for, which are most, are
   * left alone.
   */
  sortedTimes(groups: readonly (readonly number[])[]): Uint16Array[] {
    const groupOf = new Int32Array(this.#flows).fill(NOT_ASKED);
    const next = new Uint32Array(groups.length);
    let length = 0;
    for (const [group, flows] of groups.entries()) {
      next[group] = length;
      for (const flow of flows) {
        groupOf[flow] = group;
        length += this.count(flow);
      }
    }
    const starts = next.slice();
    const times = new Uint16Array(length);
    for (let gun = 0; gun < this.#guns; gun += 1) {
      const group = groupOf[this.#flowOfGun[gun] ?? 0] ?? NOT_ASKED;
      if (group === NOT_ASKED) continue;
      const at = next[group] ?? 0;
      times[at] = this.#timeOfGun[gun] ?? 0;
      next[group] = at + 1;
    }
    return groups.map((_, group) => times.subarray(starts[group], next[group]).sort());
  }

  #flowOf(origin: number, destination: number): number {
    let at = this.#hash(origin, destination);
    for (;;) {
      const flow = this.#table[at] ?? NO_FLOW;
      if (flow === NO_FLOW) return this.#addFlow(origin, destination, at);
      if (this.#origins[flow] === origin && this.#destinations[flow] === destination) return flow;
      at = (at + 1) & (this.#table.length - 1);
    }
  }

  /** Multiplication by 2^32 / golden ratio spreads neighbouring areas over the upper bits. */
  #hash(origin: number, destination: number): number {
    return Math.imul(origin + Math.imul(destination, 0x85ebca6b), 0x9e3779b1) >>> (32 - this.#tableBits);
  }

  #addFlow(origin: number, destination: number, at: number): number {
    const flow = this.#flows;
    this.#flows += 1;
    this.#origins[flow] = origin;
    this.#destinations[flow] = destination;
    this.#table[at] = flow;
    if (this.#flows === this.#origins.length) this.#grow();
    return flow;
  }

  #grow(): void {
    this.#tableBits += 2;
    this.#table = new Int32Array(2 ** this.#tableBits).fill(NO_FLOW);
    this.#origins = grown(this.#origins, this.#table.length / 2);
    this.#destinations = grown(this.#destinations, this.#table.length / 2);
    this.#counts = grown(this.#counts, this.#table.length / 2);
    const mask = this.#table.length - 1;
    for (let flow = 0; flow < this.#flows; flow += 1) {
      let at = this.#hash(this.origin(flow), this.destination(flow));
      while (this.#table[at] !== NO_FLOW) at = (at + 1) & mask;
      this.#table[at] = flow;
    }
  }
}

function grown(numbers: Uint32Array, length: number): Uint32Array {
  const larger = new Uint32Array(length);
  larger.set(numbers);
  return larger;
}
