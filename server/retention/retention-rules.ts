import type { Knex } from 'knex';
import { z } from 'zod';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import { selectRows } from '../database/connection.ts';

/** What is purged when it has been kept for long enough, and what is counted from. */
export const RETENTION_KINDS = {
  address_decision:
    'decisions where an address is, since no record of the agency has it any more or they were taken back',
  rejected_row:
    'rows of files that could not be imported, and values quoted from them, since the import ended',
  sign_in_failure: 'failed sign-ins, since they were tried',
  ended_session: 'sessions, since they were last used',
  expired_invitation: 'invitations, since they expired',
  answered_contact_request: 'requests for contact between agencies, since they were answered',
  listed_purchaser: 'entries of lists of purchasers, since they should have been reviewed',
  watch_finding: 'what watches found, since it was found',
} as const;
export type RetentionKind = keyof typeof RETENTION_KINDS;

const kindSchema = z.enum([
  'address_decision',
  'rejected_row',
  'sign_in_failure',
  'ended_session',
  'expired_invitation',
  'answered_contact_request',
  'listed_purchaser',
  'watch_finding',
] satisfies RetentionKind[]);

/** The kind of that name; undefined where there is none. */
export const retentionKindNamed = (name: string): RetentionKind | undefined =>
  kindSchema.safeParse(name).data;

export const MOST_KEEP_DAYS = 36_500;

const ruleRow = z.object({
  kind: kindSchema,
  keepDays: z.number(),
  setBy: z.string(),
  setAt: z.string(),
});
/** How long one kind is kept. */
export type RetentionRule = z.infer<typeof ruleRow>;

/** All rules, in the order in which they are worked through. */
export async function listRetentionRules(knex: Knex): Promise<RetentionRule[]> {
  return selectRows(
    knex,
    ruleRow,
    `SELECT kind, keep_days AS "keepDays", set_by AS "setBy",
       to_char(set_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "setAt"
     FROM retention_rule ORDER BY array_position(?::text[], kind)`,
    [kindSchema.options],
  );
}

const daysRow = z.object({ before: z.number() });

/** Settles how long a kind is kept from now on. Gives the days until now; what changes something is audited. */
export async function setRetention(
  trx: Knex.Transaction,
  kind: RetentionKind,
  keepDays: number,
  actor: string,
): Promise<number> {
  const [rule] = await selectRows(
    trx,
    daysRow,
    'SELECT keep_days AS before FROM retention_rule WHERE kind = ? FOR UPDATE',
    [kind],
  );
  if (rule === undefined) throw new Error(`retention_rule has no row for ${kind}; run the migrations again.`);
  const { before } = rule;
  if (before === keepDays) return before;
  await trx.raw('UPDATE retention_rule SET keep_days = ?, set_by = ?, set_at = now() WHERE kind = ?', [
    keepDays,
    actor,
    kind,
  ]);
  await recordAuditEvent(trx, {
    actor,
    agencyId: null,
    action: 'retention.set',
    subject: `retention ${kind}`,
    detail: { keepDays, before },
  });
  return before;
}
