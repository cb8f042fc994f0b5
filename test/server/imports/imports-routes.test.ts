import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import express from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  importDetailSchema,
  importNotesSchema,
  importProgressSchema,
  importsSchema,
} from '../../../domain/responses.ts';
import { problemHandler } from '../../../server/http/problem-handler.ts';
import { createImportsRoutes } from '../../../server/imports/imports-routes.ts';
import { sweepUploads } from '../../../server/imports/recover-interrupted-imports.ts';
import { UploadFolder } from '../../../server/imports/upload-folder.ts';
import { cookieOfPartner } from '../../helpers/sign-in.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { addAgencies, fixture, plainPlacer, rowsOf } from './import-bench.ts';

const database = useTestDatabase();
const uploads = mkdtempSync(path.join(os.tmpdir(), 'tracemap-uploads-'));
const app = express();

beforeAll(async () => {
  await addAgencies(database.current, 'BPD');
  app.use(async (incoming, _response, next) => {
    incoming.headers.cookie ??= await cookieOfPartner(database.current);
    next();
  });
  app.use(
    createImportsRoutes({
      database: database.current,
      folder: new UploadFolder(uploads),
      currentPlacer: async () => plainPlacer,
      onError: (error) => {
        throw error;
      },
    }),
  );
  app.use(problemHandler(pino({ level: 'silent' })));
});
afterAll(() => rmSync(uploads, { recursive: true, force: true }));

function upload(format: string, content: string | Buffer, fileName: string) {
  return request(app)
    .post(`/api/imports?format=${format}&agency=BPD`)
    .attach('file', typeof content === 'string' ? Buffer.from(content) : content, fileName);
}

/** Follows an import to its end; gives what was told on the way. */
async function follow(id: number) {
  const { text } = await request(app).get(`/api/imports/${id}/events`).expect(200);
  return text
    .split('\n\n')
    .filter((event) => event !== '')
    .map((event) => importProgressSchema.parse(JSON.parse(event.replace(/^data: /, ''))));
}

const TRACES =
  'Trace Number,Recovery Date,Recovery State,Note\nT1,2015-01-01,MD,a\nT2,2015-13-01,MD,=1+1\nT3,2015-01-03,MD,-76.5\nT4,2015-01-04\n';

describe('an upload of traces', () => {
  let id = 0;

  it('waits for its mapping, guessed and shown with samples', async () => {
    const { body } = await upload('traces', TRACES, 'Büro traces.csv').expect(201);
    const detail = importDetailSchema.parse(body);
    id = detail.id;
    expect(detail).toMatchObject({
      status: 'awaiting_mapping',
      fileName: 'Büro traces.csv',
      agency: 'BPD',
      mappingFrom: 'guessed',
      mapping: {
        trace_number: 'Trace Number',
        recovery_date: 'Recovery Date',
        recovery_state: 'Recovery State',
      },
    });
    expect(detail.columns[0]).toEqual({ name: 'Trace Number', samples: ['T1', 'T2', 'T3'] });
    expect(detail.fields.some(({ key, label }) => key === 'trace_number' && label === 'Trace number')).toBe(
      true,
    );
  });

  it('refuses a mapping to a column there is not', async () => {
    const { body } = await request(app)
      .post(`/api/imports/${id}/start`)
      .send({ mapping: { trace_number: 'Nope' } })
      .expect(422);
    expect(body.detail).toMatch(/column "Nope", which the file does not have/);
  });

  it('runs when told to, and says how it went also to who asks late', async () => {
    const mapping = {
      trace_number: 'Trace Number',
      recovery_date: 'Recovery Date',
      recovery_state: 'Recovery State',
    };
    const { body } = await request(app).post(`/api/imports/${id}/start`).send({ mapping }).expect(202);
    expect(body.status).toBe('running');
    const told = await follow(id);
    expect(told.at(-1)).toEqual({ status: 'done', step: 'finished', rowsRead: 4, fraction: 1 });
    expect(await follow(id)).toEqual([{ status: 'done', step: 'finished', rowsRead: 4, fraction: 1 }]);
    const detail = importDetailSchema.parse((await request(app).get(`/api/imports/${id}`)).body);
    expect(detail).toMatchObject({
      status: 'done',
      rowsRead: 4,
      rowsAccepted: 2,
      rowsRejected: 2,
      notes: { errors: 2, warnings: 0 },
      mapping,
    });
  });

  it('deletes the uploaded file', () => {
    expect(readdirSync(uploads)).toEqual([]);
  });

  it('lists its notes, page by page', async () => {
    const first = importNotesSchema.parse(
      (await request(app).get(`/api/imports/${id}/notes?severity=error&limit=1`)).body,
    );
    expect(first).toMatchObject({
      total: 2,
      items: [{ row: 3, column: 'Recovery Date', value: '2015-13-01' }],
    });
    const second = importNotesSchema.parse(
      (await request(app).get(`/api/imports/${id}/notes?severity=error&limit=1&after=${first.next}`)).body,
    );
    expect(second).toMatchObject({ items: [{ row: 5, column: null }], next: null });
  });

  it('gives the rejected rows to mend, formulas made harmless', async () => {
    const { text, headers } = await request(app).get(`/api/imports/${id}/notes.csv`).expect(200);
    expect(headers['content-disposition']).toMatch(/traces-rejected\.csv/);
    expect(text.split('\r\n')).toEqual([
      '\uFEFFTrace Number,Recovery Date,Recovery State,Note,Row in file,Why it was not imported',
      "T2,2015-13-01,MD,'=1+1,3,Recovery Date: There is no such date. Write it as MM/DD/YYYY or YYYY-MM-DD.",
      'T4,2015-01-04,,,5,The row has 2 cells where there are 4 headings; a delimiter or quote is missing or too many.',
      '',
    ]);
  });

  it('remembers the mapping for the next file with these headings', async () => {
    const { body } = await upload('traces', TRACES.replace('T1', 'T5'), 'next.csv').expect(201);
    expect(importDetailSchema.parse(body).mappingFrom).toBe('saved');
    await request(app).delete(`/api/imports/${body.id}`).expect(204);
    await request(app).get(`/api/imports/${body.id}`).expect(404);
    expect(readdirSync(uploads)).toEqual([]);
  });

  it('says that the same file was imported before', async () => {
    const { body } = await upload('traces', TRACES, 'again.csv').expect(409);
    expect(body).toMatchObject({
      batch: id,
      detail: `This very file was imported before, as import ${id}. Nothing was changed.`,
    });
  });

  it('is undone whole', async () => {
    await request(app).delete(`/api/imports/${id}`).expect(204);
    expect(await rowsOf(database.current, 'SELECT * FROM recovery')).toEqual([]);
    const { body } = await request(app).get(`/api/imports/${id}`);
    expect(body).toMatchObject({ status: 'undone', notes: { errors: 0, warnings: 0 } });
  });
});

describe('an upload of a fixed format', () => {
  it('starts at once', async () => {
    const { body } = await request(app)
      .post('/api/imports?format=ffl&agency=BPD')
      .attach('file', fixture('ffl-list.txt'))
      .expect(201);
    expect(body).toMatchObject({ mappingFrom: 'fixed', fields: [] });
    await request(app).post(`/api/imports/${body.id}/start`).send({ mapping: {} }).expect(202);
    expect((await follow(body.id)).at(-1)?.status).toBe('done');
    expect((await rowsOf(database.current, 'SELECT dealer_key FROM dealer')).length).toBe(2);
  });

  it('fails in words, keeping nothing', async () => {
    const table =
      'Recovery State,,,,\nSource State,,MARYLAND,OHIO,TOTAL\n,MARYLAND,2,2,3\n,OHIO,1,1,2\n,TOTAL,2,3,5\n';
    const { body } = await upload('atf-state-tables', table, 'cy_2015.csv').expect(201);
    expect((await follow(body.id)).at(-1)?.status).toBe('failed');
    const { body: detail } = await request(app).get(`/api/imports/${body.id}`);
    expect(detail.error).toMatch(/does not add up/);
    await request(app).delete(`/api/imports/${body.id}`).expect(204);
  });
});

describe('sweepUploads', () => {
  it('deletes what a dead server left, and keeps what waits for its mapping', async () => {
    const { body } = await upload('traces', TRACES.replace('T1', 'T6'), 'waiting.csv').expect(201);
    for (const name of ['arriving-cut-off', '987654']) writeFileSync(path.join(uploads, name), 'x');
    await sweepUploads(database.current, new UploadFolder(uploads));
    expect(readdirSync(uploads)).toEqual([String(body.id)]);
    await request(app).delete(`/api/imports/${body.id}`).expect(204);
  });
});

describe('refusals', () => {
  it.each([
    ['format=foo&agency=BPD', 400, /format must be one of/],
    ['agency=BPD', 400, /format is missing/],
    ['format=traces', 400, /agency is missing/],
    ['format=traces&agency=NOPE', 400, /no agency "NOPE"/],
  ])('%s', async (query, status, message) => {
    const { body } = await request(app)
      .post(`/api/imports?${query}`)
      .attach('file', Buffer.from('a,b\n1,2\n'), 'a.csv');
    expect([body.status, body.detail]).toEqual([status, expect.stringMatching(message)]);
  });

  it('a file that is no table: 422, and it is not kept', async () => {
    const { body } = await upload('traces', Buffer.from([0, 1, 2]), 'x.bin').expect(422);
    expect(body.detail).toMatch(/binary data/);
    expect(readdirSync(uploads)).toEqual([]);
  });

  it('a file over the limit: 413, told before it is sent', async () => {
    const { body } = await request(app)
      .post('/api/imports?format=traces&agency=BPD')
      .set('Content-Type', 'multipart/form-data; boundary=x')
      .set('Content-Length', String(11 * 1024 ** 3))
      .expect(413);
    expect(body.detail).toMatch(/larger than 10 GB/);
  });

  it('a request without a file: 400', async () => {
    const { body } = await request(app)
      .post('/api/imports?format=traces&agency=BPD')
      .field('other', 'x')
      .expect(400);
    expect(body.detail).toMatch(/holds no file/);
  });

  it('an import nobody may see, or none: 404', async () => {
    for (const id of ['999999', 'x']) await request(app).get(`/api/imports/${id}`).expect(404);
  });

  it('a batch that runs cannot be undone: 409', async () => {
    const [batch] = await rowsOf(
      database.current,
      `INSERT INTO import_batch (agency_id, format, file_name, content_sha256, status)
       SELECT id, 'traces', 'r.csv', 'r', 'running' FROM agency RETURNING id`,
    );
    await request(app).delete(`/api/imports/${batch?.id}`).expect(409);
  });
});

describe('GET /api/imports', () => {
  it('lists the newest first, page by page', async () => {
    const first = importsSchema.parse((await request(app).get('/api/imports?limit=2')).body);
    expect(first.items.map(({ fileName }) => fileName)).toEqual(['r.csv', 'ffl-list.txt']);
    expect(first.total).toBe(3);
    const second = importsSchema.parse(
      (await request(app).get(`/api/imports?limit=2&after=${first.next}`)).body,
    );
    expect(second.items.map(({ fileName }) => fileName)).toEqual(['Büro traces.csv']);
    expect(second.next).toBeNull();
    expect(existsSync(uploads)).toBe(true);
  });
});
