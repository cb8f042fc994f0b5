/** What somebody could try against published counts. None may find a small count, nor narrow what is told of it. */
import { describe, expect, it } from 'vitest';
import { Random } from '../../../bench/random.ts';
import type { AdditiveTable } from '../../../domain/disclosure/additive-table.ts';
import { ALL, crossTable } from '../../../domain/disclosure/additive-table.ts';
import type { Mark } from '../../../domain/disclosure/marks.ts';
import { isSmall } from '../../../domain/disclosure/marks.ts';
import { publicationDimensions } from '../../../domain/publication.ts';
import { releasedFigures } from '../../../domain/released-figures.ts';
import type { PublicationPlan, Snapshot } from '../../../domain/snapshots.ts';
import { CATEGORY_WAYS } from '../../../domain/snapshots.ts';
import { auditBounds } from '../../../server/disclosure/audit-bounds.ts';
import { protectTable } from '../../../server/disclosure/protect-table.ts';
import { embedPage } from '../../../server/snapshots/embed-page.ts';

const BPD = { name: 'BPD', state: 'MD' };

const THRESHOLD = 11;
const TABLES = 200;

const named = (...codes: string[]) => codes.map((code) => ({ code, name: code }));
const PLAN: PublicationPlan = {
  threshold: THRESHOLD,
  areas: named('north', 'south', 'other'),
  sources: named('GA', 'MD', 'VA', 'other', 'unknown'),
};
const DIMENSIONS = publicationDimensions(PLAN);

/** Guns of a made-up year, few enough that much is small. */
function madeUpYear(random: Random): AdditiveTable {
  const [, categories] = DIMENSIONS;
  const ways = CATEGORY_WAYS.map((way) =>
    categories.codes.flatMap((code, node) => (code.startsWith(`${way}:`) ? [node] : [])),
  );
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(items.length * random.next() ** 2)];
    if (item === undefined) throw new Error('Nothing to pick.');
    return item;
  };
  const guns = 20 + random.below(300);
  const leaves = Array.from({ length: guns }, () => {
    const area = pick([0, 1, 2]);
    return ways.map((nodes) => ({ nodes: [area, pick(nodes)], count: 1 }));
  });
  return crossTable(DIMENSIONS, leaves.flat());
}

const random = new Random(8);
const years = Array.from({ length: TABLES }, () => madeUpYear(random)).flatMap((table) => {
  const safe = protectTable(table, THRESHOLD);
  return safe === null ? [] : [{ table, ...safe }];
});

/** As it is published: whatever is kept back is a word. */
const snapshotOf = (counts: readonly number[], marks: readonly Mark[], year = 2025): Snapshot => ({
  id: 1,
  year,
  plan: PLAN,
  cells: counts.map((count, cell) => {
    const mark = marks[cell] ?? 'part';
    return mark === 'shown' ? count : mark;
  }),
  audit: { looked: 0, marks: { shown: 0, fewer: 0, part: 0, withheld: 0 } },
  madeBy: '',
  isOwn: false,
  madeAt: '2026-01-02T00:00:00Z',
  releasedBy: '',
  releasedAt: '2026-01-03T00:00:00Z',
});

/** The cells that follow from what is shown by adding and subtracting whole equations, in whatever order. */
function solvedCells({ counts, sums }: AdditiveTable, marks: readonly Mark[]): number[] {
  const hidden = marks.flatMap((mark, cell) => (mark === 'shown' ? [] : [cell]));
  const columnOf = new Map(hidden.map((cell, column) => [cell, column]));
  const rows = sums.map(({ total, parts }) => {
    const row = new Array<number>(hidden.length).fill(0);
    for (const [cell, times] of [[total, -1], ...parts.map((part) => [part, 1] as const)] as const) {
      const column = columnOf.get(cell);
      if (column !== undefined) row[column] = (row[column] ?? 0) + times;
    }
    return row;
  });
  let next = 0;
  for (let column = 0; column < hidden.length; column += 1) {
    const at = rows.findIndex((row, index) => index >= next && Math.abs(row[column] ?? 0) > 1e-9);
    if (at < 0) continue;
    const pivot = rows[at] ?? [];
    rows[at] = rows[next] ?? [];
    const by = pivot[column] ?? 1;
    rows[next] = pivot.map((value) => value / by);
    rows.forEach((row, index) => {
      const times = row[column] ?? 0;
      if (index === next || times === 0) return;
      rows[index] = row.map((value, other) => value - times * (rows[next]?.[other] ?? 0));
    });
    next += 1;
  }
  expect(counts.length).toBe(marks.length);
  return rows.flatMap((row) => {
    const used = row.flatMap((value, column) => (Math.abs(value) > 1e-9 ? [column] : []));
    return used.length === 1 && used[0] !== undefined ? [hidden[used[0]] ?? -1] : [];
  });
}

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
