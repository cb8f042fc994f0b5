import { existsSync } from 'node:fs';
import path from 'node:path';
import { commandLineActor } from '../audit/command-line-actor.ts';
import { backUp } from '../backup/back-up.ts';
import type { Config } from '../config.ts';
import type { SetupCommand } from './command.ts';
import { UsageError } from './command.ts';
import { countLines, endLines } from './database-lines.ts';

export const backupCommand: SetupCommand = {
  usage: 'backup --out FILE [--json]',
  positionals: 0,
  options: { out: { type: 'string' } },
  async runUnopened({ config, env, option, progress }) {
    const out = option('out');
    if (out === undefined || out === '') throw new UsageError('backup needs --out FILE: where to write.');
    progress('Backing up all tables');
    const written = await backUp(config, out, { actor: commandLineActor(), env });
    return {
      json: { out, ...written },
      lines: [
        `Backup of ${written.bytes} bytes written to ${out}, and read back whole.`,
        ...countLines(written.tables),
        ...(written.auditEnd === null ? [] : ['The audit log in it:', ...endLines(written.auditEnd)]),
        ...secretLines(config),
      ],
      exitCode: 0,
    };
  },
};

/** Without the secret nobody with an authenticator app could sign in to what is restored. */
function secretLines({ access, dataDir }: Config): string[] {
  const file = path.join(dataDir, 'session-secret');
  if (access.sessionSecret !== null || !existsSync(file)) return [];
  return [`Not in it: ${file}, without which authenticator apps fit no more. Keep a copy of it elsewhere.`];
}
