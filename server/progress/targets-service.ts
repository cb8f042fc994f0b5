import type { TargetDraft } from '../../domain/progress.ts';
import { LONGEST_PROGRESS_NAME, MOST_TARGETS } from '../../domain/progress.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Database } from '../database/connection.ts';
import { checkedMonth } from '../defined/checked-dates.ts';
import { checkedName } from '../defined/checked-words.ts';
import { checkNameFree, deleteDefined } from '../defined/defined-rows.ts';
import type { Defining } from '../defined/defining.ts';
import { badRequest, notFound, ProblemError } from '../errors.ts';
import { checkedFilter } from './outcome-filter.ts';
import { countTargets, insertTarget } from './targets-store.ts';

const MOST_CHANGE = 1000;

/** Sets a target and gives its id. A {@link ProblemError} in words for what cannot be one. */
export async function addTarget(database: Database, by: Defining, draft: TargetDraft): Promise<number> {
  return database.knex.transaction(async (trx) => {
    const target = checked(draft);
    await checkNameFree(
      trx,
      'target',
      { agencyId: by.agencyId, name: target.name, id: null },
      `There is one called "${target.name}" already.`,
    );
    if ((await countTargets(trx, by.agencyId)) >= MOST_TARGETS) {
      throw new ProblemError(
        409,
        'Too many targets',
        `There are ${MOST_TARGETS} targets already. Delete one that is over first.`,
      );
    }
    const id = await insertTarget(trx, by.agencyId, by.actor, target);
    const { name, outcome, changePercent, dueOn } = target;
    await recordAuditEvent(trx, {
      ...by,
      action: 'target.added',
      subject: `target ${id}`,
      detail: { name, outcome, changePercent, dueOn },
    });
    return id;
  });
}

/** Removes a target. */
export async function removeTarget(database: Database, by: Defining, id: number): Promise<void> {
  await database.knex.transaction(async (trx) => {
    if (!(await deleteDefined(trx, 'target', by.agencyId, id))) {
      throw notFound(`There is no target ${id}. It may have been deleted.`);
    }
    await recordAuditEvent(trx, { ...by, action: 'target.removed', subject: `target ${id}`, detail: {} });
  });
}

function checked(draft: TargetDraft): TargetDraft {
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
    throw badRequest(`The change is a whole number of per cent from -100 to ${MOST_CHANGE}, and not 0.`, {
      parameter: 'changePercent',
    });
  }
  return {
    name: checkedName(draft.name, LONGEST_PROGRESS_NAME, 'Give it a name.'),
    outcome: draft.outcome,
    filter: checkedFilter(draft.filter),
    baselineFrom,
    baselineTo,
    changePercent,
    dueOn,
  };
}
