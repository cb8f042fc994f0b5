import { z } from 'zod';
import { selectRows } from '../database/connection.ts';
import { sharedRead } from '../database/shared-read.ts';

const versionRow = z.object({ version: z.number() });

/**
 * The current version of who may see and do what: never one of before it was asked for. All who ask at the same time share
 * a statement.
 */
export const readAccessVersion = sharedRead(async ({ aside }) => {
  const [row] = await selectRows(aside, versionRow, 'SELECT version FROM access_version');
  if (row === undefined) throw new Error('access_version has no row; run the migrations again.');
  return row.version;
});
