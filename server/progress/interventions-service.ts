import type { Knex } from 'knex';
import type { z } from 'zod';
import { told } from '../../domain/languages/told.ts';
import type { interventionDraftSchema } from '../../domain/progress.ts';
import { LONGEST_PROGRESS_NAME, LONGEST_PROGRESS_NOTE } from '../../domain/progress.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Database } from '../database/connection.ts';
import { checkedDate } from '../defined/checked-dates.ts';
import { checkedName, checkedNote } from '../defined/checked-words.ts';
import { checkNameFree, checkVersion, deleteDefined } from '../defined/defined-rows.ts';
import type { Defining } from '../defined/defining.ts';
import { badRequest, notFound } from '../errors.ts';
import type { StoredIntervention } from './interventions-store.ts';
import { holdIntervention, insertIntervention, replaceIntervention } from './interventions-store.ts';
import { checkedFilter } from './outcome-filter.ts';

type Draft = z.output<typeof interventionDraftSchema>;

export const noSuchIntervention = (id: number) =>
  notFound(told('There is no intervention {id}. It may have been deleted.', { id }));

/** Adds an intervention and gives its id. A {@link ProblemError} in words for what cannot be one. */
export async function addIntervention(database: Database, by: Defining, draft: Draft): Promise<number> {
  return database.knex.transaction(async (trx) => {
    const intervention = await checked(trx, by, draft, null);
    const id = await insertIntervention(trx, by.agencyId, by.actor, intervention);
    await record(trx, by, 'intervention.added', id, intervention);
    return id;
  });
}

/** Puts an intervention in the place of another: that of the version which was read, or a 409. */
export async function changeIntervention(
  database: Database,
  by: Defining,
  id: number,
  draft: Draft,
): Promise<void> {
  await database.knex.transaction(async (trx) => {
    const intervention = await checked(trx, by, draft, id);
    const version = await holdIntervention(trx, by.agencyId, id);
    if (version === null) throw noSuchIntervention(id);
    checkVersion(draft.version, version);
    await replaceIntervention(trx, id, by.actor, intervention);
    await record(trx, by, 'intervention.changed', id, intervention);
  });
}

/** Removes an intervention. */
export async function removeIntervention(database: Database, by: Defining, id: number): Promise<void> {
  await database.knex.transaction(async (trx) => {
    if (!(await deleteDefined(trx, 'intervention', by.agencyId, id))) throw noSuchIntervention(id);
    await recordAuditEvent(trx, {
      ...by,
      action: 'intervention.removed',
      subject: `intervention ${id}`,
      detail: {},
    });
  });
}

const record = (
  trx: Knex.Transaction,
  by: Defining,
  action: 'intervention.added' | 'intervention.changed',
  id: number,
  { name, kind, startedOn }: StoredIntervention,
) =>
  recordAuditEvent(trx, { ...by, action, subject: `intervention ${id}`, detail: { name, kind, startedOn } });

async function checked(
  trx: Knex.Transaction,
  { agencyId }: Defining,
  draft: Draft,
  id: number | null,
): Promise<StoredIntervention> {
  const name = checkedName(draft.name, LONGEST_PROGRESS_NAME, told('Give it a name.'));
  const note = checkedNote(draft.note, LONGEST_PROGRESS_NOTE);
  const startedOn = checkedDate(draft.startedOn, 'startedOn');
  const endedOn = draft.endedOn === null ? null : checkedDate(draft.endedOn, 'endedOn');
  if (endedOn !== null && endedOn < startedOn) {
    throw badRequest('It ends before it began. Give a later last day, or none.', { parameter: 'endedOn' });
  }
  const filter = checkedFilter(draft.filter);
  const taken = told('There is one called "{name}" already. Choose another name.', { name });
  await checkNameFree(trx, 'intervention', { agencyId, name, id }, taken);
  return { name, kind: draft.kind, note, startedOn, endedOn, filter };
}
