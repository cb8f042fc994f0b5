import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { FilterError } from '../../domain/trace-filter.ts';
import { readConfig } from '../config.ts';
import { migrate } from '../database/migrate.ts';
import { openDatabase } from '../database/open-database.ts';
import { SetupError } from '../errors.ts';
import { ProviderError } from '../geocoding/providers/provider-error.ts';
import { ImportRefusal } from '../imports/import-refusal.ts';
import { recoverInterruptedImports } from '../imports/recover-interrupted-imports.ts';
import { ensureRollups } from '../rollups/ensure-rollups.ts';
import type { Command, CommandResult, SetupCommand, SetupInput } from './command.ts';
import { UsageError } from './command.ts';

/** Where a command line gets its settings from and writes to; a process is one. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: Pick<Writable, 'write'>;
  readonly stderr: Pick<Writable, 'write'>;
  /** The program that draws pictures; null where there is none. */
  readonly chromium: () => string | null;
}

/** The commands by the words that call them. Each is loaded when it is called: all together take longer than many run. */
const COMMANDS: Readonly<Record<string, () => Promise<Command | SetupCommand>>> = {
  import: async () => (await import('./import-command.ts')).importCommand,
  'agency add': async () => (await import('./agency-command.ts')).addAgencyCommand,
  'reference load': async () => (await import('./reference-commands.ts')).loadReferenceCommand,
  'reference list': async () => (await import('./reference-commands.ts')).listReferenceCommand,
  'reference remove': async () => (await import('./reference-commands.ts')).removeReferenceCommand,
  geocode: async () => (await import('./geocode-command.ts')).geocodeCommand,
  'provider list': async () => (await import('./provider-commands.ts')).listProvidersCommand,
  'provider allow': async () => (await import('./provider-commands.ts')).allowProviderCommand,
  'provider forbid': async () => (await import('./provider-commands.ts')).forbidProviderCommand,
  'provider ask': async () => (await import('./provider-commands.ts')).askProviderCommand,
  export: async () => (await import('./export-command.ts')).exportCommand,
  publish: async () => (await import('./publish-command.ts')).publishCommand,
  'rollups rebuild': async () => (await import('./rollups-command.ts')).rebuildRollupsCommand,
  'linkage run': async () => (await import('./linkage-command.ts')).runLinkageCommand,
  'demo load': async () => (await import('./demo-command.ts')).loadDemoCommand,
  'audit verify': async () => (await import('./audit-command.ts')).verifyAuditCommand,
  'audit export': async () => (await import('./audit-command.ts')).exportAuditCommand,
  'user add': async () => (await import('./user-commands.ts')).addUserCommand,
  'user list': async () => (await import('./user-commands.ts')).listUsersCommand,
  'user disable': async () => (await import('./user-commands.ts')).disableUserCommand,
  'user reset': async () => (await import('./user-commands.ts')).resetUserCommand,
  'retention list': async () => (await import('./retention-commands.ts')).listRetentionCommand,
  'retention set': async () => (await import('./retention-commands.ts')).setRetentionCommand,
  'retention run': async () => (await import('./retention-commands.ts')).runRetentionCommand,
  'tracing queue': async () => (await import('./tracing-commands.ts')).traceQueueCommand,
  'tracing batch': async () => (await import('./tracing-commands.ts')).traceBatchCommand,
  backup: async () => (await import('./backup-command.ts')).backupCommand,
  restore: async () => (await import('./restore-command.ts')).restoreCommand,
  move: async () => (await import('./move-command.ts')).moveCommand,
  doctor: async () => (await import('./doctor-command.ts')).doctorCommand,
};

async function usage(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  return `Usage: tracemap COMMAND\n${commands.map((command) => `  ${command.usage}`).join('\n')}\n`;
}

/** Runs the command that some words call and gives its exit code. What fails is said on standard error: 2. */
export async function runCommandLine(words: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    return await run(words, surroundings);
  } catch (error) {
    surroundings.stderr.write(`${describe(error)}\n`);
    return 2;
  }
}

async function run(
  words: readonly string[],
  { env, stdout, stderr, chromium }: Surroundings,
): Promise<number> {
  if (words.length === 0 || words[0] === '--help' || words[0] === 'help') {
    stdout.write(await usage());
    return words.length === 0 ? 2 : 0;
  }
  const called = calledCommand(words);
  if (called === undefined) {
    throw new UsageError(`There is no command "${words.slice(0, 2).join(' ')}". Run tracemap --help.`);
  }
  const command = await called.load();
  const parsed = parseWords(command, called.args);
  const positionals = parsed.positionals;
  const values: Readonly<Record<string, unknown>> = parsed.values;
  const input: SetupInput = {
    config: readConfig(env),
    env,
    positionals,
    option: (name) => {
      const value = values[name];
      return typeof value === 'string' ? value : undefined;
    },
    options: (name) => {
      const value = values[name];
      return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
    },
    flag: (name) => values[name] === true,
    chromium,
    progress: (line) => stderr.write(`${line}\n`),
  };
  const result = 'run' in command ? await runOnDatabase(command, input) : await command.runUnopened(input);
  stdout.write(printed(result, values.json === true));
  return result.exitCode;
}

/** Opens the database of the settings, brings it up to date and runs a command on it. */
async function runOnDatabase(command: Command, input: SetupInput): Promise<CommandResult> {
  const database = await openDatabase(input.config, { shareRunning: true });
  try {
    await migrate(database);
    await ensureRollups(database);
    await recoverInterruptedImports(database);
    return await command.run({ ...input, database });
  } finally {
    await database.close();
  }
}

/** The command whose words open the line, and what follows them. */
function calledCommand(words: readonly string[]) {
  for (const [name, load] of Object.entries(COMMANDS)) {
    const callers = name.split(' ');
    if (callers.every((word, index) => words[index] === word))
      return { load, args: words.slice(callers.length) };
  }
  return undefined;
}

function parseWords(command: Command | SetupCommand, args: readonly string[]) {
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

const printed = ({ json, lines }: CommandResult, asJson: boolean): string =>
  asJson ? `${JSON.stringify(json)}\n` : `${lines.join('\n')}\n`;

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
