import type { Knex } from 'knex';
import { z } from 'zod';
import { releasedFiguresSchema } from '../../domain/released-figures.ts';
import type { Embed } from '../../domain/snapshots.ts';
import { selectRows } from '../database/connection.ts';

const time = z.date().transform((date) => date.toISOString());
const embedRow = z.object({
  id: z.string(),
  title: z.string(),
  sites: z.array(z.string()),
  signedOnly: z.boolean(),
  madeBy: z.string(),
  madeAt: time,
  expiresAt: time.nullable(),
  revokedAt: time.nullable(),
});

const OWN = `SELECT id, title, sites, signed_only AS "signedOnly", made_by AS "madeBy", made_at AS "madeAt", expires_at AS "expiresAt",
  revoked_at AS "revokedAt" FROM embed WHERE agency_id = ?`;

/** The pages of an agency, newest first, those that are gone included. */
export const readEmbeds = (knex: Knex, agencyId: number): Promise<Embed[]> =>
  selectRows(knex, embedRow, `${OWN} ORDER BY made_at DESC, id`, [agencyId]);

/** Neither taken back nor over. */
export const IS_LIVE = 'revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())';

/** A page of an agency; null where it has none of this id, or it is gone. */
export async function readLiveEmbed(knex: Knex, agencyId: number, id: string): Promise<Embed | null> {
  const [row] = await selectRows(knex, embedRow, `${OWN} AND id = ? AND ${IS_LIVE}`, [agencyId, id]);
  return row ?? null;
}

const publicRow = z.object({
  id: z.string(),
  title: z.string(),
  page: z.string(),
  figures: releasedFiguresSchema,
  sites: z.array(z.string()),
  signedOnly: z.boolean(),
  expiresAt: time.nullable(),
});
export type PublicEmbed = z.infer<typeof publicRow>;

const PUBLIC = `SELECT id, title, page, figures, sites, signed_only AS "signedOnly", expires_at AS "expiresAt" FROM embed WHERE ${IS_LIVE}`;

/** A page as it is sent, to everybody or by a signed link; null where there is none, or it is gone. */
export async function readPublicEmbed(knex: Knex, id: string): Promise<PublicEmbed | null> {
  const [row] = await selectRows(knex, publicRow, `${PUBLIC} AND id = ?`, [id]);
  return row ?? null;
}

const pictureRow = z.object({ picture: z.instanceof(Buffer).nullable() });

/** The picture of a page that is there, as a PNG; null where it has not been drawn. */
export async function readPicture(knex: Knex, id: string): Promise<Buffer | null> {
  const [row] = await selectRows(knex, pictureRow, `SELECT picture FROM embed WHERE ${IS_LIVE} AND id = ?`, [
    id,
  ]);
  return row?.picture ?? null;
}

/** All pages of an agency that are there, oldest first. */
export const readPublicEmbeds = (knex: Knex, agencyId: number): Promise<PublicEmbed[]> =>
  selectRows(knex, publicRow, `${PUBLIC} AND agency_id = ? ORDER BY made_at, id`, [agencyId]);
