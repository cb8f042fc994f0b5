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
  madeBy: z.string(),
  madeAt: time,
  expiresAt: time.nullable(),
  revokedAt: time.nullable(),
});

/** The pages of an agency, newest first, those that are gone included. */
export const readEmbeds = (knex: Knex, agencyId: number): Promise<Embed[]> =>
  selectRows(
    knex,
    embedRow,
    `SELECT id, title, sites, made_by AS "madeBy", made_at AS "madeAt", expires_at AS "expiresAt", revoked_at AS "revokedAt"
     FROM embed WHERE agency_id = ? ORDER BY made_at DESC, id`,
    [agencyId],
  );

/** Neither taken back nor over. */
export const IS_LIVE = 'revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())';

const publicRow = z.object({
  id: z.string(),
  title: z.string(),
  page: z.string(),
  figures: releasedFiguresSchema,
  sites: z.array(z.string()),
  expiresAt: time.nullable(),
});
export type PublicEmbed = z.infer<typeof publicRow>;

const PUBLIC = `SELECT id, title, page, figures, sites, expires_at AS "expiresAt" FROM embed WHERE ${IS_LIVE}`;

/** A page as everybody gets it; null where there is none, or it is gone. */
export async function readPublicEmbed(knex: Knex, id: string): Promise<PublicEmbed | null> {
  const [row] = await selectRows(knex, publicRow, `${PUBLIC} AND id = ?`, [id]);
  return row ?? null;
}

/** All pages of an agency that everybody gets, oldest first. */
export const readPublicEmbeds = (knex: Knex, agencyId: number): Promise<PublicEmbed[]> =>
  selectRows(knex, publicRow, `${PUBLIC} AND agency_id = ? ORDER BY made_at, id`, [agencyId]);
