/**
 * Random numbers that are the same on every machine for the same seed. Each purpose draws from a fork of its own, so
 * that a change to one does not change all others.
 */
export class Random {
  #state: number;
  readonly #seed: string;

  constructor(seed: string) {
    this.#seed = seed;
    this.#state = hash(seed);
  }

  /** An independent generator for a purpose. */
  fork(purpose: string): Random {
    return new Random(`${this.#seed}/${purpose}`);
  }

  /** Evenly from 0 (included) to 1 (excluded), 32 bits: a Weyl sequence, its steps mixed by multiplications. */
  next(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    return mix(this.#state) / 2 ** 32;
  }

  /** A whole number, both ends included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new Error('Nothing to pick from.');
    return item;
  }

  /** Normally distributed: mean 0, standard deviation 1 (Box-Muller). */
  gaussian(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }

  /** Exponentially distributed with a mean. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  digits(count: number): string {
    return String(this.int(0, 10 ** count - 1)).padStart(count, '0');
  }

  letters(count: number): string {
    return Array.from({ length: count }, () => this.pick(LETTERS)).join('');
  }
}

/** Without I, O and Q, which serial numbers avoid. */
const LETTERS = [...'ABCDEFGHJKLMNPRSTUVWXYZ'];

/** Draws items in proportion to their weights. */
export class WeightedChoice<Item> {
  readonly #items: readonly Item[];
  readonly #cumulative: Float64Array;

  constructor(items: readonly Item[], weightOf: (item: Item) => number) {
    this.#items = items;
    let sum = 0;
    this.#cumulative = Float64Array.from(items, (item) => {
      sum += weightOf(item);
      return sum;
    });
  }

  draw(random: Random): Item {
    const target = random.next() * (this.#cumulative.at(-1) ?? 0);
    let [low, high] = [0, this.#items.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#cumulative[middle] ?? 0) > target) high = middle;
      else low = middle + 1;
    }
    const item = this.#items[low];
    if (item === undefined) throw new Error('Nothing to choose from.');
    return item;
  }
}

/** A choice from a table of weights. */
export function weighted<Key extends string>(weights: Readonly<Record<Key, number>>): WeightedChoice<Key> {
  const keys = Object.keys(weights) as Key[];
  return new WeightedChoice(keys, (key) => weights[key]);
}

function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
  return mix(sum) | 0;
}

function mix(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
  return (bits ^ (bits >>> 15)) >>> 0;
}
