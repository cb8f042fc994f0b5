/** The command line: `tracemap COMMAND`. Results on standard output, progress on standard error. */
import { parseArgs } from 'node:util';
import { FilterError } from '../domain/trace-filter.ts';
import { addAgencyCommand } from './cli/agency-command.ts';
import type { Command, CommandResult } from './cli/command.ts';
import { UsageError } from './cli/command.ts';
import { loadDemoCommand } from './cli/demo-command.ts';
import { doctorCommand } from './cli/doctor-command.ts';
import { exportCommand } from './cli/export-command.ts';
import { geocodeCommand } from './cli/geocode-command.ts';
import { importCommand } from './cli/import-command.ts';
import {
  allowProviderCommand,
  askProviderCommand,
  forbidProviderCommand,
  listProvidersCommand,
} from './cli/provider-commands.ts';
import {
  listReferenceCommand,
  loadReferenceCommand,
  removeReferenceCommand,
} from './cli/reference-commands.ts';
import { rebuildRollupsCommand } from './cli/rollups-command.ts';
import { readConfig } from './config.ts';
import { migrate } from './database/migrate.ts';
import { openDatabase } from './database/open-database.ts';
import { SetupError } from './errors.ts';
import { ProviderError } from './geocoding/providers/provider-error.ts';
import { ImportRefusal } from './imports/import-refusal.ts';
import { recoverInterruptedImports } from './imports/recover-interrupted-imports.ts';

const COMMANDS: readonly Command[] = [
  importCommand,
  addAgencyCommand,
  loadReferenceCommand,
  listReferenceCommand,
  removeReferenceCommand,
  geocodeCommand,
  listProvidersCommand,
  allowProviderCommand,
  forbidProviderCommand,
  askProviderCommand,
  exportCommand,
  rebuildRollupsCommand,
  loadDemoCommand,
  doctorCommand,
];

const USAGE = `Usage: tracemap COMMAND\n${COMMANDS.map(({ usage }) => `  ${usage}`).join('\n')}\n`;

async function main(words: readonly string[]): Promise<number> {
  if (words.length === 0 || words[0] === '--help' || words[0] === 'help') {
    process.stdout.write(USAGE);
    return words.length === 0 ? 2 : 0;
  }
  const command = COMMANDS.find((candidate) => candidate.words.every((word, index) => words[index] === word));
  if (command === undefined) {
    throw new UsageError(`There is no command "${words.slice(0, 2).join(' ')}". Run tracemap --help.`);
  }
  const parsed = parseWords(command, words.slice(command.words.length));
  const positionals = parsed.positionals;
  const values: Readonly<Record<string, unknown>> = parsed.values;
  const config = readConfig(process.env);
  const database = await openDatabase(config, { shareRunning: true });
  try {
    await migrate(database);
    await recoverInterruptedImports(database);
    const result = await command.run({
      config,
      database,
      positionals,
      option: (name) => {
        const value = values[name];
        return typeof value === 'string' ? value : undefined;
      },
      flag: (name) => values[name] === true,
      progress: (line) => process.stderr.write(`${line}\n`),
    });
    print(result, values.json === true);
    return result.exitCode;
  } finally {
    await database.close();
  }
}

function parseWords(command: Command, args: readonly string[]) {
  try {
    const parsed = parseArgs({
      args: [...args],
      options: { ...command.options, json: { type: 'boolean' } },
      allowPositionals: true,
    });
    if (parsed.positionals.length === command.positionals) return parsed;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(`${error.message.split('. ')[0]}. Usage: tracemap ${command.usage}`);
  }
  throw new UsageError(`Usage: tracemap ${command.usage}`);
}

function print({ json, lines }: CommandResult, asJson: boolean): void {
  process.stdout.write(asJson ? `${JSON.stringify(json)}\n` : `${lines.join('\n')}\n`);
}

/** What the operator can mend is one plain line; anything else comes with its trace. */
function describe(error: unknown): string {
  const plain =
    error instanceof UsageError ||
    error instanceof SetupError ||
    error instanceof ProviderError ||
    error instanceof ImportRefusal ||
    error instanceof FilterError;
  if (plain) return error.message;
  if (isConnectionError(error)) return `The database cannot be reached: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function isConnectionError(error: unknown): error is Error & { code: string } {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^(?:ECONN|ENOTFOUND|ETIMEDOUT|EHOST|28|3D000|08)/.test(error.code)
  );
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${describe(error)}\n`);
    process.exitCode = 2;
  },
);
