import type { Knex } from 'knex';
import { z } from 'zod';
import type { ReportDecision, ReportTemplate } from '../../domain/briefing-schedules.ts';
import type { BriefingSection } from '../../domain/briefings.ts';
import type { PageLanguage } from '../../domain/languages/languages.ts';
import { selectRows } from '../database/connection.ts';
import type { Writer } from './briefings-store.ts';
import { isNotApproved } from './schedules-read-model.ts';

/** A monthly report as it is stored: checked. Months are `YYYY-MM`. */
export interface StoredSchedule {
  readonly name: string;
  readonly template: ReportTemplate;
  readonly language: PageLanguage;
  readonly interventionId: number | null;
  readonly sections: readonly BriefingSection[] | null;
  readonly firstMonth: string;
  readonly dataVersion: number;
  /** ISO date. */
  readonly today: string;
}

const idRow = z.object({ id: z.number() });

/** Sets up a monthly report and gives its id; null where the agency has one of that name. */
export async function insertSchedule(
  trx: Knex.Transaction,
  writer: Writer,
  schedule: StoredSchedule,
): Promise<number | null> {
  const sections = schedule.sections === null ? null : JSON.stringify(schedule.sections);
  const [row] = await selectRows(
    trx,
    idRow,
    `INSERT INTO briefing_schedule
       (agency_id, name, template, language, intervention_id, sections, first_month, checked_version, checked_on, made_by)
     VALUES (:agencyId, :name, :template, :language, :interventionId::int, :sections::jsonb, to_date(:firstMonth, 'YYYY-MM'), :dataVersion,
       :today::date, :accountId)
     ON CONFLICT DO NOTHING RETURNING id`,
    { ...schedule, ...writer, sections },
  );
  return row?.id ?? null;
}

/** Ends a monthly report of an agency; false where it has none of that id. */
export async function endSchedule(trx: Knex.Transaction, agencyId: number, id: number): Promise<boolean> {
  const rows = await selectRows(
    trx,
    idRow,
    'UPDATE briefing_schedule SET ended_at = now() WHERE id = ? AND agency_id = ? AND ended_at IS NULL RETURNING id',
    [id, agencyId],
  );
  return rows.length > 0;
}

/** Holds a schedule until the transaction is over; false where it has been ended, or has a report of the month by now. */
export async function holdSchedule(trx: Knex.Transaction, id: number, month: string): Promise<boolean> {
  await trx.raw('SELECT id FROM briefing_schedule WHERE id = ? FOR UPDATE', [id]);
  const open = await selectRows(
    trx,
    idRow,
    `SELECT s.id FROM briefing_schedule s WHERE s.id = :id AND s.ended_at IS NULL AND NOT EXISTS (
       SELECT FROM briefing_report WHERE schedule_id = s.id AND month = to_date(:month, 'YYYY-MM'))`,
    { id, month },
  );
  return open.length > 0;
}

/** What of the records a report is made from. */
export interface ReportSource {
  readonly dataVersion: number;
  /** ISO date. */
  readonly newestOn: string;
  /** As {@link readRecordsUpTo} tells them. */
  readonly records: string;
}

/** Makes a briefing the report of a month. */
export async function insertReport(
  trx: Knex.Transaction,
  report: ReportSource & {
    readonly briefingId: number;
    readonly scheduleId: number;
    readonly month: string;
  },
): Promise<void> {
  await trx.raw(
    `INSERT INTO briefing_report (briefing_id, schedule_id, month, data_version, newest_on, records)
     VALUES (:briefingId, :scheduleId, to_date(:month, 'YYYY-MM'), :dataVersion, :newestOn::date, :records)`,
    { ...report },
  );
}

/** Notes that a report was made from other records than before; false where it was approved or made from these meanwhile. */
export async function renewReport(
  trx: Knex.Transaction,
  briefingId: number,
  source: ReportSource,
): Promise<boolean> {
  const rows = await selectRows(
    trx,
    idRow,
    `UPDATE briefing_report r SET data_version = :dataVersion, newest_on = :newestOn::date, records = :records
     WHERE r.briefing_id = :briefingId AND r.records <> :records AND ${isNotApproved('r')} RETURNING briefing_id AS id`,
    { briefingId, ...source },
  );
  return rows.length > 0;
}

/** Notes what was decided about a version of a report. */
export async function writeDecision(
  trx: Knex.Transaction,
  briefingId: number,
  decided: { readonly decision: ReportDecision; readonly version: number; readonly accountId: number },
): Promise<void> {
  await trx.raw(
    `UPDATE briefing_report SET decision = :decision, decided_version = :version, decided_by = :accountId, decided_at = now()
     WHERE briefing_id = :briefingId`,
    { briefingId, ...decided },
  );
}

/** Notes that a schedule was looked after with this data on this day (ISO date): nothing is due until either is another. */
export async function writeChecked(
  knex: Knex,
  id: number,
  dataVersion: number,
  today: string,
): Promise<void> {
  await knex.raw(
    'UPDATE briefing_schedule SET checked_version = ?, checked_on = ?::date, problem = NULL WHERE id = ?',
    [dataVersion, today, id],
  );
}

/** Notes why what is due could not be made. */
export async function writeProblem(knex: Knex, id: number, problem: string): Promise<void> {
  await knex.raw(
    'UPDATE briefing_schedule SET problem = :problem WHERE id = :id AND problem IS DISTINCT FROM :problem',
    { id, problem },
  );
}
