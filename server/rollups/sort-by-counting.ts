/**
 * Sorts rows by whole numbers that lie close together, again and again in the same memory: asking for memory anew takes
 * longer than sorting.
 */
export class SortByCounting {
  #ends = new Uint32Array(0);
  #order = new Uint32Array(0);
  #sorted = new Uint32Array(0);

  /**
   * The numbers of rows 0 to `count - 1` by `first` and, of equal ones, by `second`; equal in both, they stay in their order.
   * 0 comes first, however far it lies from the rest. Valid until the next call.
   */
  sort(count: number, first: Uint32Array, second: Uint32Array): Uint32Array {
    if (this.#order.length < count) {
      this.#order = new Uint32Array(count);
      this.#sorted = new Uint32Array(count);
    }
    for (let row = 0; row < count; row++) this.#sorted[row] = row;
    this.#sortInto(this.#sorted, this.#order, second, count);
    this.#sortInto(this.#order, this.#sorted, first, count);
    return this.#sorted.subarray(0, count);
  }

  #sortInto(from: Uint32Array, to: Uint32Array, values: Uint32Array, count: number): void {
    let least = 2 ** 32 - 1;
    let most = 0;
    for (let row = 0; row < count; row++) {
      const value = values[row] ?? 0;
      if (value === 0) continue;
      if (value < least) least = value;
      if (value > most) most = value;
    }
    const slots = most === 0 ? 1 : most - least + 2;
    if (this.#ends.length <= slots) this.#ends = new Uint32Array(slots + 1);
    const ends = this.#ends;
    ends.fill(0, 0, slots + 1);
    for (let row = 0; row < count; row++) {
      const value = values[row] ?? 0;
      const next = value === 0 ? 1 : value - least + 2;
      ends[next] = (ends[next] ?? 0) + 1;
    }
    for (let slot = 1; slot < slots; slot++) ends[slot] = (ends[slot] ?? 0) + (ends[slot - 1] ?? 0);
    for (let index = 0; index < count; index++) {
      const row = from[index] ?? 0;
      const value = values[row] ?? 0;
      const slot = value === 0 ? 0 : value - least + 1;
      const place = ends[slot] ?? 0;
      to[place] = row;
      ends[slot] = place + 1;
    }
  }
}
