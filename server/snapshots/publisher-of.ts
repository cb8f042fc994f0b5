import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import { forbidden } from '../errors.ts';
import type { Caller } from '../http/caller.ts';
import { callerOf } from '../http/caller.ts';
import type { Publisher } from './snapshots-service.ts';

const agencyRow = z.object({ code: z.string(), name: z.string() });

/**
 * Whoever sent a request, with the agency whose publications they `look` at or make. A ProblemError 401 or 403 where they may not.
 */
export async function publisherOf(
  database: Database,
  request: Request,
  response: Response,
  does: 'look' | 'make',
): Promise<Pick<Caller, 'read'> & { readonly publisher: Publisher & { readonly agencyName: string } }> {
  const { account, read } = await callerOf(database, request, response, does === 'look' ? 'view' : 'brief');
  const { agencyId } = account;
  if (agencyId === null) throw forbidden('Only somebody of an agency publishes its counts.');
  const [agency] = await selectRows(database.knex, agencyRow, 'SELECT code, name FROM agency WHERE id = ?', [
    agencyId,
  ]);
  if (agency === undefined) throw new Error(`There is no agency ${agencyId}.`);
  return { read, publisher: { account, agencyId, agency: agency.code, agencyName: agency.name } };
}
