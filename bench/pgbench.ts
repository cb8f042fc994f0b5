import { execFile } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from './find-program.ts';
import type { Statement } from './recorded-statements.ts';

const DEBIAN = '/usr/lib/postgresql';

/** Where `pgbench` is: on PATH, or where Debian puts it; null where there is none. */
export function findPgbench(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  return findProgram(
    'pgbench',
    versions.map((version) => path.join(DEBIAN, version, 'bin')),
  );
}

/** A pgbench script of these statements, and the variables that hold their values. */
export function pgbenchScript(statements: readonly Statement[]): {
  readonly script: string;
  readonly variables: readonly string[];
} {
  const variables: string[] = [];
  const lines = statements.map(({ sql, values }, number) => {
    variables.push(...values.map((value, index) => `${variableOf(number, index)}=${value}`));
    const named = sql.replace(/\$(\d+)/g, (_, place: string) => `:${variableOf(number, Number(place) - 1)}`);
    return `${named.trim().replace(/;$/, '')};`;
  });
  return { script: `${lines.join('\n')}\n`, variables };
}

const variableOf = (statement: number, value: number) => `s${statement}_${value}`;

/**
 * Milliseconds that pgbench takes for the statements one after the other, by one client over one connection with bound
 * values; the mean of so many runs.
 */
export async function timeByPgbench(
  pgbench: string,
  databaseUrl: string,
  folder: string,
  statements: readonly Statement[],
  runs: number,
): Promise<number> {
  const { script, variables } = pgbenchScript(statements);
  const file = path.join(folder, 'statements.sql');
  writeFileSync(file, script);
  const defined = variables.flatMap((variable) => ['-D', variable]);
  const options = ['-n', '-M', 'extended', '-c', '1', '-j', '1', '-t', String(runs), '-f', file, ...defined];
  const { stdout } = await promisify(execFile)(pgbench, options, { env: connectionOf(databaseUrl) });
  const latency = Number(/latency average = ([\d.]+) ms/.exec(stdout)?.[1]);
  if (!(latency > 0) || !new RegExp(`processed: ${runs}/${runs}`).test(stdout)) {
    throw new Error(`pgbench did not run all of it:\n${stdout}`);
  }
  return latency;
}

/** In variables rather than arguments: those everybody on the machine can read. */
function connectionOf(databaseUrl: string): NodeJS.ProcessEnv {
  const { hostname, port, username, password, pathname } = new URL(databaseUrl);
  return {
    ...process.env,
    PGHOST: hostname,
    PGPORT: port === '' ? '5432' : port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: pathname.slice(1),
  };
}
