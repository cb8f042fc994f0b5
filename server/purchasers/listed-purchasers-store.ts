import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../database/connection.ts';

/** An entry as it is stored: checked. */
export interface StoredListing {
  readonly purchaserId: number;
  readonly basis: string;
  readonly caseNumber: string;
  readonly reviewOn: string;
}

const idRow = z.object({ id: z.number() });
const entryRow = z.object({ purchaserId: z.number(), caseNumber: z.string() });
export type ListingRow = z.infer<typeof entryRow>;

/** Adds an entry to an agency's list and gives its id; null where the list has that purchaser. */
export async function insertListing(
  trx: Knex.Transaction,
  agencyId: number,
  listedBy: string,
  listing: StoredListing,
): Promise<number | null> {
  const [row] = await selectRows(
    trx,
    idRow,
    `INSERT INTO listed_purchaser (agency_id, purchaser_id, basis, case_number, review_on, listed_by)
     VALUES (:agencyId, :purchaserId, :basis, :caseNumber, :reviewOn, :listedBy)
     ON CONFLICT (agency_id, purchaser_id) DO NOTHING RETURNING id`,
    { ...listing, agencyId, listedBy },
  );
  return row?.id ?? null;
}

/** Notes that an entry of an agency's list was reviewed and stays; null where the list has none of that id. */
export async function reviewListing(
  trx: Knex.Transaction,
  agencyId: number,
  id: number,
  review: Pick<StoredListing, 'basis' | 'reviewOn'> & { readonly reviewedBy: string },
): Promise<ListingRow | null> {
  const [row] = await selectRows(
    trx,
    entryRow,
    `UPDATE listed_purchaser SET basis = :basis, review_on = :reviewOn, reviewed_by = :reviewedBy, reviewed_at = now()
     WHERE id = :id AND agency_id = :agencyId RETURNING purchaser_id AS "purchaserId", case_number AS "caseNumber"`,
    { ...review, id, agencyId },
  );
  return row ?? null;
}

/** Takes an entry off an agency's list; null where the list has none of that id. */
export async function deleteListing(
  trx: Knex.Transaction,
  agencyId: number,
  id: number,
): Promise<ListingRow | null> {
  const [row] = await selectRows(
    trx,
    entryRow,
    `DELETE FROM listed_purchaser WHERE id = :id AND agency_id = :agencyId
     RETURNING purchaser_id AS "purchaserId", case_number AS "caseNumber"`,
    { id, agencyId },
  );
  return row ?? null;
}
