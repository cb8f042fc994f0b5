import { truncateSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { textArray } from '../../../server/database/array-literal.ts';
import { openTable } from '../../../server/imports/tables/open-table.ts';
import { firstRows } from '../../../server/imports/tables/table.ts';
import { zipArchive } from '../../helpers/zip-archive.ts';
import { fixture, useTextFiles } from './import-bench.ts';

const textFile = useTextFiles();

async function cellsOf(path: string) {
  return (await firstRows(await openTable(path), 1000)).map(({ number, cells }) => [number, ...cells]);
}

const zipOfZeros = (name: string, bytes: number) => zipArchive({ [name]: Buffer.alloc(bytes) });

describe('openTable', () => {
  it.each([
    ['comma', 'a,b\n1,"2,2"\n'],
    ['tab', 'a\tb\n1\t2,2\n'],
    ['semicolon', 'a;b\n1;2,2\n'],
    ['bar', 'a|b\r\n1|2,2\r\n'],
  ])('tells the delimiter: %s', async (_name, content) => {
    expect(await cellsOf(textFile('d.csv', content))).toEqual([
      [1, 'a', 'b'],
      [2, '1', '2,2'],
    ]);
  });

  it('numbers rows as a spreadsheet does, blank rows and rules left out', async () => {
    expect(await cellsOf(textFile('n.csv', 'a,b\n---,---\n\n1,2\n'))).toEqual([
      [1, 'a', 'b'],
      [4, '1', '2'],
    ]);
  });

  it('takes UTF-16 and UTF-8 with their marks', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('a,b\né,2\n', 'utf16le')]);
    expect(await cellsOf(textFile('u16.csv', utf16))).toEqual([
      [1, 'a', 'b'],
      [2, 'é', '2'],
    ]);
    expect(await cellsOf(textFile('u8.csv', '\uFEFFa,b\né,2\n'))).toEqual([
      [1, 'a', 'b'],
      [2, 'é', '2'],
    ]);
  });

  it('reads a workbook whatever its name', async () => {
    expect((await cellsOf(fixture('ffl-list.xlsx'))).length).toBe(3);
  });
});

describe('openTable refuses in words', () => {
  it.each<[string, Buffer | string, RegExp]>([
    ['an empty file', '', /is empty/],
    ['binary data', Buffer.from([1, 2, 0, 3]), /binary data/],
    ['Latin-1', Buffer.from('name,city\nJos\xe9,X\n', 'latin1'), /not encoded in UTF-8/],
    ['a PDF', '%PDF-1.7 ...', /is a PDF/],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 1]), /old \.xls/],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), /gzip/],
    ['a single column', 'name\nx\n', /only one column/],
    ['a ZIP archive of something else', zipOfZeros('notes.txt', 100), /ZIP archive, not an \.xlsx/],
    ['a cut workbook', Buffer.from('PK\x03\x04 and no more'), /damaged/],
    ['a zip bomb', zipOfZeros('xl/workbook.xml', 100 * 1024 ** 2), /unpacks to more than 96 MB/],
  ])('%s', async (_name, content, message) => {
    await expect(openTable(textFile('bad', content))).rejects.toThrow(message);
  });

  it('a file over 10 GB, from its size alone', async () => {
    const path = textFile('huge.csv', 'a,b\n');
    truncateSync(path, 11 * 1024 ** 3);
    await expect(openTable(path)).rejects.toThrow(/larger than 10 GB/);
    truncateSync(path, 0);
  });

  it('a quote that is never closed, naming the row', async () => {
    const table = await openTable(textFile('q.csv', 'a,b\n1,2\n3,"4\n5,6\n'));
    await expect(firstRows(table, 1000)).rejects.toThrow(/In row 3 a quoted cell/);
  });

  it.each([
    ['to the end of the file', 6000, 10],
    ['in the last row', 6001, 0],
    ['far into the file', 20_003, 10],
    ['over more text than a row may have', 20_003, 300_000],
  ])('a quote that is never closed %s, naming just that row', async (_where, before, after) => {
    const content = `a,b\n\n${'1,2\n'.repeat(before - 1)}3,"4\n${'5,6\n'.repeat(after)}`;
    const table = await openTable(textFile('q.csv', content));
    await expect(firstRows(table, 1e6)).rejects.toThrow(`In row ${before + 2} a quoted cell`);
  });

  it('bytes that are no text far into the file', async () => {
    const late = Buffer.concat([Buffer.from('a,b\n'.repeat(30_000)), Buffer.from([0xff, 0x0a])]);
    const table = await openTable(textFile('late.csv', late));
    await expect(firstRows(table, 1e6)).rejects.toThrow(/not encoded in UTF-8/);
  });
});

describe('textArray', () => {
  it('quotes what an array literal would misread', () => {
    expect(textArray(['plain', null, '', 'a,b', 'q"q', 'b\\b', ' x', 'null', '{}', 7])).toBe(
      '{plain,NULL,"","a,b","q\\"q","b\\\\b"," x","null","{}",7}',
    );
  });

  it('is empty where nothing is known', () => {
    expect(textArray([null, null])).toBe('{}');
  });
});
