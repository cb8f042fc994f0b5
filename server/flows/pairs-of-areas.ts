import type { PairedGuns } from './paired-guns.ts';

/** The pairs that begin or end in each area, those of an area together. */
interface PairsOfAreas {
  /** Where each area's pairs begin; one more entry says where the last ones end. */
  readonly starts: Uint32Array;
  readonly pairs: Uint32Array;
}

/** Listed once, when a part of the map is first looked at. */
const listed = new WeakMap<PairedGuns, PairsOfAreas>();

/** The pairs with an end in view, each once: looking at a town must not mean going through all pairs of the country. */
export function pairsInView(guns: PairedGuns, inView: Uint8Array): number[] {
  const { starts, pairs } = pairsOfAreas(guns);
  const found: number[] = [];
  for (let area = 0; area < inView.length; area += 1) {
    if (inView[area] !== 1) continue;
    for (let at = starts[area] ?? 0; at < (starts[area + 1] ?? 0); at += 1) {
      const pair = pairs[at] ?? 0;
      const origin = guns.origins[pair] ?? 0;
      // With both ends in view it is taken at its origin.
      if (origin === area || inView[origin] !== 1) found.push(pair);
    }
  }
  return found;
}

function pairsOfAreas(guns: PairedGuns): PairsOfAreas {
  const known = listed.get(guns);
  if (known !== undefined) return known;
  const made = listPairs(guns);
  listed.set(guns, made);
  return made;
}

function listPairs({ areas, pairs: count, origins, destinations }: PairedGuns): PairsOfAreas {
  const starts = new Uint32Array(areas.length + 1);
  const pairs = new Uint32Array(2 * count);
  const eachEnd = (visit: (area: number, pair: number) => void) => {
    for (let pair = 0; pair < count; pair += 1) {
      const [origin, destination] = [origins[pair] ?? 0, destinations[pair] ?? 0];
      visit(origin, pair);
      if (destination !== origin) visit(destination, pair);
    }
  };
  eachEnd((area) => {
    starts[area + 1] = (starts[area + 1] ?? 0) + 1;
  });
  for (let area = 1; area < starts.length; area += 1) {
    starts[area] = (starts[area] ?? 0) + (starts[area - 1] ?? 0);
  }
  const next = starts.slice();
  eachEnd((area, pair) => {
    const at = next[area] ?? 0;
    pairs[at] = pair;
    next[area] = at + 1;
  });
  return { starts, pairs };
}
