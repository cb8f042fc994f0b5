/**
 * Somebody who has read all published pages of an agency, knows the rules they are made by, and works out what they can: sums and their
 * parts, spans of years less shorter ones, pages of the same guns by other ways and areas, all of them together.
 */
import { ALL } from '../../domain/disclosure/additive-table.ts';
import { isSmall, toldRange } from '../../domain/disclosure/marks.ts';
import { categoryCode } from '../../domain/publication.ts';
import type { ReleasedFigures } from '../../domain/released-figures.ts';
import type { CategoryWay } from '../../domain/snapshots.ts';
import { CATEGORY_WAYS, OTHER, UNKNOWN } from '../../domain/snapshots.ts';
import type { Row } from '../../server/disclosure/linear-program.ts';
import { LinearProgram, solveWhole } from '../../server/disclosure/linear-program.ts';

export interface Range {
  low: number;
  high: number;
}

type Sum = ReleasedFigures['total'];

/** The name of the area of all that are not told by themselves. */
export const ELSEWHERE = 'Elsewhere, or place unknown';

/** No agency has more guns in all its years. */
const MOST_GUNS = 1_000_000;

/** A count of a year: of an area by its name, or `all`, and a category with its way (`source:MD`), or `all`. */
export const cellKey = (year: number, area: string, category: string): string =>
  `${year} | ${area} | ${category}`;

export class Outsider {
  /** Cells of which pages tell what cannot be true together. */
  readonly contradicted = new Set<string>();
  readonly #pages: readonly ReleasedFigures[];
  readonly #columnOf = new Map<string, number>();
  readonly #ranges: Range[] = [];
  readonly #equations: Row[] = [];

  /**
   * `firstYear`: the year that was released first, of which the plan tells that its areas and states reach the threshold; null where it
   * was not made of any.
   */
  constructor(pages: readonly ReleasedFigures[], firstYear: number | null) {
    this.#pages = pages;
    for (const page of pages) {
      this.#tell(page, ALL, page.total);
      for (const { code, sum } of page.rows) this.#tell(page, categoryCode(page.way, code), sum);
    }
    this.#subtractShorterSpans();
    this.#addUp();
    if (firstYear !== null) this.#learnFromPlan(firstYear);
  }

  /** What each cell can be by going through the equations again and again, each narrowing what its others leave. */
  intervals(): Map<string, Range> {
    const ranges = this.#ranges.map((range) => ({ ...range }));
    let isNarrowed = true;
    while (isNarrowed) {
      isNarrowed = false;
      for (const { terms, equals } of this.#equations) {
        for (const { column, times } of terms) {
          const rest = { low: equals, high: equals };
          for (const other of terms) {
            if (other.column === column) continue;
            const { low, high } = ranges[other.column] ?? { low: 0, high: 0 };
            rest.low -= other.times === 1 ? high : -low;
            rest.high -= other.times === 1 ? low : -high;
          }
          const range = ranges[column] ?? { low: 0, high: 0 };
          const low = Math.max(range.low, times === 1 ? rest.low : -rest.high);
          const high = Math.min(range.high, times === 1 ? rest.high : -rest.low);
          isNarrowed ||= low > range.low || high < range.high;
          ranges[column] = { low, high };
        }
      }
    }
    return new Map([...this.#columnOf].map(([key, column]) => [key, ranges[column] ?? { low: 0, high: 0 }]));
  }

  /**
   * The least and the most that cells are in tables of whole numbers that agree with everything on all pages: as far as `until`, which
   * is enough to know. Each such table is added up again before it counts.
   */
  wholeRanges(keys: readonly string[], until: Range): Map<string, Range> {
    const reached = this.#ranges.map((): Range => ({ low: Infinity, high: -Infinity }));
    const columns = this.#ranges.map(({ low, high }) => ({ cost: 0, low, high: Math.min(high, MOST_GUNS) }));
    const program = new LinearProgram(columns, this.#equations);
    const go = (column: number, cost: 1 | -1) => {
      program.setCost(column, cost);
      let values = program.solve();
      program.setCost(column, 0);
      if (values !== null && !this.#isTable(values.map(Math.round))) {
        const costly = columns.map((one, index) => (index === column ? { ...one, cost } : one));
        values = solveWhole(costly, this.#equations);
      }
      const table = values?.map(Math.round);
      if (table === undefined || !this.#isTable(table)) throw new Error('No table agrees with all pages.');
      table.forEach((value, index) => {
        const range = reached[index];
        if (range === undefined) return;
        range.low = Math.min(range.low, value);
        range.high = Math.max(range.high, value);
      });
    };
    try {
      return new Map(
        keys.map((key) => {
          const column = this.#columnOf.get(key) ?? -1;
          const range = reached[column];
          if (range === undefined) throw new Error(`No page is of the year of ${key}.`);
          if (range.low > until.low) go(column, 1);
          if (range.high < until.high) go(column, -1);
          return [key, range];
        }),
      );
    } finally {
      program.end();
    }
  }

  get keys(): readonly string[] {
    return [...this.#columnOf.keys()];
  }

  #isTable(values: Float64Array): boolean {
    return (
      this.#ranges.every(
        ({ low, high }, column) => (values[column] ?? -1) >= low && (values[column] ?? -1) <= high,
      ) &&
      this.#equations.every(
        ({ terms, equals }) =>
          terms.reduce((sum, { column, times }) => sum + times * (values[column] ?? 0), 0) === equals,
      )
    );
  }

  #column(key: string): number {
    const known = this.#columnOf.get(key);
    if (known !== undefined) return known;
    this.#columnOf.set(key, this.#ranges.length);
    return this.#ranges.push({ low: 0, high: Infinity }) - 1;
  }

  #narrow(key: string, { low, high }: Range): void {
    const range = this.#ranges[this.#column(key)];
    if (range === undefined) return;
    range.low = Math.max(range.low, low);
    range.high = Math.min(range.high, high);
    if (range.low > range.high) this.contradicted.add(key);
  }

  #tell(page: ReleasedFigures, category: string, { atLeast, isWhole, hidden }: Sum): void {
    const keys = yearsOf(page).map((year) => cellKey(year, areaOf(page), category));
    const [only] = keys;
    if (keys.length === 1 && only !== undefined) {
      const whole = { low: atLeast, high: atLeast };
      this.#narrow(only, hidden === null ? whole : toldRange(hidden, 0, page.threshold));
      return;
    }
    const terms = keys.map((key) => ({ column: this.#column(key), times: 1 }));
    // What is missing in it.
    if (!isWhole) terms.push({ column: this.#ranges.push({ low: 0, high: Infinity }) - 1, times: -1 });
    this.#equations.push({ terms, equals: atLeast });
  }

  /** Sums are of years that are shown whole or not at all: the difference that a year makes is its count, if it makes one. */
  #subtractShorterSpans(): void {
    const spanOf = (page: ReleasedFigures, from: number, to: number) =>
      `${page.way} ${areaOf(page)} ${from} ${to}`;
    const pageOf = new Map(this.#pages.map((page) => [spanOf(page, page.from, page.to), page]));
    for (const page of this.#pages) {
      const { from, to } = page;
      for (const [left, shorter] of [
        [to, pageOf.get(spanOf(page, from, to - 1))],
        [from, pageOf.get(spanOf(page, from + 1, to))],
      ] as const) {
        if (shorter === undefined || from === to) continue;
        const differ = (category: string, longer: Sum, less: Sum | undefined) => {
          // A whole sum of years of which one is not shown is by no rule of these pages: its equation tells enough.
          if (less === undefined || (longer.isWhole && !less.isWhole)) return;
          const count = longer.atLeast - less.atLeast;
          if (count !== 0) this.#narrow(cellKey(left, areaOf(page), category), { low: count, high: count });
        };
        differ(ALL, page.total, shorter.total);
        for (const { code, sum } of page.rows) {
          differ(categoryCode(page.way, code), sum, shorter.rows.find((row) => row.code === code)?.sum);
        }
      }
    }
  }

  /** In each year the areas make up all, and the categories of each way make up all. */
  #addUp(): void {
    const years = new Set(this.#pages.flatMap(yearsOf));
    const areas = [...new Set(this.#pages.map(areaOf))].filter((area) => area !== ALL);
    const codesOf = (way: CategoryWay) =>
      (this.#pages.find((page) => page.way === way)?.rows ?? []).map(({ code }) => categoryCode(way, code));
    const sum = (total: string, parts: readonly string[]) => {
      if (parts.length === 0) return;
      const terms = [
        { column: this.#column(total), times: -1 },
        ...parts.map((part) => ({ column: this.#column(part), times: 1 })),
      ];
      this.#equations.push({ terms, equals: 0 });
    };
    for (const year of years) {
      for (const area of [...areas, ALL]) {
        for (const way of CATEGORY_WAYS) {
          const parts = codesOf(way).map((code) => cellKey(year, area, code));
          sum(cellKey(year, area, ALL), parts);
        }
      }
      for (const category of [ALL, ...CATEGORY_WAYS.flatMap(codesOf)]) {
        const parts = areas.map((area) => cellKey(year, area, category));
        sum(cellKey(year, ALL, category), parts);
      }
    }
  }

  /** States and areas that are told by themselves are those with enough guns in the first year. */
  #learnFromPlan(firstYear: number): void {
    for (const page of this.#pages.filter(({ from, to }) => from <= firstYear && to >= firstYear)) {
      const enough = (area: string, category: string) =>
        this.#narrow(cellKey(firstYear, area, category), { low: page.threshold, high: Infinity });
      if (page.area !== null && page.area !== ELSEWHERE) enough(page.area, ALL);
      if (page.way !== 'source') continue;
      for (const { code } of page.rows) {
        if (code !== OTHER && code !== UNKNOWN) enough(ALL, categoryCode('source', code));
      }
    }
  }
}

const areaOf = ({ area }: ReleasedFigures): string => area ?? ALL;

const yearsOf = ({ from, to }: ReleasedFigures): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Small counts that an outsider knows more closely than that they are small, by each way of working them out. */
export interface Recovered {
  readonly looked: number;
  readonly contradicted: readonly string[];
  readonly byIntervals: readonly string[];
  readonly byWholeTables: readonly string[];
}

/**
 * Holds what can be worked out from pages against true counts, by {@link cellKey}; all cells of the pages' years must be among them. An
 * error where a true count is not among what the pages leave possible: then they tell what is not so.
 */
export function recover(
  pages: readonly [ReleasedFigures, ...ReleasedFigures[]],
  truth: ReadonlyMap<string, number>,
  firstYear: number | null,
): Recovered {
  const [{ threshold }] = pages;
  const outsider = new Outsider(pages, firstYear);
  const small = outsider.keys.filter((key) => isSmall(trueCount(truth, key), threshold));
  const contradicted = [...outsider.contradicted];
  // Of pages that contradict each other no table is left to look for.
  if (contradicted.length > 0)
    return { looked: small.length, contradicted, byIntervals: [], byWholeTables: [] };
  const intervals = outsider.intervals();
  for (const [key, { low, high }] of intervals) {
    const count = trueCount(truth, key);
    if (count < low || count > high) {
      throw new Error(`${key} is ${count}, which pages tell to be from ${low} to ${high}.`);
    }
  }
  const whole = outsider.wholeRanges(small, { low: 1, high: threshold - 1 });
  const tooClose = (ranges: ReadonlyMap<string, Range>) =>
    small.filter((key) => {
      const { low, high } = ranges.get(key) ?? { low: 0, high: Infinity };
      return low > 1 || high < threshold - 1;
    });
  return {
    looked: small.length,
    contradicted,
    byIntervals: tooClose(intervals),
    byWholeTables: tooClose(whole),
  };
}

function trueCount(truth: ReadonlyMap<string, number>, key: string): number {
  const count = truth.get(key);
  if (count === undefined) throw new Error(`The true count of ${key} is not known.`);
  return count;
}
