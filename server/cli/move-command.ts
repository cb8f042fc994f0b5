import { commandLineActor } from '../audit/command-line-actor.ts';
import { moveToPostgres } from '../backup/move-to-postgres.ts';
import type { SetupCommand } from './command.ts';
import { UsageError } from './command.ts';
import { chainLines, countLines } from './database-lines.ts';

export const moveCommand: SetupCommand = {
  usage: 'move --to DATABASE_URL [--json]',
  positionals: 0,
  options: { to: { type: 'string' } },
  async runUnopened({ config, option, progress }) {
    const to = option('to');
    if (to === undefined || !/^postgres(?:ql)?:\/\//.test(to) || !URL.canParse(to)) {
      throw new UsageError(
        'move needs --to DATABASE_URL: an empty database of PostgreSQL, as postgres://user@host:5432/name. The password may stand in PGPASSWORD.',
      );
    }
    const { tables, audit } = await moveToPostgres(config.dataDir, to, {
      actor: commandLineActor(),
      progress,
    });
    return {
      json: { tables, audit },
      lines: [
        `All of ${config.dataDir} was copied. Set DATABASE_URL to the new database and start the server; the folder stays as it was.`,
        ...countLines(tables),
        ...chainLines(audit),
      ],
      exitCode: 0,
    };
  },
};
