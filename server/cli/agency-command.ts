import { z } from 'zod';
import { stateByCode } from '../../domain/geography/states.ts';
import { selectRows } from '../database/connection.ts';
import type { Command } from './command.ts';
import { positional, UsageError } from './command.ts';

const idRow = z.object({ id: z.number() });

export const addAgencyCommand: Command = {
  usage: 'agency add CODE NAME --state XX',
  positionals: 2,
  options: { state: { type: 'string' } },
  async run(input) {
    const code = positional(input, 0);
    const name = positional(input, 1).trim();
    const state = stateByCode(input.option('state') ?? '');
    if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/.test(code)) {
      throw new UsageError(`An agency code is letters, digits, - and _ (at most 40), not "${code}".`);
    }
    if (name === '') throw new UsageError('The name of the agency is empty.');
    if (state === undefined) throw new UsageError('agency add needs --state with a two-letter code like MD.');
    const [added] = await input.database.knex.transaction(async (trx) => {
      const rows = await selectRows(
        trx,
        idRow,
        `INSERT INTO agency (code, name, state_code) VALUES (?, ?, ?) ON CONFLICT (code) DO NOTHING RETURNING id`,
        [code, name, state.code],
      );
      if (rows.length > 0) await trx.raw('UPDATE data_version SET version = version + 1');
      return rows;
    });
    if (added === undefined) throw new UsageError(`There is an agency "${code}" already.`);
    return {
      json: { id: added.id, code, name, state: state.code },
      lines: [`Added agency ${code}: ${name}, ${state.code}.`],
      exitCode: 0,
    };
  },
};
