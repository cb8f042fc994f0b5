import type { Knex } from 'knex';
import { told } from '../../domain/languages/told.ts';
import type { TargetDraft } from '../../domain/progress.ts';
import { LONGEST_PROGRESS_NAME, MOST_TARGETS } from '../../domain/progress.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Database } from '../database/connection.ts';
import { checkedMonth } from '../defined/checked-dates.ts';
import { checkedName } from '../defined/checked-words.ts';
import { checkNameFree, checkVersion, deleteDefined } from '../defined/defined-rows.ts';
import type { Defining } from '../defined/defining.ts';
import { badRequest, notFound, ProblemError } from '../errors.ts';
import { checkedFilter } from './outcome-filter.ts';
import type { StoredTarget } from './targets-store.ts';
import { countTargets, holdTarget, insertTarget, replaceTarget } from './targets-store.ts';

const MOST_CHANGE = 1000;

/** Sets a target and gives its id. A {@link ProblemError} in words for what cannot be one. */
export async function addTarget(database: Database, by: Defining, draft: TargetDraft): Promise<number> {
  return database.knex.transaction(async (trx) => {
    const target = await checked(trx, by, draft, null);
    if ((await countTargets(trx, by.agencyId)) >= MOST_TARGETS) {
      throw new ProblemError(
        409,
        'Too many targets',
        told('There are {most} targets already. Delete one that is over first.', { most: MOST_TARGETS }),
      );
    }
    const id = await insertTarget(trx, by.agencyId, by.actor, target);
    await record(trx, by, 'target.added', id, target);
    return id;
  });
}

/** Puts a target in the place of another: that of the version which was read, or a 409. */
export async function changeTarget(
  database: Database,
  by: Defining,
  id: number,
  draft: TargetDraft,
): Promise<void> {
  await database.knex.transaction(async (trx) => {
    const target = await checked(trx, by, draft, id);
    const version = await holdTarget(trx, by.agencyId, id);
    if (version === null) throw noSuchTarget(id);
    checkVersion(draft.version, version);
    await replaceTarget(trx, id, by.actor, target);
    await record(trx, by, 'target.changed', id, target);
  });
}

/** Removes a target. */
export async function removeTarget(database: Database, by: Defining, id: number): Promise<void> {
  await database.knex.transaction(async (trx) => {
    if (!(await deleteDefined(trx, 'target', by.agencyId, id))) {
      throw noSuchTarget(id);
    }
    await recordAuditEvent(trx, { ...by, action: 'target.removed', subject: `target ${id}`, detail: {} });
  });
}

const noSuchTarget = (id: number) =>
  notFound(told('There is no target {id}. It may have been deleted.', { id }));

const record = (
  trx: Knex.Transaction,
  by: Defining,
  action: 'target.added' | 'target.changed',
  id: number,
  { name, outcome, changePercent, dueOn }: StoredTarget,
) =>
  recordAuditEvent(trx, {
    ...by,
    action,
    subject: `target ${id}`,
    detail: { name, outcome, changePercent, dueOn },
  });

async function checked(
  trx: Knex.Transaction,
  { agencyId }: Defining,
  draft: TargetDraft,
  id: number | null,
): Promise<StoredTarget> {
  const target = checkedDraft(draft);
  const { name } = target;
  const taken = told('There is one called "{name}" already. Choose another name.', { name });
  await checkNameFree(trx, 'target', { agencyId, name, id }, taken);
  return target;
}

function checkedDraft(draft: TargetDraft): StoredTarget {
  const baselineFrom = checkedMonth(draft.baselineFrom, 'baselineFrom');
  const baselineTo = checkedMonth(draft.baselineTo, 'baselineTo');
  const dueOn = checkedMonth(draft.dueOn, 'dueOn');
  if (baselineTo <= baselineFrom || dueOn <= baselineTo) {
    throw badRequest('The baseline comes first, and the target is due after it.', {
      parameter: baselineTo <= baselineFrom ? 'baselineTo' : 'dueOn',
    });
  }
  const { changePercent } = draft;
  if (changePercent === 0 || changePercent < -100 || changePercent > MOST_CHANGE) {
    throw badRequest(
      told('The change is a whole number of per cent from -100 to {most}, and not 0.', { most: MOST_CHANGE }),
      {
        parameter: 'changePercent',
      },
    );
  }
  return {
    name: checkedName(draft.name, LONGEST_PROGRESS_NAME, told('Give it a name.')),
    outcome: draft.outcome,
    filter: checkedFilter(draft.filter),
    baselineFrom,
    baselineTo,
    changePercent,
    dueOn,
  };
}
