import { scopeOfAllRecords } from '../../domain/scope.ts';
import type { Database } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { withScope } from '../database/with-scope.ts';

/** Reads an agency's own records for work that nobody signed in does: whoever's account it is begun by, partners' records are not seen. */
export const readOfAgency = <Result>(
  database: Database,
  agencyId: number,
  read: (scoped: ScopedRead) => Promise<Result>,
): Promise<Result> => withScope(database, scopeOfAllRecords([agencyId]), {}, read);
