/** What somebody could try against published counts. None may find a small count, nor narrow what is told of it. */
import { describe, expect, it } from 'vitest';
import { Random } from '../../../bench/random.ts';
import { ALL, cellOf } from '../../../domain/disclosure/additive-table.ts';
import type { Mark } from '../../../domain/disclosure/marks.ts';
import { isSmall, primaryMarks } from '../../../domain/disclosure/marks.ts';
import { categoryCode, publicationDimensions, toldCells } from '../../../domain/publication.ts';
import type { ReleasedFigures } from '../../../domain/released-figures.ts';
import { releasedFigures } from '../../../domain/released-figures.ts';
import type { Snapshot } from '../../../domain/snapshots.ts';
import { CATEGORY_WAYS } from '../../../domain/snapshots.ts';
import { auditBounds } from '../../../server/disclosure/audit-bounds.ts';
import { protectTable } from '../../../server/disclosure/protect-table.ts';
import { embedPage } from '../../../server/snapshots/embed-page.ts';
import { MADE_UP_PLAN, madeUpYear } from '../../helpers/made-up-year.ts';
import { cellKey, recover } from '../../helpers/outsider.ts';
import { solvedCells } from '../../helpers/solved-cells.ts';

const BPD = { name: 'BPD', state: 'MD' };
const THRESHOLD = MADE_UP_PLAN.threshold;
const DIMENSIONS = publicationDimensions(MADE_UP_PLAN);
const TABLES = 200;

const random = new Random(8);
const years = Array.from({ length: TABLES }, () => madeUpYear(random)).flatMap((table) => {
  const safe = protectTable(table, THRESHOLD);
  return safe === null ? [] : [{ table, ...safe }];
});

/** As it is published: whatever is kept back is a word. */
const snapshotOf = (counts: readonly number[], marks: readonly Mark[], year = 2025): Snapshot => ({
  id: 1,
  year,
  plan: MADE_UP_PLAN,
  cells: toldCells(counts, marks),
  audit: { looked: 0, marks: { shown: 0, fewer: 0, part: 0, withheld: 0 } },
  madeBy: '',
  isOwn: false,
  madeAt: '2026-01-02T00:00:00Z',
  releasedBy: '',
  releasedAt: '2026-01-03T00:00:00Z',
});

describe('attacks on 200 made-up years', () => {
  it('have something to attack', () => {
    expect(years.length).toBeGreaterThan(TABLES * 0.9);
    const small = years.map(({ table }) => table.counts.filter((count) => isSmall(count, THRESHOLD)).length);
    expect(small.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(10 * years.length);
    const shown = years.map(({ marks }) => marks.filter((mark) => mark === 'shown').length);
    expect(shown.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(15 * years.length);
  });

  it('total minus parts, parent minus children, any of them after any other', () => {
    for (const { table, marks } of years) {
      const found = solvedCells(table, marks).filter((cell) => isSmall(table.counts[cell] ?? 0, THRESHOLD));
      expect(found).toEqual([]);
    }
  });

  it('the least and the most a count can be, with all that the words say', () => {
    for (const { table, marks } of years) expect(auditBounds(table, marks, THRESHOLD).tooClose).toEqual([]);
  });

  it('share times count, legend, order, zero against missing, bytes and ETag: pages of look-alikes are the same', () => {
    for (const { table, marks, lookAlikes } of years.slice(0, 40)) {
      for (const { cells, moves } of lookAlikes) {
        const other = [...table.counts];
        cells.forEach((cell, index) => {
          other[cell] = (other[cell] ?? 0) + (moves[index] ?? 0);
        });
        expect(other).not.toEqual(table.counts);
        for (const way of CATEGORY_WAYS) {
          const page = (counts: readonly number[]) =>
            embedPage('T', releasedFigures(BPD, [snapshotOf(counts, marks)], way, ALL), {
              json: 'x.json',
              oembed: null,
              picture: null,
            });
          expect(page(other)).toBe(page(table.counts));
        }
      }
    }
  });

  it('a window of years minus a shorter one: sums are of what each year shows', () => {
    for (const [index, { table, marks }] of years.entries()) {
      const next = years[index + 1];
      if (next === undefined) continue;
      const first = snapshotOf(table.counts, marks, 2024);
      const second = snapshotOf(next.table.counts, next.marks, 2025);
      for (const way of CATEGORY_WAYS) {
        const both = releasedFigures(BPD, [first, second], way, ALL);
        const one = releasedFigures(BPD, [first], way, ALL);
        const other = releasedFigures(BPD, [second], way, ALL);
        for (const { code, sum } of both.rows) {
          const of = ({ rows }: typeof both) =>
            rows.find((row) => row.code === code)?.sum.atLeast ?? Number.NaN;
          expect(sum.atLeast - of(one)).toBe(of(other));
        }
      }
    }
  });
});

/** Three of the years as those of one agency, as `marksOf` would have them published. */
function threeYears(first: number, marksOf: (year: (typeof years)[number]) => readonly Mark[]) {
  const [areas, categories] = DIMENSIONS;
  const truth = new Map<string, number>();
  const snapshots = years.slice(first, first + 3).map((year, index) => {
    areas.codes.forEach((area, node) => {
      categories.codes.forEach((category, other) => {
        const count = year.table.counts[cellOf(DIMENSIONS, [node, other])] ?? 0;
        truth.set(cellKey(2023 + index, area, category), count);
      });
    });
    return snapshotOf(year.table.counts, marksOf(year), 2023 + index);
  });
  return { truth, snapshots };
}

/** All pages there can be of them. */
function allPages(snapshots: readonly Snapshot[]): [ReleasedFigures, ...ReleasedFigures[]] {
  const [first, ...others] = snapshots.flatMap((_, from) =>
    snapshots.slice(from).flatMap((_, longer) => {
      const [one, ...more] = snapshots.slice(from, from + longer + 1);
      if (one === undefined) throw new Error('A page is of a year at least.');
      return DIMENSIONS[0].codes.flatMap((area) =>
        CATEGORY_WAYS.map((way) => releasedFigures(BPD, [one, ...more], way, area)),
      );
    }),
  );
  if (first === undefined) throw new Error('There are no pages.');
  return [first, ...others];
}

describe('all pages of three years together: each way and area, and every span of years', () => {
  const starts = [0, 3, 6, 9, 12, 15, 18, 21];

  it('leave every small count anything from 1 to 10', () => {
    for (const start of starts) {
      const { truth, snapshots } = threeYears(start, ({ marks }) => marks);
      const { looked, ...found } = recover(allPages(snapshots), truth, null);
      expect(looked).toBeGreaterThan(30);
      expect(found).toEqual({ contradicted: [], byIntervals: [], byWholeTables: [] });
    }
  });

  it('give counts away where only the small ones themselves are kept back', () => {
    for (const start of starts) {
      const { truth, snapshots } = threeYears(start, ({ table }) => primaryMarks(table, THRESHOLD));
      const { byIntervals, byWholeTables } = recover(allPages(snapshots), truth, null);
      expect(byIntervals.length).toBeGreaterThan(0);
      // Going through equations one by one finds no more than whole tables leave.
      expect(byWholeTables).toEqual(expect.arrayContaining([...byIntervals]));
    }
  });

  it('give counts away where spans of years are of what no year shows', () => {
    const { truth, snapshots } = threeYears(0, ({ marks }) => marks);
    const pages = allPages(snapshots);
    const whole = (page: ReleasedFigures, category: string) => {
      const years = [2023, 2024, 2025].slice(page.from - 2023, page.to - 2022);
      const counts = years.map((year) => truth.get(cellKey(year, page.area ?? ALL, category)) ?? 0);
      return { atLeast: counts.reduce((sum, count) => sum + count, 0), isWhole: true, hidden: null };
    };
    const leaky = pages.map((page) =>
      page.from === page.to || page.area === null
        ? page
        : {
            ...page,
            rows: page.rows.map((row) => ({ ...row, sum: whole(page, categoryCode(page.way, row.code)) })),
          },
    );
    const [first, ...others] = leaky;
    if (first === undefined) throw new Error('There are no pages.');
    const { contradicted, byWholeTables } = recover([first, ...others], truth, null);
    expect(contradicted).toEqual([]);
    expect(byWholeTables.length).toBeGreaterThan(10);
  });

  it('give late guns away where a year is counted once more', () => {
    const { truth, snapshots } = threeYears(0, ({ marks }) => marks);
    const [first] = snapshots;
    if (first === undefined) throw new Error('There is no year.');
    const later = {
      ...first,
      cells: first.cells.map((told) => (told === 0 || typeof told === 'string' ? told : told + 2)),
    };
    const [page, ...others] = allPages(snapshots);
    const { contradicted } = recover(
      [page, ...others, releasedFigures(BPD, [later], 'type', ALL)],
      truth,
      null,
    );
    expect(contradicted).toContain(cellKey(first.year, ALL, ALL));
  });
});
