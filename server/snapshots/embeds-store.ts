import type { Knex } from 'knex';
import { z } from 'zod';
import type { ReleasedFigures } from '../../domain/released-figures.ts';
import { selectRows } from '../database/connection.ts';

export interface NewEmbed {
  readonly id: string;
  readonly agencyId: number;
  readonly title: string;
  readonly page: string;
  readonly figures: ReleasedFigures;
  readonly sites: readonly string[];
  readonly signedOnly: boolean;
  readonly madeBy: string;
  /** Days until it is gone; null: never. */
  readonly days: number | null;
}

export async function insertEmbed(trx: Knex.Transaction, embed: NewEmbed): Promise<void> {
  await trx.raw(
    `INSERT INTO embed (id, agency_id, title, page, figures, sites, signed_only, made_by, expires_at)
     VALUES (:id, :agencyId, :title, :page, :figures, :sites::text[], :signedOnly, :madeBy, now() + make_interval(days => :days::int))`,
    { ...embed, figures: JSON.stringify(embed.figures), sites: [...embed.sites] },
  );
}

/** Keeps the picture of a page that is not taken back, so that it is drawn once. */
export async function keepPicture(trx: Knex.Transaction, id: string, picture: Buffer): Promise<void> {
  await trx.raw('UPDATE embed SET picture = ? WHERE id = ? AND revoked_at IS NULL', [picture, id]);
}

const idRow = z.object({ id: z.string() });

/** Takes an agency's page back; false where it is gone already. What it said is kept nowhere. */
export async function revokeEmbed(trx: Knex.Transaction, agencyId: number, id: string): Promise<boolean> {
  const rows = await selectRows(
    trx,
    idRow,
    `UPDATE embed SET revoked_at = now(), page = '', figures = 'null', picture = NULL WHERE id = ? AND agency_id = ? AND revoked_at IS NULL RETURNING id`,
    [id, agencyId],
  );
  return rows.length > 0;
}
