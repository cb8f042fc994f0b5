import type { Account, Capability } from '../../domain/access.ts';
import type { JoinState } from '../../domain/join-states.ts';
import type { Join, JoinDecision, JoinDetail, Joins, JoinThresholds } from '../../domain/joins.ts';
import type { Scope } from '../../domain/scope.ts';
import type { AuditAction } from '../audit/audit-actions.ts';
import { noteAuditEvent } from '../audit/note-audit-event.ts';
import { recordAuditEvent, recordAuditEvents } from '../audit/record-audit-event.ts';
import type { Database } from '../database/connection.ts';
import { withScope } from '../database/with-scope.ts';
import { badRequest, forbidden, notFound, ProblemError } from '../errors.ts';
import type { Cursor } from '../http/cursor.ts';
import { formatCursor } from '../http/cursor.ts';
import { readJoinIdentities } from './join-identities-read-model.ts';
import type { SharedPair } from './joins-read-model.ts';
import { countPairs, readPair, readPairs, readPerson } from './joins-read-model.ts';
import { decidePair, lockPair, setThresholds, undecidePair } from './joins-store.ts';
import { readThresholds } from './thresholds-read-model.ts';

/** Whoever looks at joins, and what they see. */
export interface JoinReader {
  readonly account: Account;
  readonly capabilities: readonly Capability[];
  readonly scope: Scope;
  readonly signal: AbortSignal;
}

/** A page of the pairs of a state. Each purchaser that is named in it counts as opened. */
export async function listJoins(
  database: Database,
  reader: JoinReader,
  {
    state,
    after,
    limit,
  }: { readonly state: JoinState; readonly after: Cursor | null; readonly limit: number },
): Promise<Joins> {
  const { scope, signal } = reader;
  const { pairs, total } = await withScope(database, scope, { signal }, async (read) => ({
    pairs: await readPairs(read, state, after, limit + 1),
    total: await countPairs(read, state),
  }));
  const page = pairs.slice(0, limit);
  const last = page.at(-1);
  return {
    items: await identify(database, reader, page),
    total,
    next:
      pairs.length > limit && last !== undefined
        ? formatCursor({ value: last.place, id: last.join.id })
        : null,
  };
}

/** One pair with the person whom it is of. A {@link ProblemError} 404 where there is none that one may see. */
export async function readJoin(database: Database, reader: JoinReader, id: number): Promise<JoinDetail> {
  const { scope, signal } = reader;
  const found = await withScope(database, scope, { signal }, async (read) => {
    const pair = await readPair(read, id);
    if (pair === null) return null;
    const [a, b] = pair.join.purchasers;
    return { pair, person: await readPerson(read, [a.id, b.id]) };
  });
  if (found === null) throw noSuchPair();
  const [join] = await identify(database, reader, [found.pair]);
  if (join === undefined) throw noSuchPair();
  return { ...join, person: found.person };
}

/**
 * Adds who the purchasers are and how they were compared, where one may read that: it is noted for the owner of each purchaser
 * named. Where names are not shared, what is told is that the hashes are equal.
 */
async function identify(
  database: Database,
  { account, capabilities, scope, signal }: JoinReader,
  pairs: readonly SharedPair[],
): Promise<Join[]> {
  const mayName = capabilities.includes('persons') && pairs.length > 0;
  const known = mayName
    ? await withScope(database, scope, { as: 'identified', signal }, (read) =>
        readJoinIdentities(
          read,
          pairs.map(({ join }) => join.id),
          pairs.flatMap(({ join }) => join.purchasers.map(({ id }) => id)),
        ),
      )
    : null;
  return pairs.map(({ join, agencyIds }) => {
    const weighed = known?.weighed.get(join.id);
    const [a, b] = join.purchasers.map((purchaser, index) => {
      const identity = known?.identities.get(purchaser.id) ?? null;
      const agencyId = agencyIds[index];
      if (identity !== null && agencyId !== undefined) {
        const subject = `purchaser ${purchaser.id}`;
        noteAuditEvent({ database, actor: account.email, agencyId, action: 'record.viewed', subject });
      }
      return { ...purchaser, identity };
    });
    if (a === undefined || b === undefined) throw new Error('A pair has two purchasers.');
    const { weight = null, probability = null, parts = [] } = weighed ?? {};
    return {
      ...join,
      comparedBy: weight === null ? 'hash' : 'names',
      weight,
      probability,
      parts,
      purchasers: [a, b],
      mayDecide: agencyIds.some((id) => scope.ownFileAgencyIds.includes(id)),
    };
  });
}

const DECIDED = { confirm: 'confirmed', apart: 'apart' } as const;
const TOLD: Readonly<Record<JoinDecision, AuditAction>> = {
  confirm: 'join.confirmed',
  apart: 'join.taken_apart',
  undo: 'join.undone',
};

/**
 * Decides whether two purchasers are one person, or takes such a decision back; told to the agencies of both. A {@link ProblemError}:
 * 404 where there is no such pair that one may see, 403 where neither is of one's own agency, 409 where there is nothing to take back.
 */
export async function decideJoin(
  database: Database,
  reader: JoinReader,
  id: number,
  decision: JoinDecision,
): Promise<void> {
  const { account, scope, signal } = reader;
  const seen = await withScope(database, scope, { signal }, (read) => readPair(read, id));
  if (seen === null) throw noSuchPair();
  if (!seen.agencyIds.some((agencyId) => scope.ownFileAgencyIds.includes(agencyId))) {
    throw forbidden('Neither purchaser is of your agency: the stewards of theirs decide.');
  }
  await database.knex.transaction(async (trx) => {
    const pair = await lockPair(trx, id);
    if (pair === null) throw noSuchPair();
    if (decision === 'undo') {
      if (pair.decision === null) {
        throw new ProblemError(
          409,
          'Nothing to undo',
          'Nobody has decided on these two. Nothing was changed.',
        );
      }
      await undecidePair(trx, pair);
    } else {
      if (pair.decision === DECIDED[decision]) return;
      await decidePair(trx, id, DECIDED[decision], account.email);
    }
    await recordAuditEvents(
      trx,
      [...new Set([pair.agencyA, pair.agencyB])].map((agencyId) => ({
        actor: account.email,
        agencyId,
        action: TOLD[decision],
        subject: `purchaser_pair ${id}`,
        detail: { before: pair.decision ?? pair.found },
      })),
    );
  });
}

/** Sets from which probabilities on purchasers of one's own agency are joined and put up for decision. */
export async function changeThresholds(
  database: Database,
  { account: { agencyId, email } }: Pick<JoinReader, 'account'>,
  draft: { readonly joinFrom: number; readonly reviewFrom: number },
): Promise<JoinThresholds> {
  const { joinFrom, reviewFrom } = draft;
  if (agencyId === null) throw forbidden('Only an agency has purchasers: your account belongs to none.');
  if (reviewFrom > joinFrom) {
    throw badRequest('What is joined cannot be less sure than what is put up for decision.', {
      parameter: 'reviewFrom',
    });
  }
  return database.knex.transaction(async (trx) => {
    const before = await readThresholds(trx, agencyId);
    if (before.joinFrom === joinFrom && before.reviewFrom === reviewFrom) return before;
    await setThresholds(trx, agencyId, draft, email);
    const after = await readThresholds(trx, agencyId);
    await recordAuditEvent(trx, {
      actor: email,
      agencyId,
      action: 'join.thresholds_set',
      subject: `agency ${agencyId}`,
      detail: { joinFrom, reviewFrom, joinFromBefore: before.joinFrom, reviewFromBefore: before.reviewFrom },
    });
    return after;
  });
}

const noSuchPair = () =>
  notFound('There is no such pair of purchasers, or they are not both shared with you.');
