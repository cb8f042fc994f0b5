import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import { sharedRead } from '../database/shared-read.ts';

const agenciesRow = z.object({ ids: z.string(), synthetic: z.boolean() });

/**
 * The scope of a request: the one switch point of access. Until there is sign-in, whoever reaches the server (by
 * default only this machine can) sees every agency of this installation.
 */
export async function scopeOfRequest(database: Database, _request: IncomingMessage): Promise<Scope> {
  return scopeOfInstallation(database);
}

/**
 * Every agency of this installation, as of the question: what the operator at the command line may read. The same
 * object as long as the agencies are the same, so that what is worked out of it can be kept.
 */
export const scopeOfInstallation = sharedRead(async (database): Promise<Scope> => {
  const [row] = await selectRows(
    database.aside,
    agenciesRow,
    `SELECT coalesce(string_agg(id::text, ',' ORDER BY id), '') AS ids, coalesce(bool_and(synthetic), false) AS synthetic
     FROM agency`,
  );
  if (row === undefined) throw new Error('The agencies could not be read.');
  const last = lastScopes.get(database);
  if (last?.ids === row.ids && last.synthetic === row.synthetic) return last.scope;
  const scope = scopeOf(row);
  lastScopes.set(database, { ...row, scope });
  return scope;
});

const lastScopes = new WeakMap<Database, z.infer<typeof agenciesRow> & { readonly scope: Scope }>();

function scopeOf({ ids, synthetic }: z.infer<typeof agenciesRow>): Scope {
  const agencyIds = ids === '' ? [] : ids.split(',').map(Number);
  const count = agencyIds.length === 1 ? '1 agency' : `${agencyIds.length} agencies`;
  return { agencyIds, label: synthetic ? `Demo region: ${count}` : count };
}
