import { commandLineActor } from '../audit/command-line-actor.ts';
import type { RetentionKind } from '../retention/retention-rules.ts';
import {
  listRetentionRules,
  MOST_KEEP_DAYS,
  RETENTION_KINDS,
  retentionKindNamed,
  setRetention,
} from '../retention/retention-rules.ts';
import { runRetention } from '../retention/run-retention.ts';
import type { Command } from './command.ts';
import { positional, UsageError } from './command.ts';

const KINDS = Object.keys(RETENTION_KINDS);

export const listRetentionCommand: Command = {
  usage: 'retention list [--json]',
  positionals: 0,
  options: {},
  async run({ database }) {
    const rules = await listRetentionRules(database.knex);
    return {
      json: { items: rules },
      lines: rules.map(
        ({ kind, keepDays, setBy, setAt }) =>
          `${kind}: ${inDays(keepDays)}, set by ${setBy} on ${setAt.slice(0, 10)} (${RETENTION_KINDS[kind]})`,
      ),
      exitCode: 0,
    };
  },
};

export const setRetentionCommand: Command = {
  usage: `retention set ${KINDS.join('|')} DAYS [--json]`,
  positionals: 2,
  options: {},
  async run(input) {
    const kind = kindNamed(positional(input, 0));
    const days = positional(input, 1);
    const keepDays = /^\d{1,5}$/.test(days) ? Number(days) : 0;
    if (keepDays < 1 || keepDays > MOST_KEEP_DAYS) {
      throw new UsageError(`DAYS must be a whole number from 1 to ${MOST_KEEP_DAYS}, not "${days}".`);
    }
    const before = await input.database.knex.transaction((trx) =>
      setRetention(trx, kind, keepDays, commandLineActor()),
    );
    return {
      json: { kind, keepDays, before },
      lines: [
        before === keepDays
          ? `${kind} is kept for ${inDays(keepDays)} already; nothing was changed.`
          : `${kind} is kept for ${inDays(keepDays)} from now on; until now it was ${inDays(before)}.`,
      ],
      exitCode: 0,
    };
  },
};

export const runRetentionCommand: Command = {
  usage: 'retention run [--dry-run] [--json]',
  positionals: 0,
  options: { 'dry-run': { type: 'boolean' } },
  async run({ database, flag }) {
    const dryRun = flag('dry-run');
    const purged = (await runRetention(database, { actor: commandLineActor(), dryRun })) ?? [];
    return {
      json: { dryRun, items: purged },
      lines: [
        ...purged.map(({ kind, keepDays, rows }) => `${kind}: ${rows} older than ${inDays(keepDays)}`),
        dryRun ? 'This was a dry run; nothing was deleted.' : 'They were deleted.',
      ],
      exitCode: 0,
    };
  },
};

function kindNamed(name: string): RetentionKind {
  const kind = retentionKindNamed(name);
  if (kind === undefined) throw new UsageError(`There is no kind "${name}". Known are ${KINDS.join(', ')}.`);
  return kind;
}

const inDays = (days: number): string => (days === 1 ? '1 day' : `${days} days`);
