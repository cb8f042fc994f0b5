import type { ComponentChildren } from 'preact';
import { layout } from '../../state/layout.ts';
import { changePage, page } from '../../state/page.ts';
import { formatCount } from '../../words/format.ts';
import { say } from '../../words/say.ts';

/** What every row tells. */
interface Counts {
  readonly id: string;
  readonly yours: number;
  readonly partners: number;
  readonly together: number;
}

interface RevealTableProps<Row extends Counts> {
  /** Starts the names of its orders in the address: there are several tables on the page. */
  readonly name: string;
  readonly caption: string;
  /** Heading of what a row is about. */
  readonly about: string;
  readonly rows: readonly Row[];
  /** What a row is about, as text to sort by and as it is shown. */
  readonly title: (row: Row) => string;
  readonly cell: (row: Row) => ComponentChildren;
  /** Who has it, and how to reach them. */
  readonly parts: (row: Row) => ComponentChildren;
}

const COUNTS = [
  { id: 'Yours', label: say('Yours'), of: ({ yours }: Counts) => yours },
  { id: 'Partners', label: say('Partners’'), of: ({ partners }: Counts) => partners },
  { id: 'Together', label: say('Together'), of: ({ together }: Counts) => together },
] as const;

/** A table of what agencies know together, sorted as the address says. */
export function RevealTable<Row extends Counts>(props: RevealTableProps<Row>) {
  const { name, caption, about, rows, title, cell, parts } = props;
  const orders = [
    { id: `${name}About`, label: about, isNumber: false },
    ...COUNTS.map(({ id, label }) => ({ id: `${name}${id}`, label, isNumber: true })),
  ];
  return (
    <>
      {layout.value === 'narrow' && <OrderChoice orders={orders} caption={caption} />}
      <table class="file-table reveal-table">
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {orders.map((order) => (
              <Heading key={order.id} order={order} />
            ))}
            <th scope="col">{say('In whose data')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted(rows, name, title).map((row) => (
            <tr key={row.id}>
              <th scope="row">{cell(row)}</th>
              {COUNTS.map(({ id, label, of }) => (
                <td key={id} class="number" data-label={label}>
                  {formatCount(of(row))}
                </td>
              ))}
              <td data-label={say('In whose data')}>{parts(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** In the order of the address where it is one of this table's, else in that of the answer. */
function sorted<Row extends Counts>(rows: readonly Row[], name: string, title: (row: Row) => string) {
  const sort = page.value.sort ?? '';
  const sign = sort.startsWith('-') ? -1 : 1;
  const column = sort.replace('-', '');
  if (column === `${name}About`) return [...rows].sort((a, b) => sign * title(a).localeCompare(title(b)));
  const count = COUNTS.find(({ id }) => column === `${name}${id}`);
  return count === undefined ? rows : [...rows].sort((a, b) => sign * (count.of(a) - count.of(b)));
}

interface Order {
  readonly id: string;
  readonly label: string;
  readonly isNumber: boolean;
}

const firstOf = ({ id, isNumber }: Order) => (isNumber ? `-${id}` : id);
const secondOf = ({ id, isNumber }: Order) => (isNumber ? id : `-${id}`);

function Heading({ order }: { order: Order }) {
  const { sort } = page.value;
  const direction = sort === order.id ? 'ascending' : sort === `-${order.id}` ? 'descending' : undefined;
  // Numbers are asked for largest first.
  const next = sort === firstOf(order) ? secondOf(order) : firstOf(order);
  return (
    <th scope="col" class={order.isNumber ? 'number' : undefined} aria-sort={direction}>
      <button type="button" class="reveal-order" onClick={() => changePage({ sort: next }, 'same')}>
        {order.label}
        <span aria-hidden="true" class="reveal-order-mark">
          {direction === 'ascending' ? '▲' : direction === 'descending' ? '▼' : ''}
        </span>
      </button>
    </th>
  );
}

/** On a phone the headings stand in the rows: the order is chosen beside the table. */
function OrderChoice({ orders, caption }: { orders: readonly Order[]; caption: string }) {
  const chosen = orders.find((order) => page.value.sort === firstOf(order));
  return (
    <label class="reveal-order-choice small">
      {say('Order')}{' '}
      <select
        class="field"
        aria-label={say('Order of {caption}', { caption })}
        value={chosen === undefined ? '' : firstOf(chosen)}
        onChange={({ currentTarget: { value } }) => changePage({ sort: value === '' ? null : value }, 'same')}
      >
        <option value="">{say('Your own first')}</option>
        {orders.map((order) => (
          <option key={order.id} value={firstOf(order)}>
            {order.label}
          </option>
        ))}
      </select>
    </label>
  );
}
