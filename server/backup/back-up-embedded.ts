import path from 'node:path';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import { SetupError } from '../errors.ts';
import type { BackedUp } from './back-up-postgres.ts';
import { chainEnd } from './chain-end.ts';
import { countTables } from './counted-database.ts';
import { checkEmbeddedArchive, packEmbedded } from './embedded-archive.ts';

const placeRow = z.object({ place: z.string() });

/**
 * Packs the embedded database into `part`, as it stands at one moment, also beside a server that runs, and reads the file to its end.
 *
 * The engine is one process that runs one statement at a time and nothing by itself, and lets nobody else in while a transaction is
 * open. So within one its files stand still: once it has written what it kept in memory, they are copied. Others wait until that is
 * done.
 */
export async function backUpEmbedded(database: Database, dataDir: string, part: string): Promise<BackedUp> {
  const held = await database.knex.transaction(async (trx) => {
    const counted = { tables: await countTables(trx), auditEnd: await chainEnd(trx) };
    await trx.raw('CHECKPOINT');
    const before = await endOfLog(trx);
    await packEmbedded(path.join(dataDir, 'database'), part);
    // Also fails where the engine was ended meanwhile and another has begun to repair the files.
    if ((await endOfLog(trx)) !== before) {
      throw new SetupError('The database was written to while it was copied. Nothing was kept; try again.');
    }
    return counted;
  });
  await checkEmbeddedArchive(part);
  return held;
}

/** Up to where the engine has written down what it did. */
async function endOfLog(trx: Knex.Transaction): Promise<string> {
  const [end] = await selectRows(trx, placeRow, 'SELECT pg_current_wal_insert_lsn()::text AS place');
  if (end === undefined) throw new Error('The database did not say where its log ends.');
  return end.place;
}
