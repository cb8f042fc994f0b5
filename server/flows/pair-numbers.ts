const NO_PAIR = -1;
const FIRST_TABLE_BITS = 13;

/**
 * Numbers pairs of areas (numbers of `PlaceNodes`, 0 unknown) from 0 as they come. A hash table with open addressing
 * finds a pair's number without allocating anything for a gun.
 */
export class PairNumbers {
  #length = 0;
  #origins: Uint32Array;
  #destinations: Uint32Array;
  /** Numbers by hash of their pair; at most half of it is taken. */
  #table: Int32Array;
  #tableBits = FIRST_TABLE_BITS;

  constructor() {
    this.#table = new Int32Array(2 ** this.#tableBits).fill(NO_PAIR);
    this.#origins = new Uint32Array(this.#table.length / 2);
    this.#destinations = new Uint32Array(this.#table.length / 2);
  }

  /** How many pairs there are. */
  get length(): number {
    return this.#length;
  }

  /** Of each pair, its first area. */
  get origins(): Uint32Array {
    return this.#origins.subarray(0, this.#length);
  }

  /** Of each pair, its second area. */
  get destinations(): Uint32Array {
    return this.#destinations.subarray(0, this.#length);
  }

  /** The number of a pair, a new one if it has none yet. */
  of(origin: number, destination: number): number {
    let at = this.#hash(origin, destination);
    for (;;) {
      const pair = this.#table[at] ?? NO_PAIR;
      if (pair === NO_PAIR) return this.#add(origin, destination, at);
      if (this.#origins[pair] === origin && this.#destinations[pair] === destination) return pair;
      at = (at + 1) & (this.#table.length - 1);
    }
  }

  /** Multiplication by 2^32 / golden ratio spreads neighbouring areas over the upper bits. */
  #hash(origin: number, destination: number): number {
    return Math.imul(origin + Math.imul(destination, 0x85ebca6b), 0x9e3779b1) >>> (32 - this.#tableBits);
  }

  #add(origin: number, destination: number, at: number): number {
    const pair = this.#length;
    this.#length += 1;
    this.#origins[pair] = origin;
    this.#destinations[pair] = destination;
    this.#table[at] = pair;
    if (this.#length === this.#origins.length) this.#grow();
    return pair;
  }

  #grow(): void {
    this.#tableBits += 2;
    this.#table = new Int32Array(2 ** this.#tableBits).fill(NO_PAIR);
    this.#origins = grown(this.#origins, this.#table.length / 2);
    this.#destinations = grown(this.#destinations, this.#table.length / 2);
    const mask = this.#table.length - 1;
    for (let pair = 0; pair < this.#length; pair += 1) {
      let at = this.#hash(this.#origins[pair] ?? 0, this.#destinations[pair] ?? 0);
      while (this.#table[at] !== NO_PAIR) at = (at + 1) & mask;
      this.#table[at] = pair;
    }
  }
}

function grown(numbers: Uint32Array, length: number): Uint32Array {
  const larger = new Uint32Array(length);
  larger.set(numbers);
  return larger;
}
