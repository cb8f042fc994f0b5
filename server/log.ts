import type { DestinationStream, Logger, LoggerOptions } from 'pino';
import { pino } from 'pino';
import type { Config } from './config.ts';

/** An error as it may be written down: what happened and where, and nothing of the records it happened to. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  /** PostgreSQL's or the system's. */
  readonly code?: string;
  /** The places in the program alone. */
  readonly stack?: string;
  readonly cause?: LoggedError;
}

/** The log of a process: lines of JSON that hold no personal data. Errors are told by {@link withoutValues}. */
export function createLog(level: Config['logLevel'], destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    serializers: { err: withoutValues, error: withoutValues },
    hooks: {
      // Without words of its own a line would take the error's, values and all.
      logMethod([told, ...more], method) {
        const error = told instanceof Error ? told : errorIn(told);
        if (error === null || more.length > 0) method.apply(this, [told, ...more]);
        else method.apply(this, [{ err: error }, withoutValues(error).message]);
      },
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

function errorIn(told: unknown): Error | null {
  const isObject = typeof told === 'object' && told !== null;
  return isObject && 'err' in told && told.err instanceof Error ? told.err : null;
}

/** Causes of causes that are told. */
const MOST_CAUSES = 3;

/**
 * An error without the values it met. PostgreSQL puts rows into `detail`, `where` and `internalQuery`, what was sent into
 * `parameters`, and sometimes a value into the message itself; a parser quotes what it could not read.
 */
export function withoutValues(error: unknown, causes = MOST_CAUSES): LoggedError {
  if (!(error instanceof Error))
    return { type: typeof error, message: 'Something that is no error was thrown.' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const stack = framesOf(error);
  return {
    type: error.name,
    message: messageOf(error, code),
    ...(code === undefined ? {} : { code }),
    ...(stack === '' ? {} : { stack }),
    ...(error.cause === undefined || causes === 0 ? {} : { cause: withoutValues(error.cause, causes - 1) }),
  };
}

/** PostgreSQL's codes of errors whose message may quote a value: "invalid input syntax for type date: …". */
const QUOTES_VALUES = /^22/;

function messageOf(error: Error, code: string | undefined): string {
  const mayQuote = error instanceof SyntaxError || (code !== undefined && QUOTES_VALUES.test(code));
  // From the first quote to the last: a value may hold quotes itself.
  return mayQuote ? error.message.replace(/"[\s\S]*"/, '"…"') : error.message;
}

/** The stack begins with the message, which is told already and may have had to be shortened. */
function framesOf({ stack = '' }: Error): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}
