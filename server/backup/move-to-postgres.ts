import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Knex } from 'knex';
import { z } from 'zod';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { VerifiedChain } from '../audit/verify-chain.ts';
import { verifyChain } from '../audit/verify-chain.ts';
import type { Database } from '../database/connection.ts';
import { connect, selectRows } from '../database/connection.ts';
import { isMigrated, migrate } from '../database/migrate.ts';
import { openDatabase } from '../database/open-database.ts';
import { SetupError } from '../errors.ts';
import { copyTable } from './copy-table.ts';
import type { TableCounts } from './counted-database.ts';
import { countTables, rowsOfAll } from './counted-database.ts';
import { refuseFilled } from './refuse-filled.ts';
import type { TableShape } from './table-shapes.ts';
import { shapesInOrder } from './table-shapes.ts';

/** What arrived, counted in the new database and equal to the old one. */
export interface Moved {
  readonly tables: TableCounts;
  readonly audit: VerifiedChain;
}

interface MoveOptions {
  readonly actor: string;
  readonly progress: (line: string) => void;
}

/**
 * Copies the embedded database of `dataDir` into an empty one of PostgreSQL, in one transaction there: all of it or nothing. The
 * old one stays as it was. A SetupError where a server still uses it, it is not up to date, or the new one is not empty.
 */
export async function moveToPostgres(dataDir: string, to: string, options: MoveOptions): Promise<Moved> {
  if (!existsSync(path.join(dataDir, 'database'))) {
    throw new SetupError(`There is no database in ${dataDir}. Set TRACEMAP_DATA_DIR to where it is.`);
  }
  const target = connect({ url: to });
  try {
    await refuseRecords(target);
    const source = await openDatabase({ databaseUrl: null, dataDir });
    try {
      return await move(source, target, options);
    } finally {
      await source.close();
    }
  } finally {
    await target.close();
  }
}

const emptyRow = z.object({ isEmpty: z.boolean() });

/** A database without tables is empty; so is one that a move which failed has only migrated. */
async function refuseRecords(target: Database): Promise<void> {
  await target.knex.transaction(async (trx) => {
    const [found] = await selectRows(
      trx,
      emptyRow,
      `SELECT to_regclass('public.audit_event') IS NOT NULL AND to_regclass('public.import_batch') IS NOT NULL AS "isEmpty"`,
    );
    if (found?.isEmpty !== true) return refuseFilled(trx);
    const [records] = await selectRows(
      trx,
      emptyRow,
      `SELECT NOT EXISTS (SELECT FROM audit_event) AND NOT EXISTS (SELECT FROM account) AND NOT EXISTS (SELECT FROM agency)
         AND NOT EXISTS (SELECT FROM area) AS "isEmpty"`,
    );
    if (records?.isEmpty !== true) await refuseFilled(trx);
  });
}

async function move(source: Database, target: Database, { actor, progress }: MoveOptions): Promise<Moved> {
  if (!(await isMigrated(source))) {
    throw new SetupError(
      'The database is of an older version of Tracemap. Start the server once, which brings it up to date, stop it, and try again.',
    );
  }
  progress('Making the tables');
  await migrate(target);
  const moved = await source.knex.transaction(
    (from) => target.knex.transaction((into) => copyAll(from, into, progress)),
    { readOnly: true, isolationLevel: 'repeatable read' },
  );
  await target.knex.transaction((trx) =>
    recordAuditEvent(trx, {
      actor,
      agencyId: null,
      action: 'database.moved',
      subject: 'database',
      detail: { rows: rowsOfAll(moved.tables), last: moved.audit.last?.position ?? null },
    }),
  );
  await target.knex.raw('ANALYZE');
  return moved;
}

async function copyAll(
  from: Knex.Transaction,
  into: Knex.Transaction,
  progress: (line: string) => void,
): Promise<Moved> {
  for (const trx of [from, into]) await trx.raw(`SET LOCAL datestyle = 'ISO, YMD'`);
  const shapes = await shapesInOrder(into);
  await withoutTriggers(into, shapes, async () => {
    // Migrations put some rows in; the old database has them too.
    await into.raw(
      `TRUNCATE ${shapes.map(() => 'public.??').join(', ')}`,
      shapes.map(({ name }) => name),
    );
    for (const shape of shapes) {
      progress(`Copying ${shape.name}`);
      await copyTable(from, into, shape);
    }
  });
  await continueSequences(from, into, shapes);
  progress('Counting, and checking the audit log');
  const tables = await equalCounts(from, into, shapes);
  const audit = await verifyChain(into);
  if (audit.broken !== null) {
    throw new SetupError(`The audit log is broken, so nothing was moved. ${audit.broken.message}`);
  }
  return { tables, audit };
}

/** Rows are taken over as they are: triggers would chain events anew and count versions up. */
async function withoutTriggers(
  into: Knex.Transaction,
  shapes: readonly TableShape[],
  work: () => Promise<void>,
): Promise<void> {
  for (const { name } of shapes) await into.raw('ALTER TABLE public.?? DISABLE TRIGGER USER', [name]);
  await work();
  for (const { name } of shapes) await into.raw('ALTER TABLE public.?? ENABLE TRIGGER USER', [name]);
}

const sequenceRow = z.object({ name: z.string(), last: z.number() });

/** The next id is the one it would have been in the old database. */
async function continueSequences(
  from: Knex.Transaction,
  into: Knex.Transaction,
  shapes: readonly TableShape[],
): Promise<void> {
  const sequences = await selectRows(
    from,
    sequenceRow,
    `SELECT s.relname AS name, p.last_value AS last FROM pg_sequences p
     JOIN pg_class s ON s.relname = p.sequencename AND s.relnamespace = 'public'::regnamespace
     JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.oid AND d.deptype IN ('a', 'i')
     JOIN pg_class t ON t.oid = d.refobjid AND t.relname = ANY (?::text[])
     WHERE p.schemaname = 'public' AND p.last_value IS NOT NULL`,
    [shapes.map(({ name }) => name)],
  );
  for (const { name, last } of sequences) {
    await into.raw(`SELECT setval(format('public.%I', ?::text)::regclass, ?::bigint)`, [name, last]);
  }
}

async function equalCounts(
  from: Knex.Transaction,
  into: Knex.Transaction,
  shapes: readonly TableShape[],
): Promise<TableCounts> {
  const [before, after] = [await countTables(from), await countTables(into)];
  const different = shapes.find(({ name }) => before[name] !== after[name]);
  if (different === undefined) return after;
  const { name } = different;
  throw new SetupError(
    `The table ${name} has ${before[name] ?? 0} rows, but ${after[name] ?? 0} of them arrived. Nothing was moved.`,
  );
}
