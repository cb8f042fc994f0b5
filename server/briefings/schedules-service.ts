import type { z } from 'zod';
import type { Account } from '../../domain/access.ts';
import type { scheduleDraftSchema } from '../../domain/briefing-schedules.ts';
import { LONGEST_SCHEDULE_NAME, MOST_SCHEDULES } from '../../domain/briefing-schedules.ts';
import type { BriefingSection } from '../../domain/briefings.ts';
import { MOST_SECTIONS } from '../../domain/briefings.ts';
import type { PageLanguage } from '../../domain/languages/languages.ts';
import type { Told } from '../../domain/languages/told.ts';
import { told } from '../../domain/languages/told.ts';
import { newestMonthOver } from '../../domain/monthly-report.ts';
import { addMonths } from '../../domain/months.ts';
import type { Intervention } from '../../domain/progress.ts';
import { holdAgency } from '../agencies/hold-agency.ts';
import { readOfAgency } from '../agencies/read-of-agency.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Database } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { checkedName } from '../defined/checked-words.ts';
import { badRequest, notFound, ProblemError } from '../errors.ts';
import { readInterventions } from '../progress/interventions-read-model.ts';
import { readBriefing } from './briefings-read-model.ts';
import { writerOf } from './briefings-service.ts';
import { ownVersion, readNewestDay } from './report-records.ts';
import { readSchedules } from './schedules-read-model.ts';
import { endSchedule, insertSchedule } from './schedules-store.ts';

type Draft = z.output<typeof scheduleDraftSchema>;

export const noSuchSchedule = (id: number | string) =>
  notFound(told('Your agency has no monthly report {id}. It may have been ended.', { id }));

/**
 * Sets up a monthly report for one's agency and gives its id. Its first is of the newest month that is over and in the records, and is made
 * when these change, or when another month is over; all are in `language`. A ProblemError in words for what cannot be one. `today` is an ISO date.
 */
export async function addSchedule(
  database: Database,
  account: Account,
  draft: Draft,
  language: PageLanguage,
  today: string,
): Promise<number> {
  const writer = writerOf(account);
  const { agencyId } = writer;
  const name = checkedName(draft.name, LONGEST_SCHEDULE_NAME, told('Give it a name.'));
  const sections = await sectionsTakenOver(database, agencyId, draft);
  const { newest, intervention, dataVersion } = await readOfAgency(database, agencyId, async (read) => ({
    newest: await readNewestDay(read, agencyId),
    intervention: await interventionOf(read, draft),
    dataVersion: ownVersion(read),
  }));
  const month = newestMonthOver(newest, today) ?? addMonths(today, -1);
  const began = intervention?.startedOn.slice(0, 7) ?? month;
  const firstMonth = began > month ? began : month;
  const interventionId = intervention?.id ?? null;
  const { template } = draft;
  return database.knex.transaction(async (trx) => {
    await holdAgency(trx, agencyId);
    if ((await readSchedules(trx, agencyId)).length >= MOST_SCHEDULES) {
      throw badRequest(
        told('There are {most} monthly reports, as many as there can be. End one first.', {
          most: MOST_SCHEDULES,
        }),
      );
    }
    const schedule = { name, template, language, interventionId, sections, firstMonth, dataVersion, today };
    const id = await insertSchedule(trx, writer, schedule);
    if (id === null) throw nameTaken(name);
    await recordAuditEvent(trx, {
      actor: account.email,
      agencyId,
      action: 'schedule.made',
      subject: `briefing_schedule ${id}`,
      detail: { name, template, first: firstMonth },
    });
    return id;
  });
}

/** Ends a monthly report of one's agency: what it has made stays. A ProblemError 404 where there is none. */
export async function removeSchedule(database: Database, account: Account, id: number): Promise<void> {
  const { agencyId } = writerOf(account);
  await database.knex.transaction(async (trx) => {
    if (!(await endSchedule(trx, agencyId, id))) throw noSuchSchedule(id);
    await recordAuditEvent(trx, {
      actor: account.email,
      agencyId,
      action: 'schedule.ended',
      subject: `briefing_schedule ${id}`,
      detail: {},
    });
  });
}

async function sectionsTakenOver(
  { knex }: Database,
  agencyId: number,
  { template, briefing: id }: Draft,
): Promise<readonly BriefingSection[] | null> {
  if (template !== 'briefing') return null;
  const briefing = id === null ? null : await readBriefing(knex, agencyId, id);
  if (briefing === null)
    throw wrong('briefing', told('Choose a briefing of your agency that is still there.'));
  const { sections } = briefing;
  if (sections.length === 0)
    throw wrong('briefing', told('That briefing has no sections yet: write them first.'));
  // What the report was made from is a section more.
  if (sections.length >= MOST_SECTIONS) {
    throw wrong(
      'briefing',
      told('That briefing has {most} sections, and one is added. Choose a shorter one.', {
        most: MOST_SECTIONS,
      }),
    );
  }
  return sections;
}

async function interventionOf(
  { trx }: ScopedRead,
  { template, intervention: id }: Draft,
): Promise<Intervention | null> {
  if (template !== 'progress') return null;
  const [intervention] = id === null ? [] : await readInterventions(trx, id);
  if (intervention !== undefined) return intervention;
  throw wrong('intervention', told('Choose an intervention that is still there: see Progress.'));
}

const wrong = (parameter: string, words: Told) => badRequest(words, { parameter });

const nameTaken = (name: string) =>
  new ProblemError(
    409,
    'Name taken',
    told('There is a monthly report called "{name}" already. Choose another name.', { name }),
    { parameter: 'name' },
  );
