import type { Knex } from 'knex';
import { z } from 'zod';
import type { Account, AgreementState, Capability } from '../../domain/access.ts';
import { DATA_KINDS, SHARING_LEVELS, sharingOf } from '../../domain/access.ts';
import type { Agreement, Agreements } from '../../domain/access-responses.ts';
import { selectRows } from '../database/connection.ts';
import { AGREEMENT_TEMPLATES } from './agreement-templates.ts';

/**
 * Reads of agreements. They are no records: each is shown to those of the two agencies it is between, and all to the
 * administrators of the region.
 */

const level = z.enum(SHARING_LEVELS);
const time = z.date().transform((at) => at.toISOString());
const agreementRow = z.object({
  id: z.number(),
  giving_agency_id: z.number(),
  receiving_agency_id: z.number(),
  giving_code: z.string(),
  giving_name: z.string(),
  receiving_code: z.string(),
  receiving_name: z.string(),
  recoveries: level,
  traces: level,
  ballistics: level,
  debriefs: level,
  sales: level,
  legal_basis: z.string(),
  starts_on: z.string(),
  ends_on: z.string().nullable(),
  written_by: z.string(),
  written_at: time,
  accepted_by: z.string().nullable(),
  accepted_at: time.nullable(),
  declined_at: time.nullable(),
  revoked_by: z.string().nullable(),
  revoked_at: time.nullable(),
  today: z.string(),
});
type AgreementRow = z.infer<typeof agreementRow>;

const SELECT = `SELECT g.*, giving.code AS giving_code, giving.name AS giving_name, receiving.code AS receiving_code,
    receiving.name AS receiving_name, (now() AT TIME ZONE 'UTC')::date AS today
  FROM agreement g JOIN agency giving ON giving.id = g.giving_agency_id
    JOIN agency receiving ON receiving.id = g.receiving_agency_id`;

/** Whoever asks, as far as it matters to agreements. */
export interface AgreementReader {
  readonly account: Account;
  readonly capabilities: readonly Capability[];
}

const agencyRow = z.object({ code: z.string(), name: z.string() });

/** All that the reader may see of agreements; see the schema for its parts. */
export async function readAgreements(trx: Knex.Transaction, reader: AgreementReader): Promise<Agreements> {
  const rows = await selectRows(
    trx,
    agreementRow,
    `${SELECT} WHERE :everything::boolean OR :agency::int IN (g.giving_agency_id, g.receiving_agency_id)
     ORDER BY g.id DESC`,
    { everything: reader.capabilities.includes('administer'), agency: reader.account.agencyId },
  );
  const agencies = await selectRows(trx, agencyRow, 'SELECT code, name FROM agency ORDER BY name, code');
  return {
    items: rows.map((row) => toAgreement(row, reader)),
    total: rows.length,
    next: null,
    agencies,
    templates: [...AGREEMENT_TEMPLATES],
    matrix: matrixOf(rows),
  };
}

/** One agreement, null where there is none that the reader may see. */
export async function readAgreement(
  trx: Knex.Transaction,
  id: number,
  reader: AgreementReader,
): Promise<Agreement | null> {
  const [row] = await selectRows(
    trx,
    agreementRow,
    `${SELECT} WHERE g.id = :id AND (:everything::boolean OR :agency::int IN (g.giving_agency_id, g.receiving_agency_id))`,
    { id, everything: reader.capabilities.includes('administer'), agency: reader.account.agencyId },
  );
  return row === undefined ? null : toAgreement(row, reader);
}

/** What is in force: of several between the same two, the one accepted last. */
function matrixOf(rows: readonly AgreementRow[]): Agreements['matrix'] {
  const inForce = rows
    .filter((row) => stateOf(row) === 'in_force')
    .sort((a, b) => (a.accepted_at ?? '').localeCompare(b.accepted_at ?? '') || a.id - b.id);
  const pairs = new Map(
    inForce.map((row) => [
      `${row.giving_code} ${row.receiving_code}`,
      {
        giving: row.giving_code,
        receiving: row.receiving_code,
        sharing: sharingOf((kind) => row[kind]),
      },
    ]),
  );
  return [...pairs.values()].filter(({ sharing }) => DATA_KINDS.some((kind) => sharing[kind] !== 'nothing'));
}

function stateOf(row: AgreementRow): AgreementState {
  if (row.revoked_at !== null) return 'revoked';
  if (row.declined_at !== null) return 'declined';
  if (row.ends_on !== null && row.ends_on <= row.today) return 'ended';
  if (row.accepted_at === null) return 'offered';
  return row.starts_on > row.today ? 'not_begun' : 'in_force';
}

function toAgreement(row: AgreementRow, reader: AgreementReader): Agreement {
  return {
    id: row.id,
    giving: { code: row.giving_code, name: row.giving_name },
    receiving: { code: row.receiving_code, name: row.receiving_name },
    sharing: sharingOf((kind) => row[kind]),
    legalBasis: row.legal_basis,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    state: stateOf(row),
    writtenBy: row.written_by,
    writtenAt: row.written_at,
    acceptedBy: row.accepted_by,
    acceptedAt: row.accepted_at,
    revokedBy: row.revoked_by,
    revokedAt: row.revoked_at,
    actions: actionsOf(row, reader),
  };
}

/** The receiving agency accepts or declines; either may end it at any time. */
function actionsOf(row: AgreementRow, { account, capabilities }: AgreementReader): Agreement['actions'] {
  if (!capabilities.includes('agree') || account.agencyId === null) return [];
  const state = stateOf(row);
  if (state === 'offered') {
    return account.agencyId === row.receiving_agency_id ? ['accept', 'decline'] : ['revoke'];
  }
  return state === 'in_force' || state === 'not_begun' ? ['revoke'] : [];
}
