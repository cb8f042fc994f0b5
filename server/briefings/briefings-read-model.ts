import type { Knex } from 'knex';
import { z } from 'zod';
import type { Briefing, BriefingItem, BriefingVersionItem, SavedView } from '../../domain/briefings.ts';
import { sectionSchema } from '../../domain/briefings.ts';
import { selectRows } from '../database/connection.ts';

const viewRow = z.object({
  id: z.number(),
  name: z.string(),
  query: z.string(),
  note: z.string(),
  madeBy: z.string(),
  createdAt: z.date(),
});

/** The saved views of an agency, by name; or the one of `id`. */
export async function readViews(
  knex: Knex,
  agencyId: number | null,
  id: number | null = null,
): Promise<SavedView[]> {
  const rows = await selectRows(
    knex,
    viewRow,
    `SELECT v.id, v.name, v.query, v.note, a.name AS "madeBy", v.created_at AS "createdAt"
     FROM view v JOIN account a ON a.id = v.made_by
     WHERE v.agency_id = :agencyId::int AND (:id::int IS NULL OR v.id = :id::int) ORDER BY lower(v.name)`,
    { agencyId, id },
  );
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

const savedColumns = `n.version, n.title, a.name AS "savedBy", n.saved_at AS "savedAt"`;
const savedRow = z.object({
  version: z.number(),
  title: z.string(),
  savedBy: z.string(),
  savedAt: z.date(),
});
const itemRow = savedRow.extend({ sections: z.number() });

/** Versions of briefings that an agency has now, each with who saved it. */
const VERSIONS = `briefing b JOIN briefing_version n ON n.briefing_id = b.id JOIN account a ON a.id = n.saved_by
  WHERE b.agency_id = :agencyId::int AND b.ended_at IS NULL`;
const IS_NEWEST = 'n.version = (SELECT max(version) FROM briefing_version WHERE briefing_id = b.id)';

/** The briefings of an agency as they are now, those saved last first. */
export async function readBriefings(knex: Knex, agencyId: number | null): Promise<BriefingItem[]> {
  const rows = await selectRows(
    knex,
    itemRow.extend({ id: z.number() }),
    `SELECT b.id, ${savedColumns}, jsonb_array_length(n.sections) AS sections FROM ${VERSIONS} AND ${IS_NEWEST}
     ORDER BY n.saved_at DESC, b.id DESC`,
    { agencyId },
  );
  return rows.map((row) => ({ ...row, savedAt: row.savedAt.toISOString() }));
}

/** A briefing of an agency as a version says it, the newest where none is named; null where there is none. */
export async function readBriefing(
  knex: Knex,
  agencyId: number | null,
  id: number,
  version: number | null = null,
): Promise<Briefing | null> {
  const [row] = await selectRows(
    knex,
    savedRow.extend({ sections: z.array(sectionSchema) }),
    `SELECT ${savedColumns}, n.sections FROM ${VERSIONS} AND b.id = :id
       AND CASE WHEN :version::int IS NULL THEN ${IS_NEWEST} ELSE n.version = :version::int END`,
    { agencyId, id, version },
  );
  return row === undefined ? null : { ...row, id, savedAt: row.savedAt.toISOString() };
}

/** All that a briefing of an agency was, the newest version first. */
export async function readVersions(
  knex: Knex,
  agencyId: number | null,
  id: number,
): Promise<BriefingVersionItem[]> {
  const rows = await selectRows(
    knex,
    itemRow,
    `SELECT ${savedColumns}, jsonb_array_length(n.sections) AS sections FROM ${VERSIONS} AND b.id = :id
     ORDER BY n.version DESC`,
    { agencyId, id },
  );
  return rows.map((row) => ({ ...row, savedAt: row.savedAt.toISOString() }));
}
