import type { Random } from '../random.ts';

/** A street with its words in full; parts it does not have are empty. */
export interface PlanStreet {
  /** `North`, `East`, … before the name. */
  readonly before: string;
  readonly name: string;
  readonly type: string;
  /** The same behind it. */
  readonly after: string;
}

const PLAIN =
  'Adams Alder Arbor Ash Aspen Bay Beech Birch Bond Bridge Brook Canal Cedar Cherry Church Clay Clover Cooper Cotton Cypress Depot Dogwood Dover Elm Essex Fern Foundry Garden Gay Glover Grant Grove Hazel Holly Hunter Ivy Juniper Kent King Laurel Linden Locust Maple Market Meadow Mercer Mill Myrtle Oak Olive Orchard Pearl Pine Poplar Quarry Queen Quince Ridge River Rose School Sherman Spring Spruce Sumac Sycamore Tanner Taylor Tulip Union Vernon Vine Warren Water Webster Wharf Willow Wood York'.split(
    ' ',
  );
const STEMS = 'Ash Birch Brier Clear Elk Fair Fern Glen Hazel Kirk Lark Maple Oak Rock Stone Wren'.split(' ');
const ENDINGS = 'brook crest dale field ford gate hurst mont ridge side view wood'.split(' ');
const NAMES = [...PLAIN, ...STEMS.flatMap((stem) => ENDINGS.map((ending) => stem + ending))];
const MINOR_TYPES =
  'Street Street Street Street Street Avenue Avenue Place Road Lane Drive Court Terrace'.split(' ');
const MAJOR_TYPES = 'Avenue Avenue Boulevard Road Street'.split(' ');

/** Names the streets of a city, no two alike: plain names first, then compounds of them, then the same again as another kind. */
export class StreetNamer {
  readonly #random: Random;
  readonly #left: string[];
  readonly #given = new Set<string>();

  constructor(random: Random) {
    this.#random = random;
    this.#left = [];
  }

  next(isMajor: boolean): { readonly name: string; readonly type: string } {
    const name = this.#nextName();
    let type = this.#random.pick(isMajor ? MAJOR_TYPES : MINOR_TYPES);
    while (this.#given.has(`${name} ${type}`)) type = this.#random.pick(MINOR_TYPES);
    this.#given.add(`${name} ${type}`);
    return { name, type };
  }

  /** A name for a street of a kind of its own: an alley, a crescent. */
  nextOf(type: string): PlanStreet {
    let name = this.#nextName();
    while (this.#given.has(`${name} ${type}`)) name = this.#nextName();
    this.#given.add(`${name} ${type}`);
    return { before: '', name, type, after: '' };
  }

  #nextName(): string {
    if (this.#left.length === 0) this.#left.push(...shuffled(this.#random, NAMES));
    return this.#left.pop() ?? '';
  }
}

function shuffled<Item>(random: Random, items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** `1st`, `22nd`, `113th`. */
export function ordinal(number: number): string {
  const [tens, ones] = [Math.floor(number / 10) % 10, number % 10];
  const ending = tens === 1 ? 'th' : (['th', 'st', 'nd', 'rd'][ones] ?? 'th');
  return `${number}${ending}`;
}

/** The street on one line, its words in full. */
export function fullName({ before, name, type, after }: PlanStreet): string {
  return [before, name, type, after].filter((part) => part !== '').join(' ');
}
