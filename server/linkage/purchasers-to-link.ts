import type { Knex } from 'knex';
import { z } from 'zod';
import type { LinkagePerson } from '../../domain/linkage/person.ts';
import { namesOf } from '../../domain/linkage/person.ts';
import { selectRows } from '../database/connection.ts';
import { normaliseStreet, normaliseZip } from '../geocoding/normalise-address.ts';

/** A purchaser as linkage compares it. */
export interface PurchaserToLink {
  readonly id: number;
  readonly agencyId: number;
  readonly person: LinkagePerson;
}

const row = z.object({
  id: z.number(),
  agencyId: z.number(),
  fullName: z.string(),
  birthDate: z.string().nullable(),
  street: z.string().nullable(),
  zip: z.string().nullable(),
  areaZip: z.string().nullable(),
});

/** The purchasers of these agencies that have a name, by id. */
export async function readPurchasersToLink(
  knex: Knex,
  agencyIds: readonly number[],
): Promise<PurchaserToLink[]> {
  const rows = await selectRows(
    knex,
    row,
    `SELECT id, agency_id AS "agencyId", full_name AS "fullName", birth_date AS "birthDate", street, zip,
       area_zip AS "areaZip"
     FROM purchaser WHERE agency_id IN (SELECT unnest(?::int[])) AND full_name IS NOT NULL ORDER BY id`,
    [[...agencyIds]],
  );
  return rows.map(({ id, agencyId, fullName, birthDate, street, zip, areaZip }) => ({
    id,
    agencyId,
    person: {
      ...namesOf(fullName),
      birthDate,
      street: normaliseStreet(street),
      zip: normaliseZip(zip) ?? areaZip,
    },
  }));
}
