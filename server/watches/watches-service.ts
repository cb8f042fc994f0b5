import type { z } from 'zod';
import type { PageLanguage } from '../../domain/languages/languages.ts';
import { told } from '../../domain/languages/told.ts';
import { formatTraceFilter } from '../../domain/trace-filter.ts';
import type { watchDraftSchema } from '../../domain/watches.ts';
import { LONGEST_WATCH_NAME, MOST_WATCHES } from '../../domain/watches.ts';
import type { Database } from '../database/connection.ts';
import { checkedName } from '../defined/checked-words.ts';
import { checkedFilterText } from '../defined/stored-filter.ts';
import { badRequest, notFound } from '../errors.ts';
import { deleteWatch, insertWatch, markRead } from './watches-store.ts';

/** Adds a watch to an account and gives its id; mails about it are in `language`. A ProblemError in words for what cannot be one. */
export async function addWatch(
  database: Database,
  accountId: number,
  draft: z.output<typeof watchDraftSchema>,
  language: PageLanguage,
  sendsMail: boolean,
): Promise<number> {
  const name = checkedName(draft.name, LONGEST_WATCH_NAME, told('Give it a name.'));
  const filter = formatTraceFilter(checkedFilterText(draft.filter)).toString();
  if (draft.byMail && !sendsMail) {
    throw badRequest('This installation sends no e-mail. Watch without it, and look here.', {
      parameter: 'byMail',
    });
  }
  const id = await database.knex.transaction((trx) =>
    insertWatch(trx, accountId, { name, filter, byMail: draft.byMail, language }, MOST_WATCHES),
  );
  if (id !== null) return id;
  throw badRequest(
    told('You have {most} watches, as many as there can be. Take one off first.', { most: MOST_WATCHES }),
  );
}

/** Removes a watch of an account with what it found. A ProblemError 404 where there is none. */
export async function removeWatch(database: Database, accountId: number, id: number): Promise<void> {
  const isRemoved = await database.knex.transaction((trx) => deleteWatch(trx, accountId, id));
  if (!isRemoved) throw noSuchWatch(id);
}

export const noSuchWatch = (id: number | string) =>
  notFound(told('You have no watch {id}. It may have been taken off.', { id }));

/** Marks what an account has seen of its inbox as read: all up to a finding. */
export async function readInboxUpTo(database: Database, accountId: number, finding: number): Promise<void> {
  await database.knex.transaction((trx) => markRead(trx, accountId, finding));
}
