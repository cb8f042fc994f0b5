import type { Knex } from 'knex';
import { z } from 'zod';
import { dayNumber } from '../../domain/days.ts';
import type { ListedPurchaser } from '../../domain/purchasers/listed-purchasers.ts';
import { REMINDER_DAYS } from '../../domain/purchasers/listed-purchasers.ts';
import type { Purchaser } from '../../domain/purchasers/purchaser-responses.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { describePurchasers } from './describe-purchasers.ts';
import { slotOf } from './purchaser-read-model.ts';
import { readIndicatedPurchasers } from './read-indicated-purchasers.ts';

const entryRow = z.object({
  id: z.number(),
  purchaserId: z.number(),
  basis: z.string(),
  caseNumber: z.string(),
  reviewOn: z.string(),
  listedBy: z.string(),
  listedAt: z.date(),
  reviewedBy: z.string().nullable(),
  reviewedAt: z.date().nullable(),
});

/** The entries of one's agency, the first to be reviewed first, each with what is known of its purchaser under no filter. */
export async function readListedPurchasers(read: ScopedRead, today: string): Promise<ListedPurchaser[]> {
  const entries = await readEntries(read.trx);
  if (entries.length === 0) return [];
  const found = await readIndicatedPurchasers(read, {});
  const slots = entries.map(({ purchaserId }) => slotOf(found, purchaserId));
  const seen = [...new Set(slots.filter((slot) => slot !== null))];
  const described = await describePurchasers(read, found.all, seen);
  const purchaserOf = new Map(seen.map((slot, index) => [slot, described[index]]));
  return entries.map(({ purchaserId: _row, listedAt, reviewedAt, ...entry }, index) => {
    const slot = slots[index] ?? null;
    return {
      ...entry,
      purchaser: slot === null ? null : seenPurchaser(purchaserOf.get(slot)),
      isDue: dayNumber(entry.reviewOn) - dayNumber(today) <= REMINDER_DAYS,
      listedAt: listedAt.toISOString(),
      reviewedAt: reviewedAt?.toISOString() ?? null,
    };
  });
}

/** How many entries of one's agency are to be reviewed within {@link REMINDER_DAYS} days. */
export async function countDueListings(trx: Knex.Transaction, today: string): Promise<number> {
  const [row] = await selectRows(
    trx,
    z.object({ due: z.number() }),
    'SELECT count(*)::int AS due FROM listed_purchaser WHERE review_on <= :today::date + :days::int',
    { today, days: REMINDER_DAYS },
  );
  return row?.due ?? 0;
}

/** The entry of one's agency for any of some rows of purchasers; null where none is on the list. */
export async function readListingOf(trx: Knex.Transaction, rows: readonly number[]): Promise<number | null> {
  const [row] = await selectRows(
    trx,
    z.object({ id: z.number() }),
    'SELECT id FROM listed_purchaser WHERE purchaser_id IN (SELECT unnest(:rows::int[])) ORDER BY id LIMIT 1',
    { rows: [...rows] },
  );
  return row?.id ?? null;
}

const seenPurchaser = (purchaser: Purchaser | undefined): Purchaser | null =>
  purchaser === undefined || purchaser.agencies.length === 0 ? null : purchaser;

const readEntries = (trx: Knex.Transaction) =>
  selectRows(
    trx,
    entryRow,
    `SELECT id, purchaser_id AS "purchaserId", basis, case_number AS "caseNumber", review_on::text AS "reviewOn",
       listed_by AS "listedBy", listed_at AS "listedAt", reviewed_by AS "reviewedBy", reviewed_at AS "reviewedAt"
     FROM listed_purchaser ORDER BY review_on, id`,
  );
