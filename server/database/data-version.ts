/** Whether anything that a reader sees has changed: a number for each agency, added up over those of a scope. */
import type { Knex } from 'knex';
import { z } from 'zod';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from './connection.ts';
import { selectRows } from './connection.ts';
import { sharedRead } from './shared-read.ts';

/** Makes writers of records wait for each other: the first statement of each. */
export async function beginChange(trx: Knex.Transaction): Promise<void> {
  await trx.raw('UPDATE data_version SET version = version + 1');
}

/** What belongs to no agency: areas, streets, lists of dealers. */
const NOBODY = 0;

/**
 * Notes, in the transaction of the change, that what the readers of these agencies see is not what it was; `everyone` for
 * what belongs to no agency. Whoever else notes the same waits for its end, so it is the last statement.
 */
export async function noteChange(trx: Knex.Transaction, of: readonly number[] | 'everyone'): Promise<void> {
  const agencyIds = of === 'everyone' ? [NOBODY] : [...new Set(of)].sort((a, b) => a - b);
  await trx.raw(
    `INSERT INTO change_version (agency_id, version) SELECT unnest(?::int[]), 1
     ON CONFLICT (agency_id) DO UPDATE SET version = change_version.version + 1`,
    [agencyIds],
  );
}

const versionsRow = z.object({ versions: z.string() });

/** Versions by agency, as text: as long as it is the same, nothing at all has changed. */
const readVersions = sharedRead(async ({ aside }) => {
  // Without bound values: on the embedded engine those of statements at the same time would be taken for each other's.
  const [row] = await selectRows(
    aside,
    versionsRow,
    `SELECT coalesce(string_agg(agency_id || ' ' || version, ',' ORDER BY agency_id), '') AS versions FROM change_version`,
  );
  return row?.versions ?? '';
});

interface KnownVersion {
  readonly versions: string;
  readonly version: number;
}
const known = new WeakMap<Database, WeakMap<Scope, KnownVersion>>();

/**
 * The current data version of a scope, for cheap "has anything changed" checks: never one of before it was asked for. All
 * who ask at the same time share a statement.
 */
export async function readDataVersion(database: Database, scope: Scope): Promise<number> {
  const versions = await readVersions(database);
  const ofDatabase = known.get(database) ?? new WeakMap<Scope, KnownVersion>();
  known.set(database, ofDatabase);
  const kept = ofDatabase.get(scope);
  if (kept?.versions === versions) return kept.version;
  const version = addUp(versions, scope);
  ofDatabase.set(scope, { versions, version });
  return version;
}

function addUp(versions: string, { agencies }: Scope): number {
  const counted = new Set([NOBODY, ...agencies.map(({ agencyId }) => agencyId)]);
  return versions
    .split(',')
    .map((one) => one.split(' ').map(Number))
    .reduce((sum, [agencyId = NOBODY, version = 0]) => sum + (counted.has(agencyId) ? version : 0), 0);
}
