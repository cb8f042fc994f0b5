import type { IncomingMessage } from 'node:http';
import type { AuditReader } from '../audit/audit-read-model.ts';
import type { Database } from '../database/connection.ts';
import { accessOfRequest } from './scope-of-request.ts';

/** Whoever asks for the audit log. A ProblemError 401 or 403 where they may not. */
export async function auditReaderOf(database: Database, request: IncomingMessage): Promise<AuditReader> {
  const { account } = await accessOfRequest(database, request, 'audit');
  return { role: account.role, agencyId: account.agencyId, actor: account.email };
}
