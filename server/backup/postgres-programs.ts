import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { SetupError } from '../errors.ts';
import { isExecutable } from '../executable-file.ts';

/** pg_dump and pg_restore of one version of PostgreSQL. */
export interface PostgresPrograms {
  readonly major: number;
  readonly dump: string;
  readonly restore: string;
}

/** Where Debian and Ubuntu put each version. */
const VERSIONS_FOLDER = '/usr/lib/postgresql';

/**
 * The programs for a server of this major version, the nearest first: older ones cannot read it, and much newer ones write
 * settings into what they restore that it does not know. A {@link SetupError} where there are none.
 */
export async function findPostgresPrograms(
  serverMajor: number,
  env: NodeJS.ProcessEnv,
  versionsFolder: string = VERSIONS_FOLDER,
): Promise<readonly [PostgresPrograms, ...PostgresPrograms[]]> {
  const found = await Promise.all(
    [...foldersOfVersions(versionsFolder), ...foldersOfPath(env)].map(programsIn),
  );
  const known = found.flatMap((programs) => (programs === null ? [] : [programs]));
  const [nearest, ...others] = known
    .filter(({ major }) => major >= serverMajor)
    .sort((one, other) => one.major - other.major);
  if (nearest !== undefined) return [nearest, ...others];
  const versions = [...new Set(known.map(({ major }) => major))].join(', ');
  throw new SetupError(
    `The database is PostgreSQL ${serverMajor}, and its programs pg_dump and pg_restore of that version or a newer one are not here${versions === '' ? '' : ` (only those of ${versions})`}. Install them (on Debian and Ubuntu postgresql-client-${serverMajor}), or put their folder on PATH.`,
  );
}

function foldersOfVersions(folder: string): string[] {
  try {
    return readdirSync(folder).map((version) => path.join(folder, version, 'bin'));
  } catch {
    return [];
  }
}

const foldersOfPath = ({ PATH = '' }: NodeJS.ProcessEnv): string[] =>
  PATH.split(path.delimiter).filter((folder) => folder !== '');

async function programsIn(folder: string): Promise<PostgresPrograms | null> {
  const [dump, restore] = ['pg_dump', 'pg_restore'].map((name) => path.join(folder, name));
  if (dump === undefined || restore === undefined || !isExecutable(dump) || !isExecutable(restore))
    return null;
  const asked = await promisify(execFile)(dump, ['--version']).catch(() => null);
  const major = /\(PostgreSQL\) (\d+)/.exec(asked?.stdout ?? '')?.[1];
  return major === undefined ? null : { major: Number(major), dump, restore };
}

/** Runs one of the programs to its end and gives what it printed; what it complains of is a {@link SetupError}. */
export async function runPostgresProgram(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = once(child, 'close');
  const [printed, complaint, [code]] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  if (code === 0) return printed;
  throw new SetupError(
    `${path.basename(program)} failed: ${withoutRows(complaint) || `it ended with ${code}`}.`,
  );
}

/** The first lines that say what was wrong. What quotes rows of the tables is left out: it would name people. */
function withoutRows(complaint: string): string {
  return complaint
    .split('\n')
    .filter((line) => /^pg_\w+: .*(?:error|fatal): /i.test(line))
    .slice(0, 2)
    .map((line) =>
      line
        .replace(/^pg_\w+: /, '')
        .replace(/(COPY failed for table "[^"]*").*/, '$1')
        .trim(),
    )
    .join(' ')
    .replace(/\.$/, '');
}
