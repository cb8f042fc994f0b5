import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { changePage, page } from '../state/page.ts';
import { formatCount } from '../words/format.ts';
import { say } from '../words/say.ts';

export interface Column<Row> {
  readonly id: string;
  readonly label: string;
  readonly title?: string;
  readonly isNumber?: boolean;
  /** Marks the heading by the colour of guns sold or recovered. */
  readonly side?: 'sold' | 'recovered';
  /** What it is sorted by; null goes last. */
  readonly value: (row: Row) => string | number | null;
  readonly cell: (row: Row) => ComponentChildren;
}

interface DataTableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  readonly isSelected: (row: Row) => boolean;
  readonly isHovered?: (row: Row) => boolean;
  readonly onHover?: (row: Row | null) => void;
  readonly onSelect: (row: Row, add: boolean) => void;
  /** How a row is called where only its button is heard. */
  readonly rowLabel: (row: Row) => string;
  /** What rows are called, several of them, where there may be thousands: the first are drawn and the others on demand. */
  readonly manyAre?: string;
  readonly footer?: ComponentChildren;
}

/** Rows drawn at first; a thousand rows at once would make typing elsewhere stutter. */
const ROWS_AT_FIRST = 100;

/** A table whose first cell of each row is a button that selects it; headings sort, and the sort is in the URL. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, footer, manyAre } = props;
  const all = useSignal(false);
  const isShort = manyAre !== undefined && !all.value && rows.length > ROWS_AT_FIRST;
  const inOrder = sorted(rows, columns);
  return (
    <div class="table-scroll" tabIndex={-1}>
      <table class="data-table">
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading key={column.id} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {(isShort ? inOrder.slice(0, ROWS_AT_FIRST) : inOrder).map((row) => (
            <TableRow key={props.rowId(row)} row={row} {...props} />
          ))}
        </tbody>
      </table>
      {isShort && (
        <p class="table-foot small">
          <button
            type="button"
            class="link-button"
            onClick={() => {
              all.value = true;
            }}
          >
            {say('Show all {count} {manyAre}', { count: formatCount(rows.length), manyAre })}
          </button>
        </p>
      )}
      {footer}
    </div>
  );
}

function sorted<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): readonly Row[] {
  const sort = page.value.sort;
  const column = columns.find(({ id }) => id === sort?.replace('-', ''));
  if (sort === null || column === undefined) return rows;
  const sign = sort.startsWith('-') ? -1 : 1;
  return [...rows].sort((a, b) => compare(column.value(a), column.value(b), sign));
}

function compare(a: string | number | null, b: string | number | null, sign: number): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  return sign * String(a).localeCompare(String(b));
}

function Heading<Row>({ column: { id, label, title, isNumber, side } }: { column: Column<Row> }) {
  const { sort } = page.value;
  const direction = sort === id ? 'ascending' : sort === `-${id}` ? 'descending' : undefined;
  // Numbers are asked for largest first.
  const first = isNumber ? `-${id}` : id;
  const second = isNumber ? id : `-${id}`;
  const next = sort === first ? second : first;
  return (
    <th scope="col" class={[isNumber && 'numeric', side].filter(Boolean).join(' ')} aria-sort={direction}>
      <button type="button" title={title} onClick={() => changePage({ sort: next }, 'same')}>
        {label}
        <span aria-hidden="true" class="sort-mark">
          {direction === 'ascending' ? '▲' : direction === 'descending' ? '▼' : ''}
        </span>
      </button>
    </th>
  );
}

function TableRow<Row>({
  row,
  columns,
  isSelected,
  isHovered,
  onHover,
  onSelect,
  rowLabel,
}: DataTableProps<Row> & { row: Row }) {
  const selected = isSelected(row);
  return (
    <tr
      class={isHovered?.(row) ? 'hovered' : undefined}
      aria-selected={selected}
      onMouseEnter={() => onHover?.(row)}
      onMouseLeave={() => onHover?.(null)}
      onClick={(event) => onSelect(row, event.shiftKey)}
    >
      {columns.map((column, index) => (
        <td key={column.id} class={column.isNumber ? 'numeric' : undefined}>
          {index === 0 ? (
            <button
              type="button"
              class="row-button"
              aria-label={rowLabel(row)}
              aria-pressed={selected}
              onFocus={() => onHover?.(row)}
              onBlur={() => onHover?.(null)}
            >
              {column.cell(row)}
            </button>
          ) : (
            column.cell(row)
          )}
        </td>
      ))}
    </tr>
  );
}
