import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findPostgresPrograms, runPostgresProgram } from '../../../server/backup/postgres-programs.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'tracemap-programs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function program(file: string, script: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o700);
  return file;
}

/** A folder of versions, each of which only says its number. */
function versions(name: string, majors: readonly number[]): string {
  for (const major of majors) {
    const bin = path.join(folder, name, String(major), 'bin');
    for (const each of ['pg_dump', 'pg_restore']) {
      program(path.join(bin, each), `echo "${each} (PostgreSQL) ${major}.4 (Debian ${major}.4-1)"`);
    }
  }
  return path.join(folder, name);
}

describe('the programs of PostgreSQL', () => {
  it('are those of the nearest version that is not older than the server, newer ones after it', async () => {
    const found = await findPostgresPrograms(15, { PATH: '' }, versions('several', [14, 18, 16]));
    expect(found.map(({ major }) => major)).toEqual([16, 18]);
    expect(found[0].dump).toBe(path.join(folder, 'several/16/bin/pg_dump'));
  });

  it('are found on PATH too', async () => {
    const bin = path.join(versions('path', [17]), '17/bin');
    const found = await findPostgresPrograms(17, { PATH: `/no/such:${bin}` }, '/no/such');
    expect(found).toEqual([
      { major: 17, dump: path.join(bin, 'pg_dump'), restore: path.join(bin, 'pg_restore') },
    ]);
  });

  it('are asked for in words where they are older or missing', async () => {
    await expect(findPostgresPrograms(16, { PATH: '' }, versions('old', [14, 15]))).rejects.toThrow(
      'The database is PostgreSQL 16, and its programs pg_dump and pg_restore of that version or a newer one are not here (only those of 14, 15). Install them (on Debian and Ubuntu postgresql-client-16), or put their folder on PATH.',
    );
    await expect(findPostgresPrograms(16, {}, '/no/such')).rejects.toThrow('are not here. Install them');
  });

  it('are quoted without the rows they complain of', async () => {
    const failing = program(
      path.join(folder, 'failing'),
      `cat >&2 <<'END'
pg_restore: while PROCESSING TOC:
pg_restore: from TOC entry 4711; 0 0 TABLE DATA possessor tracemap
pg_restore: error: COPY failed for table "possessor": ERROR:  invalid input syntax for type date: "Jane Roe"
CONTEXT:  COPY possessor, line 1, column born: "Jane Roe"
END
exit 1`,
    );
    await expect(runPostgresProgram(failing, [], {})).rejects.toThrow(
      /^failing failed: error: COPY failed for table "possessor"\.$/,
    );
    const silent = program(path.join(folder, 'silent'), 'exit 3');
    await expect(runPostgresProgram(silent, [], {})).rejects.toThrow('silent failed: it ended with 3.');
  });
});
