import type { Request } from 'express';
import { z } from 'zod';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import { sharedRead } from '../database/shared-read.ts';

const agencyRow = z.object({ id: z.number(), synthetic: z.boolean() });

/**
 * The scope of a request: the one switch point of access. Until there is sign-in, whoever reaches the server (by
 * default only this machine can) sees every agency of this installation.
 */
export async function scopeOfRequest(database: Database, _request: Request): Promise<Scope> {
  return scopeOfInstallation(database);
}

/** Every agency of this installation, as of the question: what the operator at the command line may read. */
export const scopeOfInstallation = sharedRead(async ({ aside }): Promise<Scope> => {
  const agencies = await selectRows(aside, agencyRow, 'SELECT id, synthetic FROM agency ORDER BY id');
  const count = agencies.length === 1 ? '1 agency' : `${agencies.length} agencies`;
  const demo = agencies.length > 0 && agencies.every(({ synthetic }) => synthetic);
  return { agencyIds: agencies.map(({ id }) => id), label: demo ? `Demo region: ${count}` : count };
});
