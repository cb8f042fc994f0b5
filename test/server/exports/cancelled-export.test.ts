/** Exports that somebody breaks off, and those that hold too much. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { ExportFormatId } from '../../../domain/exports/export-layers.ts';
import { EXPORT_FORMATS } from '../../../domain/exports/export-layers.ts';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import { selectRows } from '../../../server/database/connection.ts';
import { documentsZip } from '../../../server/exports/documents-zip.ts';
import { exportLayer } from '../../../server/exports/export-layer.ts';
import { exportQuestion } from '../../../server/exports/export-question.ts';
import { createExportsRoutes } from '../../../server/exports/exports-routes.ts';
import type { ExportTable } from '../../../server/exports/formats/export-format.ts';
import { MOST_XLSX_ROWS, xlsxFormat } from '../../../server/exports/formats/xlsx-format.ts';
import { insertRecords } from '../../helpers/records.ts';
import { signedInApp } from '../../helpers/sign-in.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
let agencies: readonly number[];

beforeAll(async () => {
  const inserted = await insertRecords(database.current, {
    agencies: ['BPD'],
    recoveries: Array.from({ length: 20 }, (_, index) => ({
      agency: 'BPD',
      on: '2024-01-10',
      at: [-76.6 + index / 100, 39.3] as const,
    })),
  });
  agencies = Object.values(inserted.agencies);
});

/** Other tests write files meanwhile, so these have a folder for temporary files of their own. */
let own: string;
beforeAll(() => {
  own = mkdtempSync(path.join(os.tmpdir(), 'tracemap-cancelled-'));
  vi.stubEnv('TMPDIR', own);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(own, { recursive: true, force: true });
});

/** Folders of files that are being put together. */
const folders = () => readdirSync(own);

const wanted = (format: ExportFormatId, withDocuments: boolean) => ({
  ...exportQuestion(new URLSearchParams()),
  layer: 'recoveries' as const,
  format,
  withDocuments,
  taker: { role: 'analyst', agencyId: null } as const,
});

describe.each(EXPORT_FORMATS.filter((format) => format !== 'graphml'))('%s', (format) => {
  it.each([false, true])('leaves nothing behind when whoever takes it leaves (ZIP: %s)', async (zip) => {
    const before = folders();
    const leaving = new AbortController();
    // Takes the first piece and is gone.
    const gone = new Writable({ highWaterMark: 1, write: () => leaving.abort() });
    const asked = { ...wanted(format, zip), signal: leaving.signal };
    await expect(exportLayer(database.current, scopeOfAllRecords(agencies), asked, gone)).rejects.toThrow();
    expect(folders()).toEqual(before);
  });

  it('leaves nothing behind when it is whole, or when the database fails', async () => {
    const before = folders();
    const sink = () => new Writable({ write: (_chunk, _encoding, done) => done() });
    const scope = scopeOfAllRecords(agencies);
    const { rows } = await exportLayer(database.current, scope, wanted(format, true), sink());
    expect(rows).toBe(20);
    const fails = { ...wanted(format, true), filter: { corridor: [99] } };
    await expect(exportLayer(database.current, scope, fails, sink())).rejects.toThrow(/corridor/);
    expect(folders()).toEqual(before);
  });
});

it('a ZIP whose file fails half-way fails with it', async () => {
  const zip = documentsZip({
    name: 'a.csv',
    pieces: (async function* () {
      yield 'a';
      throw new Error('The database went away.');
    })(),
    documents: {},
  });
  await expect(
    zip
      .next()
      .then(() => zip.next())
      .then(() => zip.next()),
  ).rejects.toThrow(/went away/);
});

it('more rows than Excel holds are refused in words before anything goes out', async () => {
  const before = folders();
  const feature = { id: 1, geometry: null, properties: { id: 1 } };
  const page = Array.from({ length: 1000 }, () => feature);
  const pieces = xlsxFormat.write({
    layer: 'recoveries',
    columns: [{ name: 'id', type: 'integer', unit: null, means: 'a number', from: 'nowhere' }],
    notice: { whole: '', short: '' },
    provenance: NO_PROVENANCE,
    pages: (async function* () {
      for (let rows = 0; rows < MOST_XLSX_ROWS; rows += page.length) yield page;
    })(),
  });
  await expect(pieces.next()).rejects.toThrow(/^Excel holds 1,048,576 rows in a sheet/);
  expect(folders()).toEqual(before);
}, 60_000);

const NO_PROVENANCE: ExportTable['provenance'] = {
  layer: 'recoveries',
  format: 'xlsx',
  madeAt: '',
  madeBy: '',
  dataVersion: 0,
  asked: [],
  columns: [],
  agencies: [],
  notice: '',
  terms: '',
  method: '',
};

describe('what an export is for', () => {
  const detail = z.object({ detail: z.record(z.string(), z.unknown()) });
  const post = (body: object, path = 'recoveries.csv?columns=agency') =>
    request(signedInApp(database.current, createExportsRoutes(database.current)))
      .post(`/api/exports/${path}`)
      .send(body);

  it('stands in the audit log from before anything leaves', async () => {
    await post({ purpose: '  Quarterly report ' }).expect(200);
    const events = await selectRows(
      database.current.knex,
      detail,
      `SELECT detail FROM audit_event WHERE action LIKE 'export.%' ORDER BY position DESC LIMIT 2`,
    );
    const told = { filters: '', purpose: 'Quarterly report', columns: 2 };
    expect(events.map((event) => event.detail)).toEqual([{ ...told, rows: 20, complete: true }, told]);
  });

  it.each([
    ['a text that is too long', { purpose: 'x'.repeat(201) }],
    ['no text', { purpose: 7 }],
  ])('is refused where it is %s', async (_what, body) => {
    const answer = await post(body).expect(400);
    expect(answer.body.detail).toMatch(/^Send {"purpose": TEXT of at most 200 characters} as JSON/);
  });

  it('needs no saying', async () => {
    await post({}).expect(200);
    await post({ purpose: ' ' }).expect(200);
  });
});
