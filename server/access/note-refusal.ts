import type { ErrorRequestHandler } from 'express';
import { noteAuditEvent } from '../audit/note-audit-event.ts';
import type { Database } from '../database/connection.ts';
import { RefusedError } from '../errors.ts';
import { pathOf } from '../http/address-of-request.ts';
import { senderOfRequest } from './sender-of-request.ts';

/**
 * Notes for the audit log that somebody was refused what they asked for, whoever refused it: the check of their role or
 * the rule of a service. The error goes on to whoever says it in words.
 */
export function noteRefusals(database: Database): ErrorRequestHandler {
  return async (error: unknown, request, _response, next) => {
    if (error instanceof RefusedError) {
      // Where the database is away nobody can be named; the refusal stands all the same.
      const sender = await senderOfRequest(database, request).catch(() => null);
      if (sender !== null) {
        noteAuditEvent({
          database,
          actor: sender.account.email,
          agencyId: sender.account.agencyId,
          action: 'access.refused',
          subject: `${request.method} ${pathOf(request)}`,
        });
      }
    }
    next(error);
  };
}
