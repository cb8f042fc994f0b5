import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createLog, withoutValues } from '../../server/log.ts';
import { useTestDatabase } from '../helpers/test-database.ts';

const database = useTestDatabase();

/** A log whose lines are kept. */
function open() {
  const lines: string[] = [];
  const kept = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return { log: createLog('debug', kept), lines };
}

const SECRET = 'Jane Q Doe';

/** The error of a statement that fails on a value. */
async function failureOf(sql: string, bindings: readonly string[]): Promise<unknown> {
  return database.current.knex
    .transaction((trx) => trx.raw(sql, [...bindings]))
    .then(
      () => null,
      (error: unknown) => error,
    );
}

describe('a logged error', () => {
  it.each<[string, string, readonly string[]]>([
    ['a value of the wrong type', 'SELECT ?::int', [SECRET]],
    ['a value that is no date', 'SELECT ?::date', [SECRET]],
    ['a value with quotes of its own', 'SELECT ?::int', [`"${SECRET}" x "`]],
    ['broken JSON', 'SELECT ?::jsonb', [`{"name": ${SECRET}`]],
    [
      'a row that is there already',
      `INSERT INTO agency (code, name, state_code) SELECT ?, 'y', 'MD' FROM generate_series(1, 2)`,
      [SECRET],
    ],
    [
      'a row that breaks a rule',
      "INSERT INTO account (email, name, role) VALUES (?, 'x', 'nobody')",
      [SECRET],
    ],
    ['a function that fails', `SELECT ST_GeomFromText(?)`, [SECRET]],
  ])('of %s says what and where, and nothing of the value', async (_what, sql, bindings) => {
    const error = await failureOf(sql, bindings);
    expect(error).toBeInstanceOf(Error);
    const { log, lines } = open();
    log.error({ err: error }, 'request failed');
    log.error({ error }, 'request failed');
    log.error(error);
    log.error({ err: error });
    expect(lines).toHaveLength(4);
    for (const line of lines) {
      expect(line).not.toContain('Jane');
      expect(line).not.toContain('Doe');
      expect(line).not.toMatch(/"(detail|where|hint|parameters|internalQuery|bindings)":/);
    }
    const told = z
      .object({
        err: z.object({
          type: z.string(),
          code: z.string().optional(),
          message: z.string(),
          stack: z.string(),
        }),
      })
      .parse(JSON.parse(lines[0] ?? ''));
    expect(told.err.stack).toMatch(/^\s+at /);
    expect(told.err.message.length).toBeGreaterThan(10);
  });

  it('of something that could not be read does not quote it', () => {
    for (const text of [`{"name":"${SECRET}"`, SECRET, `["${SECRET}",]`]) {
      const { log, lines } = open();
      try {
        JSON.parse(text);
      } catch (error) {
        log.error({ err: error }, 'failed');
      }
      expect(lines.join('')).not.toMatch(/Jane|Doe/);
    }
  });

  it('tells its causes the same way, and ends', () => {
    const endless = new Error('outer');
    endless.cause = endless;
    expect(JSON.stringify(withoutValues(endless)).match(/outer/g)).toHaveLength(4);
    expect(withoutValues(SECRET)).toEqual({
      type: 'string',
      message: 'Something that is no error was thrown.',
    });
  });
});
