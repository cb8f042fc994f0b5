import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { selectRows } from '../../../server/database/connection.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
const row = z.object({ said: z.string().nullable() });

async function said(sql: string, value: string | null): Promise<string | null> {
  const [found] = await selectRows(database.current.knex, row, `SELECT (${sql})::text AS said`, [value]);
  return found?.said ?? null;
}

describe('the spelling of a serial number', () => {
  it.each([
    ['OI2345', '12345'],
    ['012345', '12345'],
    ['I2345', '12345'],
    ['AB0C', 'AB0C'],
    ['ABOC', 'AB0C'],
    ['0012', null],
    ['12', null],
    ['OOO', null],
    [null, null],
  ])('of %s is %s', async (serial, spelling) => {
    expect(await said('serial_spelling(?::text)', serial)).toBe(spelling);
  });
});

describe('the spelling of a case number', () => {
  it.each([
    ['24-000123', '24000123'],
    ['cc# 24 0001', 'CC240001'],
    ['0012', '0012'],
    ['12-', null],
    [null, null],
  ])('of %s is %s', async (number, spelling) => {
    expect(await said('case_spelling(?::text)', number)).toBe(spelling);
  });
});

describe('a keyed hash', () => {
  const hashed = (value: string | null, secret = 'one') =>
    said(`keyed_hash(?::text, '${secret}'::bytea)`, value);

  it.each(['12345', 'O’NEIL|É', 'a\\b', '\\', ''])(
    'of %s is a number that only the secret gives',
    async (value) => {
      const once = await hashed(value);
      expect(once).toMatch(/^-?\d+$/);
      expect(await hashed(value)).toBe(once);
      expect(await hashed(value, 'two')).not.toBe(once);
      expect(await hashed(`${value}1`)).not.toBe(once);
    },
  );

  it('of nothing is nothing', async () => {
    expect(await hashed(null)).toBeNull();
  });

  it.each(['tracemap_reader', 'tracemap_steward', 'tracemap_identified'])(
    'is worked out by no %s: none reads the secret',
    async (role) => {
      const read = database.current.knex.transaction(async (trx) => {
        await trx.raw(`SET LOCAL ROLE ${role}`);
        return trx.raw('SELECT secret FROM linkage_secret');
      });
      await expect(read).rejects.toThrow(/permission denied/);
    },
  );
});
