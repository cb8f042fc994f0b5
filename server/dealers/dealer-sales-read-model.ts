import { z } from 'zod';
import { selectRows } from '../database/connection.ts';
import { KeptInScope } from '../database/kept-in-scope.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { groupBy } from '../group-by.ts';

/** Guns that a dealer sold from one day to before another, both in days since 1970. */
export interface SalesPeriod {
  readonly from: number;
  readonly to: number;
  readonly guns: number;
}

const row = z.object({ dealer: z.number(), from: z.number(), to: z.number(), guns: z.number() });

type SalesOfDealers = ReadonlyMap<number, readonly SalesPeriod[]>;

/** Of so many scopes: a register of a state has tens of thousands of periods, which each filter asks for. */
const kept = new KeptInScope<SalesOfDealers>(4);

/**
 * The sales that files tell of, by ascending id of the dealer: periods that do not overlap, in their order. Kept for the scope and its
 * data version.
 */
export function readDealerSales(read: ScopedRead): Promise<SalesOfDealers> {
  return kept.get(read, [], () => readSales(read));
}

async function readSales({ trx }: ScopedRead): Promise<SalesOfDealers> {
  const rows = await selectRows(
    trx,
    row,
    `SELECT dealer_id AS dealer, period_from - DATE '1970-01-01' AS "from", period_to - DATE '1970-01-01' AS "to",
       guns_sold AS guns
     FROM dealer_sales WHERE dealer_id IS NOT NULL AND guns_sold IS NOT NULL ORDER BY dealer_id, id DESC`,
    {},
  );
  return new Map([...groupBy(rows, ({ dealer }) => dealer)].map(([id, of]) => [id, withoutOverlaps(of)]));
}

/**
 * Of periods of one dealer, newest first, those that do not overlap a newer one, in the order of their days: two agencies
 * may bring the same register, and a year may be told again by its months. Counted twice, sales would make a dealer look
 * better than it is.
 */
export function withoutOverlaps(newestFirst: readonly SalesPeriod[]): readonly SalesPeriod[] {
  const taken: SalesPeriod[] = [];
  for (const { from, to, guns } of newestFirst) {
    if (taken.every((other) => to <= other.from || from >= other.to)) taken.push({ from, to, guns });
  }
  return taken.sort((a, b) => a.from - b.from);
}
