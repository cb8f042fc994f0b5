import type { Request, Response } from 'express';
import type { OwnAgency } from '../agencies/own-agency-read-model.ts';
import { readOwnAgency } from '../agencies/own-agency-read-model.ts';
import type { Database } from '../database/connection.ts';
import { forbidden } from '../errors.ts';
import type { Caller } from '../http/caller.ts';
import { callerOf } from '../http/caller.ts';
import type { Publisher } from './snapshots-service.ts';

/**
 * Whoever sent a request, with the agency whose publications they `look` at or make. A ProblemError 401 or 403 where they may not.
 */
export async function publisherOf(
  database: Database,
  request: Request,
  response: Response,
  does: 'look' | 'make',
): Promise<Pick<Caller, 'read'> & { readonly publisher: Publisher & { readonly own: OwnAgency } }> {
  const { account, read } = await callerOf(database, request, response, does === 'look' ? 'view' : 'brief');
  const own = await read(readOwnAgency);
  if (own === null) throw forbidden('Only somebody of an agency publishes its counts.');
  return { read, publisher: { account, agencyId: own.id, agency: own.code, own } };
}
