import type { AdditiveTable } from '../../domain/disclosure/additive-table.ts';
import type { Mark } from '../../domain/disclosure/marks.ts';

/** The cells that follow from what is shown by adding and subtracting whole equations, in whatever order. */
export function solvedCells({ sums }: AdditiveTable, marks: readonly Mark[]): number[] {
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
  return rows.flatMap((row) => {
    const used = row.flatMap((value, column) => (Math.abs(value) > 1e-9 ? [column] : []));
    return used.length === 1 && used[0] !== undefined ? [hidden[used[0]] ?? -1] : [];
  });
}
