import type { z } from 'zod';
import type { Account } from '../../domain/access.ts';
import { told } from '../../domain/languages/told.ts';
import type { PersonHits, personQuestionSchema } from '../../domain/person-search.ts';
import { LEAST_LETTERS } from '../../domain/person-search.ts';
import type { Scope } from '../../domain/scope.ts';
import { NOT_A_RANDOM_SAMPLE } from '../../domain/vocabulary.ts';
import { readOtherAgencies } from '../audit/other-agencies.ts';
import type { AuditEvent } from '../audit/record-audit-event.ts';
import { recordAuditEvents } from '../audit/record-audit-event.ts';
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
 * where it cannot be recorded, nothing is. The log says why and how many were found, and never whom it was about. Each
 * other agency whose records were searched is told the same, and how many of its own were found.
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
  await recordSearch(database, account, {
    why: { caseNumber: question.caseNumber, reason: question.reason },
    by: { words: words.length, birthDate: birthDate !== null },
    ...found,
  });
  return { ...found, notice: NOT_A_RANDOM_SAMPLE };
}

interface RecordedSearch extends Pick<PersonHits, 'items' | 'searched'> {
  readonly why: { readonly caseNumber: string; readonly reason: string };
  /** What was looked for, without telling it. */
  readonly by: { readonly words: number; readonly birthDate: boolean };
}

async function recordSearch(
  database: Database,
  { email: actor, agencyId }: Account,
  { why, by, items, searched }: RecordedSearch,
): Promise<void> {
  const codes = new Set([...searched.purchasers, ...searched.possessors].map(({ code }) => code));
  const about = { actor, action: 'person.searched', subject: 'persons' } as const;
  const agencies = [...codes].sort().join(' ');
  await database.knex.transaction(async (trx) => {
    const { own: searching, others } = await readOtherAgencies(trx, agencyId);
    // Each is told of itself alone: which others share with the one that searched is not theirs to know.
    const ofOthers = others
      .filter(({ code }) => codes.has(code))
      .map(({ id, code }): AuditEvent => {
        const hits = items.filter(({ agency }) => agency.code === code).length;
        return { ...about, agencyId: id, detail: { ...why, searching, hits } };
      });
    const detail = { ...why, ...by, hits: items.length, agencies };
    await recordAuditEvents(trx, [{ ...about, agencyId, detail }, ...ofOthers]);
  });
}

/** Commas and full stops only part words: `Roe, R. J.` has no word that is long enough but the first. */
function wordsOf(name: string): readonly string[] {
  const words = name.split(/[\s,.]+/).filter((word) => word !== '');
  if (words.length === 0 || words.some((word) => [...word].length < LEAST_LETTERS)) {
    throw badRequest(
      told('Give whole words of the name, each of at least {least} letters, without initials.', {
        least: LEAST_LETTERS,
      }),
      { parameter: 'name' },
    );
  }
  return words;
}
