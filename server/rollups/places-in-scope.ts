import { KeptInScope } from '../database/kept-in-scope.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { GunPlaces, PlaceNodes } from './gun-places.ts';
import { NUMBERS_A_GUN } from './packed-guns.ts';
import { readPackedGuns } from './read-packed-guns.ts';

/** The ZIP and county an area is named after; null where nothing in scope says. */
export interface AreasOfNode {
  readonly zip: string | null;
  readonly county: string | null;
}

export type NameNode = (node: number) => AreasOfNode;

const NOWHERE: AreasOfNode = { zip: null, county: null };

/**
 * The places that guns in scope name. Places are kept for all agencies together; what an area is called must not tell that
 * somebody else's guns lie in it.
 */
export class PlacesInScope {
  readonly #names = new WeakMap<PlaceNodes, NameNode>();

  constructor(
    private readonly places: GunPlaces,
    /** 1 at each place that a gun in scope names. */
    private readonly isNamed: Uint8Array,
  ) {}

  /** Names areas after the first ZIP, by number, that guns in scope name there. The same function for the same areas. */
  namesOf(nodes: PlaceNodes): NameNode {
    const known = this.#names.get(nodes);
    if (known !== undefined) return known;
    const placeOf = new Uint32Array(nodes.length);
    for (let place = 1; place < this.isNamed.length; place += 1) {
      const node = this.isNamed[place] === 1 ? (nodes.nodeOf[place] ?? 0) : 0;
      if (node === 0) continue;
      const first = placeOf[node] ?? 0;
      if (first === 0 || this.places.isNamedBefore(place, first)) placeOf[node] = place;
    }
    const name: NameNode = (node) => {
      const place = placeOf[node] ?? 0;
      return place === 0 ? NOWHERE : this.places.areasOf(place);
    };
    this.#names.set(nodes, name);
    return name;
  }
}

/** As many scopes as are at work. */
const kept = new KeptInScope<PlacesInScope>(16);

/** The places of all guns in scope; gone through once for a scope and data version. */
export function readPlacesInScope(read: ScopedRead): Promise<PlacesInScope> {
  return kept.get(read, [], () => gather(read));
}

async function gather(read: ScopedRead): Promise<PlacesInScope> {
  const { months, places } = await readPackedGuns(read, {});
  const isNamed = new Uint8Array(places.length);
  for (const { guns } of months) {
    for (let at = 0; at < guns.length; at += NUMBERS_A_GUN) {
      isNamed[guns[at] ?? 0] = 1;
      isNamed[guns[at + 1] ?? 0] = 1;
      isNamed[guns[at + 2] ?? 0] = 1;
    }
  }
  isNamed[0] = 0;
  return new PlacesInScope(places, isNamed);
}
