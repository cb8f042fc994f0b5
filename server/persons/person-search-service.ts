import type { z } from 'zod';
import type { Account } from '../../domain/access.ts';
import type { PersonHits, personQuestionSchema } from '../../domain/person-search.ts';
import { LEAST_LETTERS } from '../../domain/person-search.ts';
import type { Scope } from '../../domain/scope.ts';
import { NOT_A_RANDOM_SAMPLE } from '../../domain/vocabulary.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Database } from '../database/connection.ts';
import { withScope } from '../database/with-scope.ts';
import { badRequest } from '../errors.ts';
import { findPersons, readSearchedAgencies } from './person-search-read-model.ts';

/** Whoever searches, and what they see. */
export interface PersonSearcher {
  readonly account: Account;
  readonly scope: Scope;
  readonly signal: AbortSignal;
}

/**
 * Looks for a person in the records one may read by name. That it was done is in the audit log before anything is told:
 * where it cannot be recorded, nothing is. The log says why and how many were found, and never whom it was about.
 */
export async function searchPersons(
  database: Database,
  { account, scope, signal }: PersonSearcher,
  question: z.output<typeof personQuestionSchema>,
): Promise<PersonHits> {
  const words = wordsOf(question.name);
  const birthDate = question.birthDate ?? null;
  const found = await withScope(database, scope, { as: 'identified', signal }, async (read) => ({
    ...(await findPersons(read, { words, birthDate })),
    searched: await readSearchedAgencies(read),
  }));
  const { purchasers, possessors } = found.searched;
  const codes = [...new Set([...purchasers, ...possessors].map(({ code }) => code))].sort();
  await database.knex.transaction((trx) =>
    recordAuditEvent(trx, {
      actor: account.email,
      agencyId: account.agencyId,
      action: 'person.searched',
      subject: 'persons',
      detail: {
        caseNumber: question.caseNumber,
        reason: question.reason,
        words: words.length,
        birthDate: birthDate !== null,
        hits: found.items.length,
        agencies: codes.join(' '),
      },
    }),
  );
  return { ...found, notice: NOT_A_RANDOM_SAMPLE };
}

/** Commas and full stops only part words: `Roe, R. J.` has no word that is long enough but the first. */
function wordsOf(name: string): readonly string[] {
  const words = name.split(/[\s,.]+/).filter((word) => word !== '');
  if (words.length === 0 || words.some((word) => [...word].length < LEAST_LETTERS)) {
    throw badRequest(
      `Give whole words of the name, each of at least ${LEAST_LETTERS} letters, without initials.`,
      { parameter: 'name' },
    );
  }
  return words;
}
