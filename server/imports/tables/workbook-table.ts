import { readFile } from 'node:fs/promises';
import readWorkbook from 'read-excel-file/node';
import yauzl from 'yauzl';
import { z } from 'zod';
import { ImportRefusal } from '../import-refusal.ts';
import type { Table, TableRow } from './table.ts';
import { ROWS_PER_CHUNK, saysNothing } from './table.ts';

/** Workbooks are read whole, so what they unpack to must fit in memory several times over. */
const MOST_UNPACKED_BYTES = 96 * 1024 ** 2;
const MOST_PARTS = 2000;

/** The first sheet of an .xlsx workbook that holds a table. Dates become `YYYY-MM-DD`, numbers their plain digits. */
export async function workbookTable(path: string): Promise<Table> {
  await checkArchive(path);
  const rows = await readFirstTable(path);
  let next = 0;
  return {
    kind: 'workbook',
    fractionRead: () => (rows.length === 0 ? 1 : Math.min(1, next / rows.length)),
    async *chunks() {
      for (next = 0; next < rows.length; ) {
        const chunk = rows.slice(next, next + ROWS_PER_CHUNK);
        next += chunk.length;
        yield chunk;
      }
    },
  };
}

async function readFirstTable(path: string): Promise<readonly TableRow[]> {
  const sheets = await readWorkbook(await readFile(path)).catch(() => {
    throw new ImportRefusal(
      'The workbook is damaged and cannot be read. Open it, save it as CSV (UTF-8) and import that.',
    );
  });
  for (const { data } of sheets) {
    const rows = data
      .map((cells, index) => ({ number: index + 1, cells: cells.map(cellText) }))
      .filter(({ cells }) => !saysNothing(cells));
    if (rows.length > 1 && rows.some(({ cells }) => cells.filter((cell) => cell !== '').length > 1))
      return rows;
  }
  throw new ImportRefusal('The workbook has no sheet with a table in it.');
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : dateText(value);
  return String(value).trim();
}

/** A day, followed by its time of day where it has one; spreadsheets keep that as part of a day, so seconds are rounded. */
function dateText(value: Date): string {
  const text = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString().slice(0, 19);
  return text.endsWith('T00:00:00') ? text.slice(0, 10) : text;
}

/**
 * Makes sure that the file is a workbook and how large it really is unpacked, by unpacking it without keeping
 * anything: sizes an archive states can be lies (a "zip bomb").
 */
async function checkArchive(path: string): Promise<void> {
  let isWorkbook = false;
  let unpackedBytes = 0;
  try {
    const zip = await yauzl.openPromise(path);
    try {
      if (zip.entryCount > MOST_PARTS) throw tooMuch();
      for await (const entry of zip.eachEntry()) {
        if (entry.fileName === 'xl/workbook.xml') isWorkbook = true;
        if (entry.fileName.endsWith('/')) continue;
        for await (const chunk of await zip.openReadStreamPromise(entry)) {
          unpackedBytes += z.instanceof(Buffer).parse(chunk).length;
          if (unpackedBytes > MOST_UNPACKED_BYTES) throw tooMuch();
        }
      }
    } finally {
      zip.close();
    }
  } catch (error) {
    if (error instanceof ImportRefusal) throw error;
    throw new ImportRefusal(
      'The file looks like an .xlsx workbook but is damaged. Save it again, or as CSV (UTF-8).',
    );
  }
  if (!isWorkbook) {
    throw new ImportRefusal(
      'The file is a ZIP archive, not an .xlsx workbook. Unpack it and import what is inside.',
    );
  }
}

function tooMuch(): ImportRefusal {
  return new ImportRefusal(
    `The workbook unpacks to more than ${MOST_UNPACKED_BYTES / 1024 ** 2} MB. Save it as CSV (UTF-8) and import that.`,
  );
}
