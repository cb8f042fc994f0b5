import type { ParseArgsConfig } from 'node:util';
import type { Config } from '../config.ts';
import type { Database } from '../database/connection.ts';

/** What was typed cannot be run; the message says how to type it. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** What a command is given that opens a database by itself. */
export interface SetupInput {
  readonly config: Config;
  readonly env: NodeJS.ProcessEnv;
  readonly positionals: readonly string[];
  /** A text option; undefined where it was not given. */
  readonly option: (name: string) => string | undefined;
  /** A text option that may be given several times. */
  readonly options: (name: string) => readonly string[];
  readonly flag: (name: string) => boolean;
  /** The program that draws pictures; null where there is none. A SetupError where another is named that cannot be run. */
  readonly chromium: () => string | null;
  /** One line of progress, on standard error. */
  readonly progress: (line: string) => void;
}

export interface CommandInput extends SetupInput {
  /** Open and migrated. */
  readonly database: Database;
}

export interface CommandResult {
  /** What is printed on standard output; with `--json` instead of the lines. */
  readonly json: unknown;
  readonly lines: readonly string[];
  /** 0 ok; 1 finished, but not as asked. */
  readonly exitCode: 0 | 1;
}

interface CommandWords {
  readonly usage: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  readonly positionals: number;
}

/** One command of `tracemap` that works on the database of the settings. */
export interface Command extends CommandWords {
  readonly run: (input: CommandInput) => Promise<CommandResult>;
}

/** One that must find the database as it is, or find none: it is neither opened nor migrated before. */
export interface SetupCommand extends CommandWords {
  readonly runUnopened: (input: SetupInput) => Promise<CommandResult>;
}

/** A positional argument that {@link CommandWords.positionals} promised. */
export function positional(input: SetupInput, index: number): string {
  const value = input.positionals[index];
  if (value === undefined) throw new UsageError('An argument is missing.');
  return value;
}
