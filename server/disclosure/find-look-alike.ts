import type { AdditiveTable } from '../../domain/disclosure/additive-table.ts';
import type { LookAlike } from '../../domain/disclosure/look-alike.ts';
import type { Mark } from '../../domain/disclosure/marks.ts';
import { isSmall, toldRange } from '../../domain/disclosure/marks.ts';
import type { Column, Row } from './linear-program.ts';
import { solveWhole } from './linear-program.ts';

/** What one asks of a look-alike. */
export interface LookAlikeQuestion {
  readonly table: AdditiveTable;
  /** The sums of each cell, see `sumsOfCells`. */
  readonly sumsOf: readonly (readonly number[])[];
  readonly marks: readonly Mark[];
  readonly threshold: number;
  /** The cell that must have another value. */
  readonly cell: number;
  readonly value: number;
  /** True for small counts that have not yet been seen at the end which `value` stands at. */
  readonly wants: (cell: number) => boolean;
}

/** What each unit is worth by which another count goes where it is wanted: far less than the least that is lost for one withheld. */
const WORTH = 1e-3;

interface Variable {
  readonly cell: number;
  readonly times: 1 | -1;
  readonly column: Column;
}

/**
 * The cheapest table of whole numbers that looks the same but for cells that would have to be withheld: a unit of difference in a cell
 * that is shown costs as much as its count. Of equally cheap ones that which takes most other small counts to the same end. Null where
 * there is none.
 */
export function findLookAlike(question: LookAlikeQuestion): LookAlike | null {
  const variables = question.table.counts.flatMap((_, cell) => variablesOf(question, cell));
  const rows = rowsOf(question, variables);
  if (rows === null) return null;
  const values = solveWhole(
    variables.map(({ column }) => column),
    rows,
  );
  if (values === null) return null;
  const moves = new Map<number, number>();
  variables.forEach(({ cell, times }, index) => {
    const move = times * (values[index] ?? 0);
    if (move !== 0) moves.set(cell, (moves.get(cell) ?? 0) + move);
  });
  return { cells: [...moves.keys()], moves: [...moves.values()] };
}

/** How a cell can differ: one variable where it is kept back anyway, one for each direction where it is shown. Zeros stay. */
function variablesOf(
  { table, marks, threshold, cell: target, value, wants }: LookAlikeQuestion,
  cell: number,
): Variable[] {
  const count = table.counts[cell] ?? 0;
  const mark = marks[cell] ?? 'shown';
  if (cell === target) {
    return [{ cell, times: 1, column: { cost: 0, low: value - count, high: value - count } }];
  }
  if (mark !== 'shown') {
    const { low, high } = toldRange(mark, count, threshold);
    const toEnd = value === 1 ? WORTH : -WORTH;
    const cost = isSmall(count, threshold) && wants(cell) ? toEnd : 0;
    return [{ cell, times: 1, column: { cost, low: low - count, high: high - count } }];
  }
  if (count === 0) return [];
  return [
    { cell, times: 1, column: { cost: count, low: 0, high: Number.POSITIVE_INFINITY } },
    { cell, times: -1, column: { cost: count, low: 0, high: count - threshold } },
  ];
}

/** The sums of the cells that may differ: their differences must be none. Null where the target's alone would be left. */
function rowsOf(
  { table, sumsOf, cell: target }: LookAlikeQuestion,
  variables: readonly Variable[],
): Row[] | null {
  const columnsOf = new Map<number, number[]>();
  variables.forEach(({ cell }, column) => {
    columnsOf.set(cell, [...(columnsOf.get(cell) ?? []), column]);
  });
  const rows = new Map<number, { column: number; times: number }[]>();
  for (const [cell, columns] of columnsOf) {
    for (const sum of sumsOf[cell] ?? []) {
      const side = table.sums[sum]?.total === cell ? -1 : 1;
      const terms = rows.get(sum) ?? [];
      for (const column of columns) terms.push({ column, times: side * (variables[column]?.times ?? 1) });
      rows.set(sum, terms);
    }
  }
  const alone = (columnsOf.get(target) ?? [])[0];
  if ([...rows.values()].some((terms) => terms.length === 1 && terms[0]?.column === alone)) return null;
  return [...rows.values()].map((terms) => ({ terms, equals: 0 }));
}
