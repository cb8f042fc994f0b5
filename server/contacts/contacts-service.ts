import type { Knex } from 'knex';
import { z } from 'zod';
import type { ContactDraft, ContactRequest } from '../../domain/reveals.ts';
import type { Scope } from '../../domain/scope.ts';
import { inForceOn } from '../agreements/in-force-sql.ts';
import { recordAuditEvents } from '../audit/record-audit-event.ts';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import { forbidden, notFound, ProblemError } from '../errors.ts';
import { readContactSubject } from './contact-subject-read-model.ts';
import type { ContactReader } from './contacts-read-model.ts';
import { readContactRequest } from './contacts-read-model.ts';

/** Whoever asks for contact, and what they see. */
export interface ContactAsker extends ContactReader {
  readonly scope: Scope;
}

const idRow = z.object({ id: z.number() });

/** An agency that shares with one's own, or the other way round, on this day. */
const PARTNER = `SELECT a.id FROM agency a WHERE a.code = :code AND EXISTS (
    SELECT FROM agreement g WHERE (g.giving_agency_id, g.receiving_agency_id) IN ((a.id, :own::int), (:own::int, a.id))
      AND ${inForceOn()})`;

/**
 * Asks an agency for contact about something that its data and one's own have in common. A {@link ProblemError} in words: 403
 * where there is no agreement, 404 where nothing of the kind is seen there, 409 where it was asked and is not answered yet.
 */
export async function askForContact(
  database: Database,
  by: ContactAsker,
  { agency, subject }: ContactDraft,
): Promise<ContactRequest> {
  const { agencyId, email, name } = by.account;
  if (agencyId === null) throw forbidden('Only an agency can ask another: your account belongs to none.');
  const [partner] = await database.knex.transaction((trx) =>
    selectRows(trx, idRow, PARTNER, { code: agency, own: agencyId }),
  );
  if (partner === undefined) {
    throw forbidden('There is no agreement in force between this agency and yours.');
  }
  const words = await readContactSubject(database, by.scope, subject, partner.id);
  if (words === null) throw notFound('You see nothing of the kind in the data of this agency.');
  return database.knex.transaction(async (trx) => {
    const [row] = await selectRows(
      trx,
      idRow,
      `INSERT INTO contact_request (asking_agency_id, asked_agency_id, subject_kind, subject_id, subject, asked_by,
         asked_by_name)
       VALUES (:asking, :asked, :kind, :id, :words, :email, :name)
       ON CONFLICT (asking_agency_id, asked_agency_id, subject_kind, subject_id) WHERE answered_at IS NULL DO NOTHING
       RETURNING id`,
      { asking: agencyId, asked: partner.id, kind: subject.kind, id: subject.id, words, email, name },
    );
    if (row === undefined) {
      throw new ProblemError(
        409,
        'Not possible',
        'Your agency has asked for this already, and it is not answered yet. Nothing was sent again.',
      );
    }
    const request = await ofReader(trx, row.id, by);
    await record(trx, { by, request, action: 'contact.asked' });
    return request;
  });
}

/** Notes that a request is answered. A {@link ProblemError}: 404 where the caller sees none, 409 where it is not theirs to. */
export async function answerContact(
  database: Database,
  by: ContactReader,
  id: number,
): Promise<ContactRequest> {
  return database.knex.transaction(async (trx) => {
    // Two at once: the second sees that it is answered.
    await trx.raw('SELECT id FROM contact_request WHERE id = ? FOR UPDATE', [id]);
    if (!(await ofReader(trx, id, by)).mayAnswer) {
      throw new ProblemError(
        409,
        'Not possible',
        'This request is answered, or it is the other agency that answers it. Nothing was changed.',
      );
    }
    await trx.raw('UPDATE contact_request SET answered_by = :by, answered_at = now() WHERE id = :id', {
      by: by.account.email,
      id,
    });
    const request = await ofReader(trx, id, by);
    await record(trx, { by, request, action: 'contact.answered' });
    return request;
  });
}

async function ofReader(trx: Knex.Transaction, id: number, reader: ContactReader): Promise<ContactRequest> {
  const request = await readContactRequest(trx, id, reader);
  if (request === null) throw notFound('There is no such request for contact.');
  return request;
}

interface ContactEvent {
  readonly by: ContactReader;
  readonly request: ContactRequest;
  readonly action: 'contact.asked' | 'contact.answered';
}

/** Told to both agencies: each reads the events of its own alone. */
async function record(trx: Knex.Transaction, { by, request, action }: ContactEvent): Promise<void> {
  const { id, asking, asked, subject } = request;
  const parties = await selectRows(trx, idRow, 'SELECT id FROM agency WHERE code IN (?, ?) ORDER BY id', [
    asking.code,
    asked.code,
  ]);
  await recordAuditEvents(
    trx,
    parties.map(({ id: agencyId }) => ({
      actor: by.account.email,
      agencyId,
      action,
      subject: `contact_request ${id}`,
      detail: { asking: asking.code, asked: asked.code, about: `${subject.kind} ${subject.id}` },
    })),
  );
}
