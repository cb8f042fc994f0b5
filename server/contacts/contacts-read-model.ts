import type { Knex } from 'knex';
import { z } from 'zod';
import type { Account, Capability } from '../../domain/access.ts';
import type { ContactRequest } from '../../domain/reveals.ts';
import { REVEAL_KINDS } from '../../domain/reveals.ts';
import { selectRows } from '../database/connection.ts';

/** Requests for contact are no records: each is shown to those who asked and to the stewards of the agency that was asked. */

/** Whoever asks, as far as it matters to contacts. */
export interface ContactReader {
  readonly account: Account;
  readonly capabilities: readonly Capability[];
}

const MOST_REQUESTS = 200;

const time = z.date().transform((at) => at.toISOString());
const contactRow = z.object({
  id: z.number(),
  asked_agency_id: z.number(),
  asking_code: z.string(),
  asking_name: z.string(),
  asked_code: z.string(),
  asked_name: z.string(),
  subject_kind: z.enum(REVEAL_KINDS),
  subject_id: z.string(),
  subject: z.string(),
  asked_by: z.string(),
  asked_by_name: z.string(),
  asked_at: time,
  answered_by: z.string().nullable(),
  answered_at: time.nullable(),
});

const SELECT = `SELECT c.*, asking.code AS asking_code, asking.name AS asking_name, asked.code AS asked_code,
    asked.name AS asked_name
  FROM contact_request c JOIN agency asking ON asking.id = c.asking_agency_id JOIN agency asked ON asked.id = c.asked_agency_id
  WHERE (c.asking_agency_id = :agency::int OR (c.asked_agency_id = :agency::int AND :answers::boolean))`;

const valuesOf = ({ account, capabilities }: ContactReader) => ({
  agency: account.agencyId,
  answers: capabilities.includes('agree'),
});

/** What one's agency asked, and, for those who answer, what it was asked; what is open first, then the newest. */
export async function readContactRequests(
  trx: Knex.Transaction,
  reader: ContactReader,
): Promise<ContactRequest[]> {
  const rows = await selectRows(
    trx,
    contactRow,
    `${SELECT} ORDER BY c.answered_at IS NOT NULL, c.id DESC LIMIT ${MOST_REQUESTS}`,
    valuesOf(reader),
  );
  return rows.map((row) => toContactRequest(row, reader));
}

/** One of them; null where there is none that the reader may see. */
export async function readContactRequest(
  trx: Knex.Transaction,
  id: number,
  reader: ContactReader,
): Promise<ContactRequest | null> {
  const [row] = await selectRows(trx, contactRow, `${SELECT} AND c.id = :id::int`, {
    ...valuesOf(reader),
    id,
  });
  return row === undefined ? null : toContactRequest(row, reader);
}

function toContactRequest(row: z.infer<typeof contactRow>, reader: ContactReader): ContactRequest {
  const { agency, answers } = valuesOf(reader);
  return {
    id: row.id,
    asking: { code: row.asking_code, name: row.asking_name },
    asked: { code: row.asked_code, name: row.asked_name },
    subject: { kind: row.subject_kind, id: row.subject_id, words: row.subject },
    askedBy: { name: row.asked_by_name, email: row.asked_by },
    askedAt: row.asked_at,
    answeredBy: row.answered_by,
    answeredAt: row.answered_at,
    mayAnswer: answers && row.answered_at === null && row.asked_agency_id === agency,
  };
}
