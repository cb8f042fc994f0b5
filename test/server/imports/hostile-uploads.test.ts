/** Files and forms made to do harm: what becomes of each. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import express from 'express';
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importDetailSchema } from '../../../domain/responses.ts';
import { problemHandler } from '../../../server/http/problem-handler.ts';
import { createImportsRoutes } from '../../../server/imports/imports-routes.ts';
import { receiveUpload } from '../../../server/imports/receive-upload.ts';
import { openTable } from '../../../server/imports/tables/open-table.ts';
import { firstRows } from '../../../server/imports/tables/table.ts';
import { UploadFolder } from '../../../server/imports/upload-folder.ts';
import { createLog } from '../../../server/log.ts';
import { cookieOfPartner } from '../../helpers/sign-in.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { zipArchive } from '../../helpers/zip-archive.ts';
import { addAgencies, plainPlacer, useTextFiles } from './import-bench.ts';

const database = useTestDatabase();
const textFile = useTextFiles();
const root = mkdtempSync(path.join(os.tmpdir(), 'tracemap-hostile-'));
const folder = new UploadFolder(path.join(root, 'uploads'));
const app = express();

beforeAll(async () => {
  await addAgencies(database.current, 'BPD');
  // Small limits, so that a test is over them.
  app.post('/small', async (incoming, response) => {
    const received = await receiveUpload(incoming, folder, 1000);
    response.json({ fileName: received.fileName });
  });
  app.use(async (incoming, _response, next) => {
    incoming.headers.cookie ??= await cookieOfPartner(database.current);
    next();
  });
  app.use(
    createImportsRoutes({
      database: database.current,
      folder,
      currentPlacer: async () => plainPlacer,
      onError: (error) => {
        throw error;
      },
    }),
  );
  app.use(problemHandler(createLog('silent')));
});
beforeEach(() => rmSync(folder.folder, { recursive: true, force: true }));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const kept = () => {
  try {
    return readdirSync(folder.folder);
  } catch {
    return [];
  }
};

/** A form with a file, written out by hand: libraries would refuse such names. */
const form = (fileName: string, content: string, end = '\r\n--x--\r\n') =>
  Buffer.from(
    `--x\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\nContent-Type: text/csv\r\n\r\n${content}${end}`,
  );

const send = (body: Buffer, to = '/api/imports?format=traces&agency=BPD') =>
  request(app).post(to).set('Content-Type', 'multipart/form-data; boundary=x').send(body);

let count = 0;
/** Different each time: the same file twice is refused. */
const traces = () => {
  count += 1;
  return `Trace Number,Recovery Date,Recovery State\nN${count},2015-13-01,MD\n`;
};

describe('the name of a file', () => {
  it.each<[string, string, string | null]>([
    ['climbs out of its folder', '../../../etc/passwd.csv', 'passwd.csv'],
    ['climbs out as on Windows', '..\\\\..\\\\boot.csv', 'boot.csv'],
    ['is that of a device', '/dev/null', 'null'],
    ['is only dots', '..', 'upload'],
    ['is nothing', '', null],
    ['holds NUL', 'a\0b.csv', null],
    ['holds control characters', 'a\x1b[31m\x07b.csv', null],
    ['holds control characters of the upper half', 'a\u009b31m\u0085b.csv', 'a31mb.csv'],
    ['turns the direction of writing', 'a\u202Evsc.exe', 'avsc.exe'],
    ['ends a line of its own', 'a\u2028b.csv', 'ab.csv'],
    ['is very long', `${'x'.repeat(5000)}.csv`, `${'x'.repeat(196)}.csv`],
    ['is long in characters of two units', `${'😀'.repeat(300)}.csv`, `${'😀'.repeat(196)}.csv`],
  ])('that %s is cleaned, and decides nothing about where the file is kept', async (_what, given, shown) => {
    const response = await send(form(given, traces()));
    // Some names the reader of forms refuses by itself.
    if (shown === null) {
      expect(response.status).toBe(400);
      expect(kept()).toEqual([]);
      return;
    }
    expect(response.status).toBe(201);
    const { id, fileName } = importDetailSchema.parse(response.body);
    expect(fileName).toBe(shown);
    expect(kept()).toEqual([String(id)]);
    expect(readdirSync(root)).toEqual(['uploads']);
  });

  it('cannot write headers of its own into a download', async () => {
    const name = `a"; filename*=UTF-8''evil.exe; x="é\u0085\r\nSet-Cookie: a=b.csv`;
    const { body } = await send(form(name.replaceAll('"', '%22').replaceAll(/[\r\n]/g, '%0A'), traces()));
    const { id } = importDetailSchema.parse(body);
    await database.current.knex.transaction((trx) =>
      trx.raw('UPDATE import_batch SET file_name = ? WHERE id = ?', [name, id]),
    );
    const response = await request(app).get(`/api/imports/${id}/notes.csv`).expect(200);
    expect(response.headers).not.toHaveProperty('set-cookie');
    const disposition = response.headers['content-disposition'] ?? '';
    expect(disposition).toMatch(/^attachment; filename="/);
    expect(disposition).not.toMatch(/[\r\n\x80-\uffff]/);
    // Its quotes are not those of the header.
    const [quoted] = /"(?:[^"\\]|\\.)*"/.exec(disposition) ?? [];
    expect(quoted).toContain('\\"');
  });
});

describe('a form', () => {
  it('over the limit is refused, announced or not, and nothing of it stays', async () => {
    const big = form('a.csv', 'x'.repeat(20_000));
    expect((await send(big, '/small')).status).toBe(413);
    // Within what is taken for a form around a file, so that only counting the file tells.
    const unannounced = await send(form('a.csv', 'x'.repeat(2000)), '/small');
    expect(unannounced.status).toBe(413);
    expect(kept()).toEqual([]);
  });

  it.each<[string, Buffer]>([
    ['is cut off in the file', form('a.csv', 'a,b\n1,2', '')],
    ['is cut off after the file', form('a.csv', 'a,b\n1,2', '\r\n--x\r\nContent-Disposition: form')],
    ['has a part without an end', form('a.csv', 'a,b\n1,2', '\r\n--x\r\n')],
    ['is no form', Buffer.from('hello')],
    ['is empty', Buffer.alloc(0)],
  ])('that %s is refused in words, and nothing of it stays', async (_what, body) => {
    const response = await send(body);
    expect(response.status).toBe(400);
    expect(response.type).toBe('application/problem+json');
    await expect.poll(kept).toEqual([]);
  });

  it('has one file, whatever else it holds: more files and fields without number are passed over', async () => {
    const fields = Array.from(
      { length: 2000 },
      (_, index) => `--x\r\nContent-Disposition: form-data; name="f${index}"\r\n\r\n${'y'.repeat(50)}\r\n`,
    ).join('');
    const two = `${form('a.csv', traces(), '\r\n').toString()}${form('b.csv', traces(), '\r\n').toString()}`;
    const response = await send(Buffer.from(`${two}${fields}--x--\r\n`));
    expect(response.status).toBe(201);
    expect(importDetailSchema.parse(response.body).fileName).toBe('a.csv');
    expect(kept()).toHaveLength(1);
  });

  it('of another type is refused', async () => {
    for (const type of [
      'text/csv',
      'application/json',
      'multipart/form-data',
      'application/x-www-form-urlencoded',
    ]) {
      const response = await request(app)
        .post('/api/imports?format=traces&agency=BPD')
        .set('Content-Type', type)
        .send('a,b\n1,2\n');
      expect(response.status, type).toBe(400);
    }
  });

  it('whose sender goes away leaves nothing behind', async () => {
    const server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const client = net.connect(port, '127.0.0.1');
    client.write(
      'POST /api/imports?format=traces&agency=BPD HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 5000\r\n\r\n',
    );
    client.write(form('a.csv', 'a,b\n1,2', ''));
    await expect.poll(() => kept().length).toBe(1);
    client.destroy();
    await expect.poll(kept).toEqual([]);
    server.closeAllConnections();
    server.close();
  });
});

describe('what a file is', () => {
  it.each<[string, Buffer]>([
    ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0])],
    ['a Windows program', Buffer.from('MZ\x90\0\x03\0\0\0')],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0])],
    ['a web page', Buffer.from('<html><script>alert(1)</script></html>')],
    ['text with NUL', Buffer.from('Trace Number,Recovery Date\nT1,2015\0-01\n')],
    ['UTF-7 or Latin-1 in disguise', Buffer.from('Trace Number,City\nT1,\xff\xfe\xfd\n', 'latin1')],
  ])('is told by its content, not its name: %s called traces.csv is refused', async (_what, content) => {
    const response = await request(app)
      .post('/api/imports?format=traces&agency=BPD')
      .attach('file', content, { filename: 'traces.csv', contentType: 'text/csv' });
    expect(response.status).toBe(422);
    expect(kept()).toEqual([]);
  });
});

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const inlineCell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const HEAD = `<row r="1">${inlineCell('A1', 'a')}${inlineCell('B1', 'b')}</row><row r="2">${inlineCell('A2', '1')}${inlineCell('B2', '2')}</row>`;

/** The parts of a workbook with one sheet. */
const workbookOf = (rows: string, before = '') => ({
  'xl/workbook.xml': Buffer.from(
    `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
  ),
  'xl/_rels/workbook.xml.rels': Buffer.from(
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  ),
  'xl/worksheets/sheet1.xml': Buffer.from(
    `<?xml version="1.0"?>${before}<worksheet xmlns="${MAIN}"><sheetData>${HEAD}${rows}</sheetData></worksheet>`,
  ),
});

const rowsIn = async (archive: Buffer) =>
  (await firstRows(await openTable(textFile('x.xlsx', archive)), 10)).map(({ cells }) => cells);

describe('a workbook', () => {
  it('that names a cell hundreds of millions of columns away costs the process that reads it, and nobody else', async () => {
    const rows = `<row r="3">${inlineCell('ZZZZZZ3', 'x')}</row>`;
    await expect(rowsIn(zipArchive(workbookOf(rows)))).rejects.toThrow(
      /more rows and columns than can be read/,
    );
  });

  it('is read by its list of parts alone: what is hidden between them is not unpacked', async () => {
    const shown = zipArchive(workbookOf(''));
    // Readers that go through the file from its start would come to this first, and unpack a gigabyte for each.
    const bomb = zipArchive({ 'xl/worksheets/sheet1.xml': Buffer.alloc(50 * 1024 ** 2) });
    const hidden = bomb.subarray(0, bomb.indexOf(Buffer.from([0x50, 0x4b, 1, 2])));
    expect(await rowsIn(withBefore(shown, hidden))).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('with parts named to climb out of a folder writes nothing', async () => {
    const archive = zipArchive({
      ...workbookOf(''),
      '../../../../tmp/tracemap-climbed.xml': Buffer.from('x'),
      '/tmp/tracemap-climbed.xml': Buffer.from('x'),
    });
    await rowsIn(archive).catch(() => {});
    expect(readdirSync('/tmp').filter((name) => name.includes('tracemap-climbed'))).toEqual([]);
  });

  it('with thousands of parts is refused before any is unpacked', async () => {
    const parts = Object.fromEntries(
      Array.from({ length: 2001 }, (_, index) => [`p${index}.xml`, Buffer.from('x')]),
    );
    await expect(rowsIn(zipArchive({ ...workbookOf(''), ...parts }))).rejects.toThrow(/unpacks to more than/);
  });

  it('that says to be smaller than it is is refused', async () => {
    const archive = zipArchive(workbookOf(' '.repeat(100_000)));
    const central = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    archive.writeUInt32LE(10, central + 24);
    await expect(rowsIn(archive)).rejects.toThrow(/damaged/);
  });

  it('has no entities of its own: neither what multiplies nor what reads files', async () => {
    const entities = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>`;
    const archive = zipArchive(
      workbookOf(`<row r="3">${inlineCell('A3', '&b;')}${inlineCell('B3', '&f;')}</row>`, entities),
    );
    const rows = await rowsIn(archive).catch(() => []);
    expect(JSON.stringify(rows)).not.toMatch(/aaaa|root:/);
  });
});

/** The archive with bytes before its first part, its list still right. */
function withBefore(archive: Buffer, before: Buffer): Buffer {
  const moved = Buffer.from(archive);
  const end = moved.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const start = moved.readUInt32LE(end + 16);
  for (let at = start; at < end; ) {
    moved.writeUInt32LE(moved.readUInt32LE(at + 42) + before.length, at + 42);
    at += 46 + moved.readUInt16LE(at + 28) + moved.readUInt16LE(at + 30) + moved.readUInt16LE(at + 32);
  }
  moved.writeUInt32LE(start + before.length, end + 16);
  return Buffer.concat([before, moved]);
}

describe('rejected rows', () => {
  it('come back as they were when their file is imported again, formulas and all', async () => {
    const cells = ['=HYPERLINK("http://x.example")', '-1+2', '@home', '＝1', '-76.6', 'plain'];
    const line = (values: readonly string[]) =>
      values.map((value) => `"${value.replaceAll('"', '""')}"`).join(',');
    const headings = ['Trace Number', 'Recovery Date', 'Recovery State', 'A', 'B', 'C', 'D', 'E', 'F'];
    const content = `${line(headings)}\n${line(['=T1', '2015-13-01', 'MD', ...cells])}\n`;
    const { body } = await send(form('formulas.csv', content));
    const { id, mapping } = importDetailSchema.parse(body);
    await request(app).post(`/api/imports/${id}/start`).send({ mapping }).expect(202);
    await request(app).get(`/api/imports/${id}/events`).expect(200);
    const { text } = await request(app).get(`/api/imports/${id}/notes.csv`).expect(200);
    const [, row]: string[][] = parse(text, { bom: true });
    expect(row?.slice(0, 9)).toEqual([
      "'=T1",
      '2015-13-01',
      'MD',
      `'=HYPERLINK("http://x.example")`,
      "'-1+2",
      "'@home",
      "'＝1",
      '-76.6',
      'plain',
    ]);
    const mended = text.replace('2015-13-01', '2015-12-01');
    const again = importDetailSchema.parse((await send(form('mended.csv', mended))).body);
    await request(app).post(`/api/imports/${again.id}/start`).send({ mapping: again.mapping }).expect(202);
    await request(app).get(`/api/imports/${again.id}/events`).expect(200);
    const { rows } = await database.current.knex.raw(
      'SELECT trace_number FROM trace WHERE import_batch_id = ?',
      [again.id],
    );
    expect(rows).toEqual([{ trace_number: '=T1' }]);
  });
});
