import type { z } from 'zod';
import type { Account } from '../../domain/access.ts';
import type { BriefingChange, BriefingDraft, viewDraftSchema } from '../../domain/briefings.ts';
import { LONGEST_VIEW_NAME, LONGEST_VIEW_NOTE, MOST_BRIEFINGS, MOST_VIEWS } from '../../domain/briefings.ts';
import { told } from '../../domain/languages/told.ts';
import { holdAgency } from '../agencies/hold-agency.ts';
import type { AuditAction } from '../audit/audit-actions.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Database } from '../database/connection.ts';
import { checkedName, checkedNote } from '../defined/checked-words.ts';
import { badRequest, forbidden, notFound, ProblemError } from '../errors.ts';
import { readBriefings, readViews } from './briefings-read-model.ts';
import type { Writer } from './briefings-store.ts';
import {
  deleteView,
  endBriefing,
  holdBriefing,
  insertBriefing,
  insertVersion,
  insertView,
} from './briefings-store.ts';
import { checkedBriefing, checkedPageQuery } from './checked-sections.ts';

export const noSuchView = (id: number | string) =>
  notFound(told('Your agency has no view {id}. It may have been deleted.', { id }));
export const noSuchBriefing = (id: number | string) =>
  notFound(told('Your agency has no briefing {id}. It may have been deleted.', { id }));

/** Saves a view for one's agency and gives its id. A ProblemError in words for what cannot be one. */
export async function saveView(
  database: Database,
  account: Account,
  draft: z.output<typeof viewDraftSchema>,
): Promise<number> {
  const writer = writerOf(account);
  const name = checkedName(draft.name, LONGEST_VIEW_NAME, told('Give it a name.'));
  const note = checkedNote(draft.note, LONGEST_VIEW_NOTE);
  const query = checkedPageQuery(draft.query, 'query');
  return database.knex.transaction(async (trx) => {
    await holdAgency(trx, writer.agencyId);
    if ((await readViews(trx, writer.agencyId)).length >= MOST_VIEWS) {
      throw badRequest(
        told('There are {most} views, as many as there can be. Delete one first.', { most: MOST_VIEWS }),
      );
    }
    const id = await insertView(trx, writer, { name, query, note });
    if (id !== null) return id;
    throw new ProblemError(
      409,
      'Name taken',
      told('There is a view called "{name}" already. Choose another name.', { name }),
      {
        parameter: 'name',
      },
    );
  });
}

/** Removes a view of one's agency. Briefings keep what they show: they hold it themselves. */
export async function removeView(database: Database, account: Account, id: number): Promise<void> {
  const { agencyId } = writerOf(account);
  const isRemoved = await database.knex.transaction((trx) => deleteView(trx, agencyId, id));
  if (!isRemoved) throw noSuchView(id);
}

/** Makes a briefing of one's agency and gives its id. A ProblemError in words for what cannot be one. */
export async function makeBriefing(
  database: Database,
  account: Account,
  draft: BriefingDraft,
): Promise<number> {
  const writer = writerOf(account);
  const briefing = checkedBriefing(draft);
  return database.knex.transaction(async (trx) => {
    await holdAgency(trx, writer.agencyId);
    if ((await readBriefings(trx, writer.agencyId)).length >= MOST_BRIEFINGS) {
      throw badRequest(
        told('There are {most} briefings, as many as there can be. Delete one first.', {
          most: MOST_BRIEFINGS,
        }),
      );
    }
    const id = await insertBriefing(trx, writer.agencyId, briefing.title);
    await insertVersion(trx, writer, id, 1, briefing);
    await recordAuditEvent(trx, eventOf(account, 'briefing.made', id, detailOf(briefing, 1)));
    return id;
  });
}

/** Saves a briefing anew: what it said before stays as a version. A 409 where it is another than was read. */
export async function changeBriefing(
  database: Database,
  account: Account,
  id: number,
  change: BriefingChange,
): Promise<void> {
  const writer = writerOf(account);
  const briefing = checkedBriefing(change);
  await database.knex.transaction(async (trx) => {
    const newest = await holdBriefing(trx, writer.agencyId, id);
    if (newest === null) throw noSuchBriefing(id);
    if (change.version !== newest) throw changedMeanwhile(change.version, newest);
    await insertVersion(trx, writer, id, newest + 1, briefing);
    await recordAuditEvent(trx, eventOf(account, 'briefing.changed', id, detailOf(briefing, newest + 1)));
  });
}

/** Ends a briefing: it is listed and shown no more. */
export async function removeBriefing(database: Database, account: Account, id: number): Promise<void> {
  const { agencyId } = writerOf(account);
  await database.knex.transaction(async (trx) => {
    if (!(await endBriefing(trx, agencyId, id))) throw noSuchBriefing(id);
    await recordAuditEvent(trx, eventOf(account, 'briefing.ended', id, {}));
  });
}

/** Whose briefings somebody writes. A ProblemError 403 for somebody of no agency. */
export function writerOf({ id, agencyId }: Account): Writer {
  if (agencyId !== null) return { agencyId, accountId: id };
  throw forbidden('Views and briefings belong to agencies, and your account belongs to none.');
}

const changedMeanwhile = (read: number, newest: number) =>
  new ProblemError(
    409,
    'Changed meanwhile',
    told(
      'Version {newest} was saved since you opened version {read}. Nothing was saved, and nothing is lost: open the newest version beside this one and put the two together.',
      { newest, read },
    ),
    { parameter: 'version' },
  );

const detailOf = ({ title, sections }: BriefingDraft, version: number) => ({
  title,
  version,
  sections: sections.length,
});

const eventOf = (
  { agencyId, email }: Account,
  action: AuditAction,
  id: number,
  detail: Readonly<Record<string, string | number>>,
) => ({ actor: email, agencyId, action, subject: `briefing ${id}`, detail });
