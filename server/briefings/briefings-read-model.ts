import type { Knex } from 'knex';
import { z } from 'zod';
import type { Report } from '../../domain/briefing-schedules.ts';
import { REPORT_DECISIONS } from '../../domain/briefing-schedules.ts';
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

const savedColumns = `n.version, n.title, a.name || CASE WHEN n.by_schedule THEN ' (by schedule)' ELSE '' END AS "savedBy",
  n.saved_at AS "savedAt"`;
const savedRow = z.object({
  version: z.number(),
  title: z.string(),
  savedBy: z.string(),
  savedAt: z.date(),
});
const itemRow = savedRow.extend({ sections: z.number() });

/** A decision is about one version: what was saved after it waits again. */
const reportColumns = `to_char(r.month, 'YYYY-MM') AS month, s.id AS "scheduleId", s.name AS schedule, r.data_version AS "dataVersion",
  r.newest_on AS "newestOn", CASE WHEN r.decided_version = n.version THEN r.decision END AS decision, d.name AS "decidedBy",
  r.decided_at AS "decidedAt", (s.made_by = :accountId::int OR n.saved_by = :accountId::int) AS "isOwn",
  (SELECT second_person_releases FROM region_policy) AS "secondPerson"`;
const REPORTS = `LEFT JOIN briefing_report r ON r.briefing_id = b.id LEFT JOIN briefing_schedule s ON s.id = r.schedule_id
  LEFT JOIN account d ON d.id = r.decided_by`;
const reportRow = z.object({
  month: z.string().nullable(),
  scheduleId: z.number().nullable(),
  schedule: z.string().nullable(),
  dataVersion: z.number().nullable(),
  newestOn: z.string().nullable(),
  decision: z.enum(REPORT_DECISIONS).nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.date().nullable(),
  isOwn: z.boolean().nullable(),
  secondPerson: z.boolean(),
});

function reportOf(row: z.infer<typeof reportRow>): Report | null {
  const { month, scheduleId, schedule, dataVersion, newestOn, decision } = row;
  if (
    month === null ||
    scheduleId === null ||
    schedule === null ||
    dataVersion === null ||
    newestOn === null
  ) {
    return null;
  }
  return {
    month,
    scheduleId,
    schedule,
    dataVersion,
    newestOn,
    state: decision ?? 'waiting',
    decidedBy: decision === null ? null : row.decidedBy,
    decidedAt: decision === null ? null : (row.decidedAt?.toISOString() ?? null),
    isYoursToDecide: decision === null && (row.isOwn === false || !row.secondPerson),
  };
}

/** Versions of briefings that an agency has now, each with who saved it. */
const VERSIONS = `briefing b JOIN briefing_version n ON n.briefing_id = b.id JOIN account a ON a.id = n.saved_by`;
const NOW = 'b.agency_id = :agencyId::int AND b.ended_at IS NULL';
const IS_NEWEST = 'n.version = (SELECT max(version) FROM briefing_version WHERE briefing_id = b.id)';

/** The briefings of an agency as they are now, those saved last first; reports as the account finds them to be decided. */
export async function readBriefings(
  knex: Knex,
  agencyId: number | null,
  accountId: number | null = null,
): Promise<BriefingItem[]> {
  const rows = await selectRows(
    knex,
    itemRow.extend({ id: z.number() }).extend(reportRow.shape),
    `SELECT b.id, ${savedColumns}, jsonb_array_length(n.sections) AS sections, ${reportColumns}
     FROM ${VERSIONS} ${REPORTS} WHERE ${NOW} AND ${IS_NEWEST} ORDER BY n.saved_at DESC, b.id DESC`,
    { agencyId, accountId },
  );
  return rows.map(({ id, sections, ...row }) => ({ id, ...savedOf(row), sections, report: reportOf(row) }));
}

interface Wanted {
  /** The newest where none is named. */
  readonly version?: number;
  /** Who asks: whether a report is theirs to decide. */
  readonly accountId?: number;
}

/** A briefing of an agency as a version says it; null where there is none. */
export async function readBriefing(
  knex: Knex,
  agencyId: number | null,
  id: number,
  { version, accountId }: Wanted = {},
): Promise<Briefing | null> {
  const [row] = await selectRows(
    knex,
    savedRow.extend({ sections: z.array(sectionSchema) }).extend(reportRow.shape),
    `SELECT ${savedColumns}, n.sections, ${reportColumns} FROM ${VERSIONS} ${REPORTS} WHERE ${NOW} AND b.id = :id
       AND CASE WHEN :version::int IS NULL THEN ${IS_NEWEST} ELSE n.version = :version::int END`,
    { agencyId, id, version: version ?? null, accountId: accountId ?? null },
  );
  return row === undefined ? null : { id, ...savedOf(row), sections: row.sections, report: reportOf(row) };
}

const savedOf = ({ version, title, savedBy, savedAt }: z.infer<typeof savedRow>) => ({
  version,
  title,
  savedBy,
  savedAt: savedAt.toISOString(),
});

/** All that a briefing of an agency was, the newest version first. */
export async function readVersions(
  knex: Knex,
  agencyId: number | null,
  id: number,
): Promise<BriefingVersionItem[]> {
  const rows = await selectRows(
    knex,
    itemRow,
    `SELECT ${savedColumns}, jsonb_array_length(n.sections) AS sections FROM ${VERSIONS} WHERE ${NOW} AND b.id = :id
     ORDER BY n.version DESC`,
    { agencyId, id },
  );
  return rows.map((row) => ({ ...savedOf(row), sections: row.sections }));
}
