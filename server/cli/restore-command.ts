import { commandLineActor } from '../audit/command-line-actor.ts';
import { restore } from '../backup/restore.ts';
import type { SetupCommand } from './command.ts';
import { positional } from './command.ts';
import { chainLines, countLines } from './database-lines.ts';

export const restoreCommand: SetupCommand = {
  usage: 'restore FILE [--json]',
  positionals: 1,
  options: {},
  async runUnopened(input) {
    const file = positional(input, 0);
    const { config, env, progress } = input;
    const restored = await restore(config, file, { actor: commandLineActor(), env, progress });
    const { migrations, tables, audit } = restored;
    return {
      json: { file, ...restored },
      lines: [
        `${file} was restored${migrations.length === 0 ? '' : `, and brought up to date by ${migrations.length} migrations`}.`,
        ...countLines(tables),
        ...chainLines(audit),
      ],
      exitCode: audit.broken === null ? 0 : 1,
    };
  },
};
