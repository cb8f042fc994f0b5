/**
 * Which places are near which, in compressed rows: the neighbours of place i are `neighbours[offsets[i]]` to
 * `neighbours[offsets[i + 1] - 1]`. A place is not its own neighbour. Two typed arrays, so that hundreds of thousands of
 * pairs are gone through without allocating anything.
 */
export interface Neighbours {
  /** One more than there are places. */
  readonly offsets: Uint32Array;
  readonly neighbours: Uint32Array;
}

/** How many neighbours a place has. */
export const neighbourCount = ({ offsets }: Neighbours, place: number): number =>
  (offsets[place + 1] ?? 0) - (offsets[place] ?? 0);

/** The sum of the values of each place's neighbours, without its own. */
export function neighbourSums({ offsets, neighbours }: Neighbours, values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length);
  let at = 0;
  for (let place = 0; place < values.length; place++) {
    const end = offsets[place + 1] ?? 0;
    let sum = 0;
    for (; at < end; at++) sum += values[neighbours[at] ?? 0] ?? 0;
    sums[place] = sum;
  }
  return sums;
}
