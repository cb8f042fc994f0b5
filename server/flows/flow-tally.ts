import type { Place } from '../rollups/packed-guns.ts';

const NO_FLOW = -1;
const NOT_ASKED = -1;
const FIRST_TABLE_BITS = 13;

/**
 * Counts guns by pair of places and keeps their times-to-crime. Flows are numbered as they come; a hash table with
 * open addressing finds a pair's number without allocating anything for a gun.
 */
export class FlowTally {
  #guns = 0;
  /** Of each gun, in the order they were added: the number of its flow, and its time-to-crime. */
  readonly #flowOfGun: Uint32Array;
  readonly #timeOfGun: Uint16Array;
  #flows = 0;
  /** Of each flow: its pair (place of recovery above, source below) and how many guns it has. */
  #pairs: Uint32Array;
  #counts: Uint32Array;
  /** Flow numbers by hash of their pair; at most half of it is taken. */
  #table: Int32Array;
  #tableBits = FIRST_TABLE_BITS;

  /** Makes room for that many guns. */
  constructor(mostGuns: number) {
    this.#flowOfGun = new Uint32Array(mostGuns);
    this.#timeOfGun = new Uint16Array(mostGuns);
    this.#table = new Int32Array(2 ** this.#tableBits).fill(NO_FLOW);
    this.#pairs = new Uint32Array(this.#table.length / 2);
    this.#counts = new Uint32Array(this.#table.length / 2);
  }

  /** Counts one gun. */
  add(source: Place, recovery: Place, timeToCrimeDays: number): void {
    const flow = this.#flowOf(((recovery << 16) | source) >>> 0);
    this.#counts[flow] = this.count(flow) + 1;
    this.#flowOfGun[this.#guns] = flow;
    this.#timeOfGun[this.#guns] = timeToCrimeDays;
    this.#guns += 1;
  }

  /** How many pairs have guns: flows are numbered from 0 to one less. */
  get flows(): number {
    return this.#flows;
  }

  source(flow: number): Place {
    return (this.#pairs[flow] ?? 0) & 0xffff;
  }

  recovery(flow: number): Place {
    return (this.#pairs[flow] ?? 0) >>> 16;
  }

  count(flow: number): number {
    return this.#counts[flow] ?? 0;
  }

  /**
   * Times-to-crime in days of each of these flows' guns, ascending, UNKNOWN_TIME last. Asked for all at once: the guns
   * are gone through once, and those of flows that nobody asks for, which are most, are left alone.
   */
  timesToCrime(flows: readonly number[]): Uint16Array[] {
    const next = new Int32Array(this.#flows).fill(NOT_ASKED);
    let length = 0;
    for (const flow of flows) {
      next[flow] = length;
      length += this.count(flow);
    }
    const times = new Uint16Array(length);
    for (let gun = 0; gun < this.#guns; gun += 1) {
      const flow = this.#flowOfGun[gun] ?? 0;
      const at = next[flow] ?? NOT_ASKED;
      if (at === NOT_ASKED) continue;
      times[at] = this.#timeOfGun[gun] ?? 0;
      next[flow] = at + 1;
    }
    return flows.map((flow) => {
      const end = next[flow] ?? 0;
      return times.subarray(end - this.count(flow), end).sort();
    });
  }

  #flowOf(pair: number): number {
    let at = this.#hash(pair);
    for (;;) {
      const flow = this.#table[at] ?? NO_FLOW;
      if (flow === NO_FLOW) return this.#addFlow(pair, at);
      if (this.#pairs[flow] === pair) return flow;
      at = (at + 1) & (this.#table.length - 1);
    }
  }

  /** Multiplication by 2^32 / golden ratio spreads neighbouring counties over the upper bits. */
  #hash(pair: number): number {
    return Math.imul(pair, 0x9e3779b1) >>> (32 - this.#tableBits);
  }

  #addFlow(pair: number, at: number): number {
    const flow = this.#flows;
    this.#flows += 1;
    this.#pairs[flow] = pair;
    this.#table[at] = flow;
    if (this.#flows === this.#pairs.length) this.#grow();
    return flow;
  }

  #grow(): void {
    this.#tableBits += 2;
    this.#table = new Int32Array(2 ** this.#tableBits).fill(NO_FLOW);
    this.#pairs = grown(this.#pairs, this.#table.length / 2);
    this.#counts = grown(this.#counts, this.#table.length / 2);
    const mask = this.#table.length - 1;
    for (let flow = 0; flow < this.#flows; flow += 1) {
      let at = this.#hash(this.#pairs[flow] ?? 0);
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
