import type { Knex } from 'knex';
import { z } from 'zod';
import type { AgreementState } from '../../domain/access.ts';
import { DATA_KINDS, fitsRecoveries } from '../../domain/access.ts';
import type { Agreement, AgreementDraft } from '../../domain/access-responses.ts';
import type { Told } from '../../domain/languages/told.ts';
import { told } from '../../domain/languages/told.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import { badRequest, forbidden, notFound, ProblemError } from '../errors.ts';
import { keepGunDetails } from '../rollups/keep-gun-details.ts';
import type { AgreementReader } from './agreements-read-model.ts';
import { readAgreement } from './agreements-read-model.ts';

const idRow = z.object({ id: z.number() });

/** What may be done with an agreement that is there, and how it is told. */
const ACTIONS = {
  accept: { columns: 'accepted_by = :by, accepted_at = now()', done: 'accepted' },
  decline: { columns: 'declined_by = :by, declined_at = now()', done: 'declined' },
  revoke: { columns: 'revoked_by = :by, revoked_at = now()', done: 'revoked' },
} as const;
export type AgreementAction = keyof typeof ACTIONS;

const REFUSALS: Readonly<Record<AgreementAction, (state: Told) => Told>> = {
  accept: (state) =>
    told('This agreement cannot be accepted by you: it is {state}. Nothing was changed.', { state }),
  decline: (state) =>
    told('This agreement cannot be declined by you: it is {state}. Nothing was changed.', { state }),
  revoke: (state) =>
    told('This agreement cannot be revoked by you: it is {state}. Nothing was changed.', { state }),
};

const STATES: Readonly<Record<AgreementState, Told>> = {
  offered: told('offered'),
  in_force: told('in force'),
  not_begun: told('not begun'),
  ended: told('ended'),
  revoked: told('revoked'),
  declined: told('declined'),
};

/**
 * Offers another agency to see what is one's own. It gives nothing until the other accepts. A {@link ProblemError} in words
 * for what cannot be agreed.
 */
export async function offerAgreement(
  database: Database,
  by: AgreementReader,
  draft: AgreementDraft,
): Promise<Agreement> {
  const { agencyId, email } = by.account;
  if (agencyId === null) throw forbidden('Only an agency can share: your account belongs to none.');
  checkDraft(draft);
  return database.knex.transaction(async (trx) => {
    const [receiving] = await selectRows(trx, idRow, 'SELECT id FROM agency WHERE code = ?', [
      draft.receiving,
    ]);
    if (receiving === undefined || receiving.id === agencyId) {
      throw badRequest('Choose an agency of the region to share with, other than your own.', {
        parameter: 'receiving',
      });
    }
    const [row] = await selectRows(
      trx,
      idRow,
      `INSERT INTO agreement (giving_agency_id, receiving_agency_id, ${DATA_KINDS.join(', ')}, legal_basis, starts_on,
         ends_on, written_by)
       VALUES (:giving, :receiving, ${DATA_KINDS.map((kind) => `:${kind}`).join(', ')}, :legalBasis, :startsOn,
         :endsOn, :by) RETURNING id`,
      {
        giving: agencyId,
        receiving: receiving.id,
        ...draft.sharing,
        legalBasis: draft.legalBasis,
        startsOn: draft.startsOn,
        endsOn: draft.endsOn,
        by: email,
      },
    );
    if (row === undefined) throw new Error('The agreement was not written.');
    await record(trx, by, row.id, 'offered');
    return ofReader(trx, row.id, by);
  });
}

function checkDraft({ sharing, startsOn, endsOn }: AgreementDraft): void {
  if (endsOn !== null && endsOn <= startsOn) {
    throw badRequest('The agreement would end before it begins. Choose a later end.', {
      parameter: 'endsOn',
    });
  }
  if (DATA_KINDS.every((kind) => sharing[kind] === 'nothing')) {
    throw badRequest('This would share nothing. Choose what to share.', { parameter: 'sharing' });
  }
  if (!fitsRecoveries(sharing.traces, sharing.recoveries)) {
    throw badRequest(
      'Traces can be shared as recoveries are, de-identified beside recoveries as records, or not at all: a trace is of a recovery, and counted traces beside single recoveries would give each trace away.',
      { parameter: 'sharing' },
    );
  }
}

/**
 * Accepts, declines or revokes an agreement; what is seen follows with the next request. A {@link ProblemError}: 404 where
 * there is none that one may see, 409 where it is not in a state, or one is not on the side, to do so.
 */
export async function actOnAgreement(
  database: Database,
  by: AgreementReader,
  id: number,
  action: AgreementAction,
): Promise<Agreement> {
  return database.knex.transaction(async (trx) => {
    // Two at once: the second sees what the first has made of it.
    await trx.raw('SELECT id FROM agreement WHERE id = ? FOR UPDATE', [id]);
    const agreement = await ofReader(trx, id, by);
    const { columns, done } = ACTIONS[action];
    if (!agreement.actions.includes(action)) {
      throw new ProblemError(409, 'Not possible', REFUSALS[action](STATES[agreement.state]));
    }
    await trx.raw(`UPDATE agreement SET ${columns} WHERE id = :id`, { by: by.account.email, id });
    await keepGunDetails(trx);
    await record(trx, by, id, done);
    return ofReader(trx, id, by);
  });
}

async function ofReader(trx: Knex.Transaction, id: number, reader: AgreementReader): Promise<Agreement> {
  const agreement = await readAgreement(trx, id, reader);
  if (agreement === null) throw notFound('There is no such agreement.');
  return agreement;
}

const partiesRow = z.object({ giving: z.number(), receiving: z.number() });

/** Told to both agencies: each reads the events of its own alone. */
async function record(
  trx: Knex.Transaction,
  by: AgreementReader,
  id: number,
  done: 'offered' | (typeof ACTIONS)[AgreementAction]['done'],
): Promise<void> {
  const agreement = await ofReader(trx, id, by);
  const [parties] = await selectRows(
    trx,
    partiesRow,
    'SELECT giving_agency_id AS giving, receiving_agency_id AS receiving FROM agreement WHERE id = ?',
    [id],
  );
  for (const agencyId of parties === undefined ? [] : [parties.giving, parties.receiving]) {
    await recordAuditEvent(trx, {
      actor: by.account.email,
      agencyId,
      action: `agreement.${done}`,
      subject: `agreement ${id}`,
      detail: {
        giving: agreement.giving.code,
        receiving: agreement.receiving.code,
        ...agreement.sharing,
        legalBasis: agreement.legalBasis,
        startsOn: agreement.startsOn,
        endsOn: agreement.endsOn,
      },
    });
  }
}
