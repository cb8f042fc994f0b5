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

export interface CommandInput {
  readonly config: Config;
  readonly database: Database;
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

export interface CommandResult {
  /** What is printed on standard output; with `--json` instead of the lines. */
  readonly json: unknown;
  readonly lines: readonly string[];
  /** 0 ok; 1 finished, but not as asked. */
  readonly exitCode: 0 | 1;
}

/** One command of `tracemap`. */
export interface Command {
  readonly usage: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  readonly positionals: number;
  readonly run: (input: CommandInput) => Promise<CommandResult>;
}

/** A positional argument that {@link Command.positionals} promised. */
export function positional(input: CommandInput, index: number): string {
  const value = input.positionals[index];
  if (value === undefined) throw new UsageError('An argument is missing.');
  return value;
}
