import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AUDIT_ACTION_NAMES, AUDIT_ACTIONS, isAuditAction } from '../../../server/audit/audit-actions.ts';
import { verifyChain } from '../../../server/audit/verify-chain.ts';
import { selectRows } from '../../../server/database/connection.ts';
import { createExportsRoutes } from '../../../server/exports/exports-routes.ts';
import { importFile } from '../../../server/imports/import-service.ts';
import { createImportsRoutes } from '../../../server/imports/imports-routes.ts';
import { recoverInterruptedImports } from '../../../server/imports/recover-interrupted-imports.ts';
import { undoImport } from '../../../server/imports/undo-import.ts';
import { UploadFolder } from '../../../server/imports/upload-folder.ts';
import { loadReference, removeReference } from '../../../server/reference/sources/load-reference.ts';
import { PARTNER, signedInApp } from '../../helpers/sign-in.ts';
import { TEST_ENGINE, useTestDatabase } from '../../helpers/test-database.ts';
import { addAgencies, plainPlacer, rowsOf, useTextFiles } from '../imports/import-bench.ts';
import { clearAudit } from './audit-fixtures.ts';

const database = useTestDatabase();
const textFile = useTextFiles();
let bpd = 0;

const eventRow = z.object({
  actor: z.string(),
  agency: z.number().nullable(),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
const events = () =>
  selectRows(
    database.current.knex,
    eventRow,
    'SELECT actor, agency_id AS agency, action, subject, detail FROM audit_event ORDER BY position',
  );

beforeAll(async () => {
  await addAgencies(database.current, 'BPD');
  const [agency] = await rowsOf(database.current, 'SELECT id FROM agency');
  bpd = z.number().parse(agency?.id);
});
beforeEach(() => clearAudit(database.current));

const HEADER = 'Trace Number,Recovery Date,Recovery State,Purchaser Name';
/** Two records, one of them twice, and a row that cannot be read. */
const TRACES = `${HEADER}\nT1,2015-01-01,MD,JANE ROE\nT2,2015-02-01,MD,\nT2,2015-02-01,MD,\nT3,2015-13-01,MD,\n`;
const SHA256 = expect.stringMatching(/^[0-9a-f]{64}$/);

const bring = (name: string, content: string, more: { dryRun?: boolean } = {}) =>
  importFile(
    { database: database.current, placer: plainPlacer, actor: 'a.reyes' },
    { format: 'traces', agency: 'BPD', filePath: textFile(name, content), ...more },
  );

describe('what is recorded of an import', () => {
  it('is its beginning, its end with counts, how its columns are read, and its undoing', async () => {
    const { batchId } = await bring('first.csv', TRACES);
    const about = { actor: 'a.reyes', agency: bpd, subject: `import_batch ${batchId}` };
    const all = [
      { ...about, action: 'import.begun', detail: { format: 'traces', sha256: SHA256 } },
      {
        ...about,
        action: 'import.finished',
        detail: { rowsRead: 4, rowsAccepted: 2, rowsDuplicate: 1, rowsRejected: 1 },
      },
      { ...about, action: 'import.mapping_changed', detail: { format: 'traces', fields: 4 } },
    ];
    expect(await events()).toEqual(all);
    expect(await undoImport(database.current, batchId ?? 0, 'b.stone')).toBe('undone');
    const undone = { ...about, actor: 'b.stone', action: 'import.undone', detail: { rowsAccepted: 2 } };
    expect(await events()).toEqual([...all, undone]);
    expect(await undoImport(database.current, batchId ?? 0)).toBe('undone');
    expect(await events()).toHaveLength(4);
  });

  it('is no change of columns where they are read as before', async () => {
    await bring('second.csv', `${HEADER}\nT5,2015-01-01,MD,\n`);
    expect((await events()).map(({ action }) => action)).toEqual(['import.begun', 'import.finished']);
  });

  it('is nothing of a dry run, nor of the same file again', async () => {
    await bring('third.csv', `${HEADER}\nT6,2015-01-01,MD,\n`, { dryRun: true });
    await bring('fourth.csv', `${HEADER}\nT5,2015-01-01,MD,\n`);
    await expect(bring('none.csv', `${HEADER}\n`, { dryRun: true })).rejects.toThrow('no rows');
    expect(await events()).toEqual([]);
  });

  it('is its failure, and why in a word', async () => {
    await expect(bring('empty.csv', `${HEADER}\n`)).rejects.toThrow('no rows');
    expect((await events()).map(({ action, detail }) => [action, detail.reason])).toEqual([
      ['import.begun', undefined],
      ['import.failed', 'refused'],
    ]);
  });

  it('is that it was interrupted', async () => {
    await database.current.knex.raw(
      `INSERT INTO import_batch (agency_id, format, file_name, content_sha256, status, created_at)
       VALUES (?, 'traces', 'x.csv', 'x', 'running', now() - interval '2 days')`,
      [bpd],
    );
    const [id] = await recoverInterruptedImports(database.current);
    expect(await events()).toEqual([
      {
        actor: 'Tracemap',
        agency: bpd,
        action: 'import.failed',
        subject: `import_batch ${id}`,
        detail: { reason: 'interrupted' },
      },
    ]);
  });

  it('is the same of one that was uploaded, and that it was discarded', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'tracemap-uploads-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    const app = signedInApp(
      database.current,
      createImportsRoutes({
        database: database.current,
        folder: new UploadFolder(folder),
        currentPlacer: async () => plainPlacer,
        onError: (error) => pino({ level: 'error' }).error(error),
      }),
    );
    const upload = async (content: string) => {
      const { body } = await request(app)
        .post('/api/imports?format=traces&agency=BPD')
        .attach('file', Buffer.from(content), 'traces.csv')
        .expect(201);
      return z.object({ id: z.number() }).parse(body).id;
    };
    const first = await upload(`${HEADER}\nT7,2015-01-01,MD,\n`);
    expect(await events()).toEqual([]);
    const mapping = { trace_number: 'Trace Number', recovery_date: 'Recovery Date' };
    await request(app).post(`/api/imports/${first}/start`).send({ mapping }).expect(202);
    await request(app).get(`/api/imports/${first}/events`).expect(200);
    const second = await upload(`${HEADER}\nT8,2015-01-01,MD,\n`);
    await request(app).delete(`/api/imports/${second}`).expect(204);
    expect((await events()).map(({ actor, action, subject }) => `${actor} ${action} ${subject}`)).toEqual([
      `${PARTNER} import.begun import_batch ${first}`,
      `${PARTNER} import.finished import_batch ${first}`,
      `${PARTNER} import.mapping_changed import_batch ${first}`,
      `${PARTNER} import.discarded import_batch ${second}`,
    ]);
    expect((await events())[3]?.detail).toEqual({ status: 'awaiting_mapping' });
  });

  it('is written with the records or not at all', async () => {
    await database.current.knex.raw(
      `ALTER TABLE audit_event ADD CONSTRAINT audit_test CHECK (action <> 'import.finished')`,
    );
    try {
      // The embedded engine sometimes drops the connection after an error: how it is told is not the question here.
      await expect(bring('fifth.csv', `${HEADER}\nT9,2015-01-01,MD,\n`)).rejects.toThrow();
    } finally {
      await database.current.knex.raw('ALTER TABLE audit_event DROP CONSTRAINT audit_test');
    }
    expect(await rowsOf(database.current, `SELECT 1 FROM trace WHERE trace_number = 'T9'`)).toEqual([]);
    // Nor can the embedded engine always be told that the import failed, its connection being gone.
    if (TEST_ENGINE === 'embedded') return;
    expect((await events()).map(({ action, detail }) => [action, detail.reason])).toEqual([
      ['import.begun', undefined],
      ['import.failed', 'error'],
    ]);
  });
});

describe('what is recorded of an export', () => {
  const app = () => signedInApp(database.current, createExportsRoutes(database.current));

  it('is its layer, format, what it was narrowed by, and how many rows', async () => {
    await bring('export.csv', `${HEADER}\nT10,2015-03-01,NJ,\nT11,2015-03-02,NJ,\n`);
    await clearAudit(database.current);
    const query = 'recovered_to=2015-04-01&recovered_from=2015-03-01';
    await request(app()).get(`/api/exports/recoveries.csv?${query}`).expect(200);
    const about = { actor: PARTNER, agency: expect.any(Number), subject: 'recoveries.csv' };
    const filters = 'recovered_from recovered_to';
    expect(await events()).toEqual([
      { ...about, action: 'export.begun', detail: { filters } },
      { ...about, action: 'export.finished', detail: { filters, rows: 2, complete: true } },
    ]);
  });

  it('is that it was broken off', async () => {
    await request(app()).get('/api/exports/recoveries.geojson?corridor=99').expect(400);
    expect((await events()).map(({ detail }) => detail)).toEqual([
      { filters: 'corridor' },
      { filters: 'corridor', rows: 0, complete: false },
    ]);
  });

  it('comes before anything leaves: nothing does where it cannot be recorded', async () => {
    await database.current.knex.raw(
      `ALTER TABLE audit_event ADD CONSTRAINT audit_test CHECK (action <> 'export.begun')`,
    );
    try {
      const { text } = await request(app()).get('/api/exports/recoveries.csv').expect(500);
      expect(text).not.toMatch('T10');
    } finally {
      await database.current.knex.raw('ALTER TABLE audit_event DROP CONSTRAINT audit_test');
    }
  });
});

describe('what is recorded of reference data', () => {
  it('is that it was loaded, replaced and removed', async () => {
    const load = (rows: string) =>
      loadReference(database.current, {
        kind: 'population',
        filePath: textFile(
          'census.csv',
          `STATEFP,COUNTYFP,TRACTCE,BLKGRPCE,POPULATION,LATITUDE,LONGITUDE\n${rows}`,
        ),
        actor: 'r.okafor',
      });
    await load('24,510,010100,1,1200,+39.283100,-076.571000\n');
    await load('24,510,010100,1,1300,+39.283100,-076.571000\n24,510,980300,0,7,,\n');
    await load('24,510,010100,1,1300,+39.283100,-076.571000\n24,510,980300,0,7,,\n');
    expect(await removeReference(database.current, 'population', 'census', 'r.okafor')).toBe(true);
    expect(await removeReference(database.current, 'population', 'census', 'r.okafor')).toBe(false);
    const about = { actor: 'r.okafor', agency: null, subject: 'reference population' };
    const counts = (skipped: number, replaced: boolean) => ({
      name: 'census',
      records: 1,
      skipped,
      replaced,
    });
    expect(await events()).toEqual([
      { ...about, action: 'reference.loaded', detail: counts(0, false) },
      { ...about, action: 'reference.loaded', detail: counts(1, true) },
      { ...about, action: 'reference.removed', detail: { name: 'census' } },
    ]);
  });
});

describe('the vocabulary', () => {
  it('has every action and every key of a detail that was recorded', async () => {
    const { batchId } = await bring('words.csv', `${HEADER}\nT12,2015-03-01,NJ,\n`);
    await undoImport(database.current, batchId ?? 0);
    await request(signedInApp(database.current, createExportsRoutes(database.current)))
      .get('/api/exports/dealers.csv')
      .expect(200);
    const recorded = await events();
    expect(recorded.length).toBe(5);
    for (const { action, detail } of recorded) {
      const meaning = isAuditAction(action) ? AUDIT_ACTIONS[action] : undefined;
      expect(Object.keys(meaning?.detail ?? {}), action).toEqual(expect.arrayContaining(Object.keys(detail)));
    }
    expect((await verifyChain(database.current.knex)).broken).toBeNull();
  });

  it('names things as subject.verb', () => {
    for (const name of AUDIT_ACTION_NAMES) expect(name).toMatch(/^[a-z]+\.[a-z_]+$/);
    expect(isAuditAction('toString')).toBe(false);
  });

  it('is told whole in the guide', () => {
    const guide = readFileSync(new URL('../../../docs/guides/audit.md', import.meta.url), 'utf8');
    for (const name of AUDIT_ACTION_NAMES) {
      const line = guide.split('\n').find((each) => each.startsWith(`| \`${name}\``)) ?? '';
      expect(line, name).toContain(AUDIT_ACTIONS[name].says);
      for (const key of Object.keys(AUDIT_ACTIONS[name].detail)) expect(line, name).toContain(`\`${key}\``);
    }
  });
});
