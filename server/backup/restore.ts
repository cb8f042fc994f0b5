import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { VerifiedChain } from '../audit/verify-chain.ts';
import { verifyChain } from '../audit/verify-chain.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/connection.ts';
import { migrate } from '../database/migrate.ts';
import { openDatabase } from '../database/open-database.ts';
import { SetupError } from '../errors.ts';
import { disownRunningImports, recoverInterruptedImports } from '../imports/recover-interrupted-imports.ts';
import { ensureRollups } from '../rollups/ensure-rollups.ts';
import type { BackupKind } from './backup-kind.ts';
import { backupKindOf } from './backup-kind.ts';
import type { TableCounts } from './counted-database.ts';
import { countTables } from './counted-database.ts';
import { restoreEmbedded } from './restore-embedded.ts';
import { restorePostgres } from './restore-postgres.ts';

/** A database as it was found after it was restored. */
export interface Restored {
  readonly kind: BackupKind;
  /** Migrations that brought a backup of an older version up to date. */
  readonly migrations: readonly string[];
  readonly tables: TableCounts;
  readonly audit: VerifiedChain;
}

interface RestoreOptions {
  readonly actor: string;
  readonly env: NodeJS.ProcessEnv;
  readonly progress: (line: string) => void;
}

/**
 * Restores a backup into the database that the settings name, which must be empty, brings it up to date, counts it and checks the
 * chain of its audit log. A SetupError where the database is not empty, or the backup is of the other engine or damaged.
 */
export async function restore(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  file: string,
  options: RestoreOptions,
): Promise<Restored> {
  const kind = await backupKindOf(file);
  refuseOtherEngine(kind, config.databaseUrl, file);
  options.progress('Restoring all tables');
  if (config.databaseUrl === null) await restoreEmbedded(config.dataDir, file);
  const database = await openDatabase(config);
  try {
    if (config.databaseUrl !== null) await restorePostgres(database, config.databaseUrl, file, options.env);
    return { kind, ...(await settle(database, kind, options)) };
  } finally {
    await database.close();
  }
}

function refuseOtherEngine(kind: BackupKind, databaseUrl: string | null, file: string): void {
  if (kind === 'embedded' && databaseUrl !== null) {
    throw new SetupError(
      `${file} is a backup of the embedded database, and DATABASE_URL names one of PostgreSQL. Restore it without DATABASE_URL, then take it there by tracemap move.`,
    );
  }
  if (kind === 'postgresql' && databaseUrl === null) {
    throw new SetupError(
      `${file} is a backup of PostgreSQL. Set DATABASE_URL to a new, empty database to restore it into.`,
    );
  }
}

/** What a restored database needs before a server takes it up. */
async function settle(
  database: Database,
  kind: BackupKind,
  { actor, progress }: RestoreOptions,
): Promise<Omit<Restored, 'kind'>> {
  progress('Bringing the database up to date');
  const migrations = await migrate(database);
  progress('Counting, and checking the audit log');
  const tables = await database.knex.transaction(countTables);
  const audit = await verifyChain(database.knex);
  await disownRunningImports(database);
  await recoverInterruptedImports(database);
  await ensureRollups(database);
  await database.knex.transaction((trx) =>
    recordAuditEvent(trx, {
      actor,
      agencyId: null,
      action: 'backup.restored',
      subject: 'database',
      detail: { kind, last: audit.last?.position ?? null, chainHolds: audit.broken === null },
    }),
  );
  return { migrations, tables, audit };
}
