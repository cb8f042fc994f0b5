import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/connection.ts';
import { openDatabase } from '../database/open-database.ts';
import { SetupError } from '../errors.ts';
import { backUpEmbedded } from './back-up-embedded.ts';
import type { BackedUp } from './back-up-postgres.ts';
import { backUpPostgres } from './back-up-postgres.ts';
import type { BackupKind } from './backup-kind.ts';
import { hasAuditChain } from './chain-end.ts';
import { writeWholeFile } from './write-whole-file.ts';

/** A backup that was written whole. */
export interface WrittenBackup extends BackedUp {
  readonly kind: BackupKind;
  /** Size of the file. */
  readonly bytes: number;
}

/**
 * Writes all that the database holds into one file, while a server may go on working with it, and notes in the audit log that
 * somebody took it along. The database is not migrated: whoever is about to update Tracemap wants it as it is. A SetupError
 * where the file is there already or cannot be written.
 */
export async function backUp(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  file: string,
  { actor, env }: { readonly actor: string; readonly env: NodeJS.ProcessEnv },
): Promise<WrittenBackup> {
  const { databaseUrl, dataDir } = config;
  if (databaseUrl === null && !existsSync(path.join(dataDir, 'database'))) {
    throw new SetupError(
      `There is no database in ${dataDir}. Set TRACEMAP_DATA_DIR or DATABASE_URL to where it is.`,
    );
  }
  const database = await openDatabase(config, { shareRunning: true });
  try {
    const held = await writeWholeFile(file, async (part) => {
      const written = await (databaseUrl === null
        ? backUpEmbedded(database, dataDir, part)
        : backUpPostgres(database, databaseUrl, part, env));
      if (written.tables.knex_migrations === undefined) {
        throw new SetupError('The database has no tables of Tracemap: there is nothing to back up.');
      }
      return written;
    });
    const kind = databaseUrl === null ? 'embedded' : 'postgresql';
    const { size: bytes } = await stat(file);
    await noteBackup(database, actor, { kind, bytes, last: held.auditEnd?.position ?? null });
    return { kind, bytes, ...held };
  } finally {
    await database.close();
  }
}

/** Says so in the audit log, where there is one. It is not in the backup itself, which was whole before. */
async function noteBackup(
  database: Database,
  actor: string,
  detail: { readonly kind: BackupKind; readonly bytes: number; readonly last: number | null },
): Promise<void> {
  await database.knex.transaction(async (trx) => {
    if (!(await hasAuditChain(trx))) return;
    await recordAuditEvent(trx, {
      actor,
      agencyId: null,
      action: 'backup.made',
      subject: 'database',
      detail,
    });
  });
}
