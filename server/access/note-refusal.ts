import type { IncomingMessage } from 'node:http';
import { noteAuditEvent } from '../audit/note-audit-event.ts';
import type { Database } from '../database/connection.ts';
import { pathOf } from '../http/address-of-request.ts';
import type { SignedIn } from './account-of-request.ts';

/** Notes for the audit log that somebody asked for what their role, or their token, may not do. Never throws. */
export function noteRefusal(database: Database, request: IncomingMessage, { account }: SignedIn): void {
  noteAuditEvent({
    database,
    actor: account.email,
    agencyId: account.agencyId,
    action: 'access.refused',
    subject: `${request.method} ${pathOf(request)}`,
  });
}
