import type { Knex } from 'knex';
import { z } from 'zod';
import { capabilitiesOf, type Role } from '../../domain/access.ts';
import type { AuditEventItem } from '../../domain/access-responses.ts';
import { auditEventSchema } from '../../domain/access-responses.ts';
import { selectRows } from '../database/connection.ts';
import type { AuditAction } from './audit-actions.ts';

/** Whoever reads the log. */
export interface AuditReader {
  readonly role: Role;
  /** Null for those who belong to no agency: administrators and auditors of the region. */
  readonly agencyId: number | null;
  /** As events name them. */
  readonly actor: string;
}

/** Which events are asked for; null for all. */
export interface AuditQuestion {
  readonly action: AuditAction | null;
  readonly actor: string | null;
}

/** The region's own read all events; others those that touch their agency alone. Whoever may read none finds none. */
const CONDITION = `(:readsAll OR e.agency_id = :agencyId::int)
  AND (:action::text IS NULL OR e.action = :action) AND (:actor::text IS NULL OR e.actor = :actor)`;

function conditionValues({ role, agencyId }: AuditReader, { action, actor }: AuditQuestion) {
  const mayRead = capabilitiesOf(role).includes('audit');
  const isOfRegion = role === 'administrator' || (role === 'auditor' && agencyId === null);
  return { readsAll: mayRead && isOfRegion, agencyId: mayRead ? agencyId : null, action, actor };
}

/** Events before a position (null: from the newest), the newest first. An item's id is its position in the chain. */
export async function listAuditEvents(
  trx: Knex.Transaction,
  reader: AuditReader,
  question: AuditQuestion,
  page: { readonly before: number | null; readonly limit: number },
): Promise<AuditEventItem[]> {
  return selectRows(
    trx,
    auditEventSchema,
    `SELECT e.position AS id, to_char(e.happened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "happenedAt",
       e.actor, a.code AS agency, e.action, e.subject, e.detail
     FROM audit_event e LEFT JOIN agency a ON a.id = e.agency_id
     WHERE ${CONDITION} AND (:before::bigint IS NULL OR e.position < :before) ORDER BY e.position DESC LIMIT :limit`,
    { ...conditionValues(reader, question), ...page },
  );
}

const countRow = z.object({ count: z.number() });

/** How many events the reader may read of those asked for. */
export async function countAuditEvents(
  trx: Knex.Transaction,
  reader: AuditReader,
  question: AuditQuestion,
): Promise<number> {
  const [row] = await selectRows(
    trx,
    countRow,
    `SELECT count(*)::int AS count FROM audit_event e WHERE ${CONDITION}`,
    { ...conditionValues(reader, question) },
  );
  return row?.count ?? 0;
}
