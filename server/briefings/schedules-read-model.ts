import type { Knex } from 'knex';
import { z } from 'zod';
import type { Schedule } from '../../domain/briefing-schedules.ts';
import { REPORT_TEMPLATES } from '../../domain/briefing-schedules.ts';
import { sectionSchema } from '../../domain/briefings.ts';
import { PAGE_LANGUAGES } from '../../domain/languages/languages.ts';
import { selectRows } from '../database/connection.ts';

const LAST_MONTH = '(SELECT max(month) FROM briefing_report WHERE schedule_id = s.id)';
const NEXT_MONTH = `to_char(greatest(s.first_month, ${LAST_MONTH} + interval '1 month'), 'YYYY-MM')`;

const scheduleRow = z.object({
  id: z.number(),
  name: z.string(),
  template: z.enum(REPORT_TEMPLATES),
  intervention: z.number().nullable(),
  madeBy: z.string(),
  createdAt: z.date(),
  lastMonth: z.string().nullable(),
  nextMonth: z.string(),
  problem: z.string().nullable(),
});

/** The monthly reports that are set up for an agency, by name; or the one of `id`. */
export async function readSchedules(
  knex: Knex,
  agencyId: number | null,
  id: number | null = null,
): Promise<Schedule[]> {
  const rows = await selectRows(
    knex,
    scheduleRow,
    `SELECT s.id, s.name, s.template, s.intervention_id AS intervention, a.name AS "madeBy", s.created_at AS "createdAt",
       to_char(${LAST_MONTH}, 'YYYY-MM') AS "lastMonth", ${NEXT_MONTH} AS "nextMonth", s.problem
     FROM briefing_schedule s JOIN account a ON a.id = s.made_by
     WHERE s.agency_id = :agencyId::int AND s.ended_at IS NULL AND (:id::int IS NULL OR s.id = :id::int)
     ORDER BY lower(s.name)`,
    { agencyId, id },
  );
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

const dueRow = z.object({
  id: z.number(),
  agencyId: z.number(),
  agency: z.string(),
  name: z.string(),
  template: z.enum(REPORT_TEMPLATES),
  language: z.enum(PAGE_LANGUAGES),
  interventionId: z.number().nullable(),
  sections: z.array(sectionSchema).nullable(),
  madeBy: z.number(),
  nextMonth: z.string(),
});
/** A schedule as its reports are made by it. */
export type ScheduleToRun = z.infer<typeof dueRow>;

/** All schedules of all agencies whose records, or whose month, are not what they were when it was last looked for what is due. */
export const readSchedulesToRun = (knex: Knex, today: string): Promise<ScheduleToRun[]> =>
  selectRows(
    knex,
    dueRow,
    `SELECT s.id, s.agency_id AS "agencyId", g.name AS agency, s.name, s.template, s.language, s.intervention_id AS "interventionId",
       s.sections, s.made_by AS "madeBy", ${NEXT_MONTH} AS "nextMonth"
     FROM briefing_schedule s JOIN agency g ON g.id = s.agency_id
     WHERE s.ended_at IS NULL AND (
       s.checked_on < date_trunc('month', :today::date)
       OR s.checked_version <> coalesce((SELECT version FROM change_version WHERE agency_id = s.agency_id), 0)
     ) ORDER BY s.id`,
    { today },
  );

const waitingRow = z.object({ briefingId: z.number(), month: z.string(), records: z.string() });
/** A report that is not approved, and what of the records it was made from. */
export type WaitingReport = z.infer<typeof waitingRow>;

/** The reports of a schedule that are there and not approved as they are now. */
export const readWaitingReports = (knex: Knex, scheduleId: number): Promise<WaitingReport[]> =>
  selectRows(
    knex,
    waitingRow,
    `SELECT r.briefing_id AS "briefingId", to_char(r.month, 'YYYY-MM') AS month, r.records
     FROM briefing_report r JOIN briefing b ON b.id = r.briefing_id
     WHERE r.schedule_id = ? AND b.ended_at IS NULL AND ${isNotApproved('r')} ORDER BY r.month`,
    [scheduleId],
  );

/** Whether a report, by the name of its row, is not approved as its newest version says it. */
export const isNotApproved = (report: string): string =>
  `(${report}.decision IS DISTINCT FROM 'approved' OR ${report}.decided_version <>
    (SELECT max(version) FROM briefing_version WHERE briefing_id = ${report}.briefing_id))`;
