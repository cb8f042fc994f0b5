import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import { selectRows } from '../../../server/database/connection.ts';
import { withScope } from '../../../server/database/with-scope.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
const idRow = z.object({ id: z.number() });
/** As the policies ask. */
const visible = `SELECT agencies_in_scope('agency_ids') AS id`;

describe('withScope', () => {
  it('shows each of many concurrent reads its own scope', async () => {
    const scopes = [1, 2, 3, 4, 5, 6, 7, 8];
    const seen = await Promise.all(
      scopes.map((id) =>
        withScope(database.current, scopeOfAllRecords([id]), {}, ({ trx }) =>
          selectRows(trx, idRow, visible),
        ),
      ),
    );
    expect(seen).toEqual(scopes.map((id) => [{ id }]));
  });

  it('leaves no scope behind on the connection, also after an error', async () => {
    await expect(
      withScope(database.current, scopeOfAllRecords([7]), {}, () => Promise.reject(new Error('boom'))),
    ).rejects.toThrow('boom');
    expect(await database.current.knex.transaction((trx) => selectRows(trx, idRow, visible))).toEqual([]);
  });

  it('refuses to write', async () => {
    await expect(
      withScope(database.current, scopeOfAllRecords([]), {}, ({ trx }) =>
        trx.raw(`INSERT INTO agency (code, name, state_code) VALUES ('A', 'A', 'MD')`),
      ),
    ).rejects.toThrow(/read-only/);
  });
});
