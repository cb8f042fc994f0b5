import type { BriefingDraft } from '../../domain/briefings.ts';
import { MOST_BRIEFINGS } from '../../domain/briefings.ts';
import { inWordsOf, told } from '../../domain/languages/told.ts';
import type { ReportedRecords, ReportSource } from '../../domain/monthly-report.ts';
import { dueMonths, madeFrom, monthlyReport } from '../../domain/monthly-report.ts';
import { holdAgency } from '../agencies/hold-agency.ts';
import { readOfAgency } from '../agencies/read-of-agency.ts';
import type { AuditAction } from '../audit/audit-actions.ts';
import { recordAuditEvent, SERVER_ACTOR } from '../audit/record-audit-event.ts';
import type { Database } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { badRequest, ProblemError } from '../errors.ts';
import { readInterventions } from '../progress/interventions-read-model.ts';
import { speechIn } from '../speech-in.ts';
import { readBriefing, readBriefings } from './briefings-read-model.ts';
import { holdBriefing, insertBriefing, insertVersion } from './briefings-store.ts';
import { checkedBriefing } from './checked-sections.ts';
import { ownVersion, readNewestDay, readRecordsUpTo } from './report-records.ts';
import type { ScheduleToRun, WaitingReport } from './schedules-read-model.ts';
import { readSchedulesToRun, readWaitingReports } from './schedules-read-model.ts';
import { holdSchedule, insertReport, renewReport, writeChecked, writeProblem } from './schedules-store.ts';

/**
 * Makes the monthly reports that are due, and those anew of which late data has come before they were approved. Gives how many it made.
 * Of several servers at once one makes each. `today` is an ISO date.
 */
export async function makeReports(
  database: Database,
  today = new Date().toISOString().slice(0, 10),
): Promise<number> {
  const failures: unknown[] = [];
  let made = 0;
  for (const schedule of await readSchedulesToRun(database.knex, today)) {
    try {
      made += await runSchedule(database, schedule, today);
    } catch (error) {
      // One agency's must not keep others from theirs.
      failures.push(error);
    }
  }
  if (failures.length > 0) {
    throw new Error(`The reports of ${failures.length} schedules could not be made.`, { cause: failures[0] });
  }
  return made;
}

/** A report to be made of a month, or anew as the briefing that it is. */
interface Due {
  readonly month: string;
  readonly briefingId: number | null;
  readonly records: string;
}

async function runSchedule(database: Database, schedule: ScheduleToRun, today: string): Promise<number> {
  const waiting = await readWaitingReports(database.knex, schedule.id);
  const { due, source, from } = await readOfAgency(database, schedule.agencyId, (read) =>
    findDue(read, schedule, waiting, today),
  );
  let made = 0;
  try {
    for (const one of due) {
      made += Number(
        one.briefingId === null
          ? await makeReport(database, schedule, source, one, from)
          : await makeAnew(database, schedule, one.briefingId, one, from),
      );
    }
  } catch (error) {
    // What somebody of the agency can mend stands beside what was set up; it is tried again.
    if (!(error instanceof ProblemError)) throw error;
    await writeProblem(database.knex, schedule.id, inWordsOf(speechIn(schedule.language), error.told));
    return made;
  }
  await writeChecked(database.knex, schedule.id, from.dataVersion, today);
  return made;
}

/** What is due of a schedule by its agency's records. Without any, nothing is: what was reported of those that are gone stays. */
async function findDue(
  read: ScopedRead,
  schedule: ScheduleToRun,
  waiting: readonly WaitingReport[],
  today: string,
) {
  const { agencyId, agency, nextMonth } = schedule;
  const newest = await readNewestDay(read, agencyId);
  const wanted = [
    ...waiting.map(({ month, briefingId, records }) => ({ month, briefingId, before: records })),
    ...dueMonths(nextMonth, newest, today).map((month) => ({ month, briefingId: null, before: null })),
  ];
  const due: Due[] = [];
  for (const { month, briefingId, before } of newest === null ? [] : wanted) {
    const records = await readRecordsUpTo(read, agencyId, month);
    if (records !== before) due.push({ month, briefingId, records });
  }
  const from: ReportedRecords = {
    agency,
    madeOn: today,
    newestOn: newest ?? today,
    dataVersion: ownVersion(read),
  };
  return { due, source: await sourceOf(read, schedule), from };
}

/** What the reports of a schedule are made of; null where its intervention has been deleted. */
async function sourceOf(
  { trx }: ScopedRead,
  { template, interventionId, sections }: ScheduleToRun,
): Promise<ReportSource | null> {
  switch (template) {
    case 'briefing':
      return { template, sections: sections ?? [] };
    case 'progress': {
      const [intervention] = await readInterventions(trx, interventionId);
      return intervention === undefined ? null : { template, intervention };
    }
    default:
      return { template };
  }
}

function draftOf(
  { name, language }: ScheduleToRun,
  source: ReportSource | null,
  month: string,
  from: ReportedRecords,
): BriefingDraft {
  if (source === null) {
    throw badRequest('Its intervention has been deleted: end this one, and set up another.');
  }
  if (source.template === 'progress' && source.intervention.startedOn.slice(0, 7) > month) {
    throw badRequest('Its intervention begins later than the month it is about, since it was changed.');
  }
  return checkedBriefing(monthlyReport(name, source, month, from, speechIn(language)));
}

/** False where another server has made it, or it has been ended. */
async function makeReport(
  { knex }: Database,
  schedule: ScheduleToRun,
  source: ReportSource | null,
  { month, records }: Due,
  from: ReportedRecords,
): Promise<boolean> {
  const { id: scheduleId, agencyId, madeBy: accountId } = schedule;
  const draft = draftOf(schedule, source, month, from);
  return knex.transaction(async (trx) => {
    await holdAgency(trx, agencyId);
    if (!(await holdSchedule(trx, scheduleId, month))) return false;
    if ((await readBriefings(trx, agencyId)).length >= MOST_BRIEFINGS) {
      throw badRequest(
        told('There are {most} briefings, as many as there can be. Delete one, and the report is made.', {
          most: MOST_BRIEFINGS,
        }),
      );
    }
    const briefingId = await insertBriefing(trx, agencyId, draft.title);
    await insertVersion(trx, { accountId }, briefingId, 1, draft, true);
    await insertReport(trx, { ...from, briefingId, scheduleId, month, records });
    await recordAuditEvent(trx, eventOf('report.made', schedule, { briefingId, month, version: 1 }, from));
    return true;
  });
}

/** False where it has been approved, deleted or made anew meanwhile. What was written into it stays; what it was made from is told anew. */
async function makeAnew(
  { knex }: Database,
  schedule: ScheduleToRun,
  briefingId: number,
  { month, records }: Due,
  from: ReportedRecords,
): Promise<boolean> {
  const { agencyId, madeBy: accountId, language } = schedule;
  return knex.transaction(async (trx) => {
    const newest = await holdBriefing(trx, agencyId, briefingId);
    const before = newest === null ? null : await readBriefing(trx, agencyId, briefingId);
    if (before === null || !(await renewReport(trx, briefingId, { ...from, records }))) return false;
    const version = before.version + 1;
    const draft = { title: before.title, sections: madeFrom(before.sections, from, speechIn(language)) };
    await insertVersion(trx, { accountId }, briefingId, version, draft, true);
    await recordAuditEvent(trx, eventOf('report.made_anew', schedule, { briefingId, month, version }, from));
    return true;
  });
}

const eventOf = (
  action: Extract<AuditAction, 'report.made' | 'report.made_anew'>,
  { id, agencyId }: ScheduleToRun,
  {
    briefingId,
    month,
    version,
  }: { readonly briefingId: number; readonly month: string; readonly version: number },
  { dataVersion }: ReportedRecords,
) => ({
  actor: SERVER_ACTOR,
  agencyId,
  action,
  subject: `briefing ${briefingId}`,
  detail: { schedule: id, month, version, dataVersion },
});
