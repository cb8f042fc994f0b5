import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { chainHash, FIRST_HASH } from '../../../server/audit/chain-hash.ts';
import { AREAS_VERSION } from '../../../server/reference/load-areas.ts';
import { RETENTION_KINDS } from '../../../server/retention/retention-rules.ts';
import { useCommandLine } from '../../helpers/command-line.ts';
import { tamper } from '../audit/audit-fixtures.ts';
import { rowsOf } from '../imports/import-bench.ts';

const commandLine = useCommandLine();
const tracemap = (...args: string[]) => commandLine.current.run(...args);

beforeAll(async () => {
  await commandLine.current.database.knex.raw(
    `INSERT INTO reference_load (kind, version) VALUES ('areas', ?)`,
    [AREAS_VERSION],
  );
});

const verified = z.object({
  ok: z.boolean(),
  from: z.number(),
  events: z.number(),
  last: z.object({ position: z.number(), hash: z.string() }).nullable(),
  broken: z.object({ kind: z.string(), position: z.number().nullable(), message: z.string() }).nullable(),
});
const verify = async (...args: string[]) => {
  const { code, stdout } = await tracemap('audit', 'verify', '--json', ...args);
  return { code, ...verified.parse(JSON.parse(stdout)) };
};

describe('tracemap audit', () => {
  it('verifies an empty log', async () => {
    expect(await tracemap('audit', 'verify')).toEqual({
      code: 0,
      stdout: 'The audit log holds: 0 events are in order.\n',
      stderr: '',
    });
  });

  it('has what the command line did, by whom', async () => {
    await tracemap('agency', 'add', 'BPD', 'Baltimore Police', '--state', 'MD');
    await tracemap('rollups', 'rebuild');
    await tracemap(
      'export',
      'recoveries',
      '--format',
      'csv',
      '--out',
      path.join(commandLine.current.folder, 'r.csv'),
    );
    await tracemap('retention', 'set', 'rejected_row', '90');
    const actor = `command line (${os.userInfo().username})`;
    expect(
      await rowsOf(
        commandLine.current.database,
        'SELECT actor, action, subject, detail FROM audit_event ORDER BY position',
      ),
    ).toEqual([
      { actor, action: 'agency.added', subject: 'agency 1', detail: { code: 'BPD', areas: 0 } },
      { actor, action: 'rollups.rebuilt', subject: 'rollups', detail: {} },
      { actor, action: 'export.begun', subject: 'recoveries.csv', detail: { filters: '' } },
      {
        actor,
        action: 'export.finished',
        subject: 'recoveries.csv',
        detail: { filters: '', rows: 0, complete: true },
      },
      {
        actor,
        action: 'retention.set',
        subject: 'retention rejected_row',
        detail: { keepDays: 90, before: 365 },
      },
    ]);
  });

  it('prints the place to note down, and checks against it', async () => {
    const { last, ...rest } = await verify();
    expect(rest).toEqual({ code: 0, ok: true, from: 1, events: 5, broken: null });
    const noted = `5:${last?.hash}`;
    expect(await tracemap('audit', 'verify', '--from', '2', '--expect', noted)).toMatchObject({
      code: 0,
      stdout: `The audit log holds: 4 events are in order: 2 to 5.
Note this down where nobody here can change it: ${noted}
Later, tracemap audit verify --expect ${noted} proves that nothing up to there was replaced.
`,
    });
    const other = `5:${'a'.repeat(64)}`;
    expect(await verify('--expect', other)).toMatchObject({
      code: 1,
      ok: false,
      events: 5,
      broken: { kind: 'rebuilt', position: 5 },
    });
  });

  it('writes lines from which anyone can work the hashes out', async () => {
    const out = path.join(commandLine.current.folder, 'audit.jsonl');
    const { code, stdout } = await tracemap('audit', 'export', '--out', out);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^5 events written to .*audit\.jsonl\.\nNote this down/);
    const line = z.object({
      position: z.number(),
      id: z.number(),
      happenedAt: z.string(),
      actor: z.string(),
      agencyId: z.number().nullable(),
      action: z.string(),
      subject: z.string(),
      hash: z.string(),
      detail: z.unknown(),
    });
    const lines = readFileSync(out, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(5);
    let last = FIRST_HASH;
    for (const text of lines) {
      const { hash, ...event } = line.parse(JSON.parse(text));
      const detail = text.slice(text.indexOf('"detail":') + '"detail":'.length, -1);
      expect(chainHash(last, { ...event, detail })).toBe(hash);
      last = hash;
    }
    expect(await verify('--from', '6')).toMatchObject({ events: 1, ok: true });
    expect(
      await rowsOf(commandLine.current.database, 'SELECT action, detail FROM audit_event WHERE position = 6'),
    ).toEqual([{ action: 'audit.exported', detail: { format: 'jsonl', events: 5, last: 5 } }]);
  });

  it.each<[string, string[], string]>([
    ['no position', ['verify', '--from', 'x'], '--from must be the position of an event'],
    ['position 0', ['verify', '--from', '0'], '--from must be the position of an event'],
    ['half a note', ['verify', '--expect', '5'], '--expect must be POSITION:HASH as audit verify printed it'],
    [
      'a note that is left out',
      ['verify', '--from', '4', '--expect', `2:${'a'.repeat(64)}`],
      '--from 4 leaves out event 2, which --expect is about. Begin at 3 or before.',
    ],
    ['no file', ['export'], 'audit export needs --out FILE: where to write.'],
    [
      'a file in no folder',
      ['export', '--out', '/no/such/folder/a.jsonl'],
      '/no/such/folder/a.jsonl cannot be written',
    ],
  ])('refuses %s', async (_, args, message) => {
    const { code, stdout, stderr } = await tracemap('audit', ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('says where a log was tampered with', async () => {
    await tamper(commandLine.current.database, ['DELETE FROM audit_event WHERE position = 3']);
    expect(await tracemap('audit', 'verify')).toEqual({
      code: 1,
      stdout: `The audit log is broken. Event 3 is missing: removed between events 2 and 4.
Before that, 2 events are in order: 1 to 2.
`,
      stderr: '',
    });
    expect(await verify()).toMatchObject({ code: 1, ok: false, broken: { kind: 'removed', position: 3 } });
  });
});

describe('tracemap retention', () => {
  it('lists, sets and runs', async () => {
    const { stdout } = await tracemap('retention', 'list');
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      expect.stringMatching(
        /^address_decision: 1825 days, set by Tracemap on \d{4}-\d\d-\d\d \(decisions where/,
      ),
      expect.stringMatching(/^rejected_row: 90 days, set by command line \(.*\) on/),
    ]);
    expect(await tracemap('retention', 'set', 'rejected_row', '90')).toMatchObject({
      code: 0,
      stdout: 'rejected_row is kept for 90 days already; nothing was changed.\n',
    });
    expect(await tracemap('retention', 'run', '--dry-run')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /^address_decision: 0 older than 1825 days\n(?:.*\n)*This was a dry run; nothing was deleted\.\n$/,
      ),
    });
    const { stdout: ran } = await tracemap('retention', 'run', '--json');
    const { dryRun, items } = JSON.parse(ran);
    expect([dryRun, items[0]]).toEqual([false, { kind: 'address_decision', keepDays: 1825, rows: 0 }]);
    expect(items).toHaveLength(Object.keys(RETENTION_KINDS).length);
  });

  it.each<[string[], string]>([
    [['purchasers', '30'], 'There is no kind "purchasers". Known are address_decision, rejected_row, '],
    [['rejected_row', '0'], 'DAYS must be a whole number from 1 to 36500, not "0".'],
    [['rejected_row', '1.5'], 'DAYS must be a whole number from 1 to 36500, not "1.5".'],
  ])('refuses to set %s', async (args, message) => {
    const { code, stderr } = await tracemap('retention', 'set', ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
