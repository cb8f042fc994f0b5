import { createHash } from 'node:crypto';

/** What an audit event says, as the texts that its hash is made over. */
export interface ChainedText {
  readonly position: number;
  readonly id: number;
  /** UTC with microseconds, `2026-11-29T08:15:00.000000Z`. */
  readonly happenedAt: string;
  readonly actor: string;
  readonly agencyId: number | null;
  readonly action: string;
  readonly subject: string;
  /** As PostgreSQL prints its jsonb. */
  readonly detail: string;
}

/** What the first event of the chain has in the place of a hash before it. */
export const FIRST_HASH = '0'.repeat(64);

/**
 * The hash an event has in the chain after the one with the hash `previous`: SHA-256 over each of its texts with their
 * length in bytes before it. Made here apart from the database, which made it first (migrations/20261129050000_audit_chain.ts).
 */
export function chainHash(previous: string, event: ChainedText): string {
  const hash = createHash('sha256');
  const parts = [
    previous,
    String(event.position),
    String(event.id),
    event.happenedAt,
    event.actor,
    event.agencyId === null ? '' : String(event.agencyId),
    event.action,
    event.subject,
    event.detail,
  ];
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:${part}`);
  return hash.digest('hex');
}
