import { fork } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import yauzl from 'yauzl';
import { z } from 'zod';
import { told } from '../../../domain/languages/told.ts';
import { TYPESCRIPT_LOADER } from '../../typescript-process.ts';
import { ImportRefusal } from '../import-refusal.ts';
import { storedArchive } from './stored-archive.ts';
import type { Table, TableRow } from './table.ts';
import { ROWS_PER_CHUNK } from './table.ts';

/** Workbooks are read whole, so what they unpack to must fit in memory several times over. */
const MOST_UNPACKED_BYTES = 96 * 1024 ** 2;
const MOST_PARTS = 2000;
/** Blank ones included: the reader makes all rows as long as the longest. */
const MOST_CELLS = 20_000_000;

const READER = fileURLToPath(new URL('./workbook-process.ts', import.meta.url));
const READER_MEMORY_MB = 1024;
/** Several times what the largest workbook takes. */
const LONGEST_READ_MS = 180_000;

/** Settles when the workbook that is read now is read. */
let reading: Promise<unknown> = Promise.resolve();

/**
 * The first sheet of an .xlsx workbook that holds a table. Dates become `YYYY-MM-DD`, numbers their plain digits. One is read
 * at a time, however many are uploaded together: each may take a gigabyte.
 */
export async function workbookTable(path: string): Promise<Table> {
  const turn = reading.then(async () => readRows(storedArchive(await unpack(path))));
  reading = turn.catch(() => {});
  const rows = await turn;
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

const message = z.object({
  kind: z.enum(['rows', 'end', 'damaged']),
  rows: z.array(z.object({ number: z.number(), cells: z.array(z.string()) })),
});

/** Reads the sheets in a process of its own: see there. */
function readRows(workbook: Buffer): Promise<readonly TableRow[]> {
  return new Promise((resolve, reject) => {
    const rows: TableRow[] = [];
    let cells = 0;
    let end: 'end' | 'damaged' | 'tooMany' = 'tooMany';
    const reader = fork(READER, [], {
      execArgv: [`--max-old-space-size=${READER_MEMORY_MB}`, '--import', TYPESCRIPT_LOADER],
      stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
      timeout: LONGEST_READ_MS,
      killSignal: 'SIGKILL',
    });
    reader.on('message', (told) => {
      const { kind, rows: more } = message.parse(told);
      for (const row of more) {
        rows.push(row);
        cells += row.cells.length;
      }
      if (cells > MOST_CELLS) reader.kill('SIGKILL');
      else if (kind !== 'rows') end = kind;
    });
    reader.once('error', reject);
    reader.once('close', () => {
      if (end === 'damaged') reject(damagedWorkbook());
      else if (end === 'tooMany') reject(tooManyCells());
      else if (rows.length === 0) reject(noTable());
      else resolve(rows);
    });
    // It may have ended before it has read all: why is told when it closes.
    reader.stdin?.on('error', () => {});
    reader.stdin?.end(workbook);
  });
}

/**
 * The parts of a workbook that say something, checked for how large they really are: sizes an archive states can be lies (a
 * "zip bomb"). Names of parts are only compared, never used as paths.
 */
async function unpack(path: string): Promise<Map<string, Buffer>> {
  const parts = new Map<string, Buffer>();
  let unpackedBytes = 0;
  try {
    const zip = await yauzl.openPromise(path);
    try {
      if (zip.entryCount > MOST_PARTS) throw tooMuch();
      for await (const entry of zip.eachEntry()) {
        // Pictures and the like are left packed.
        if (!/\.xml(\.rels)?$/.test(entry.fileName)) continue;
        const content = await zip.openReadStreamPromise(entry);
        content.on('data', (chunk: unknown) => {
          unpackedBytes += Buffer.isBuffer(chunk) ? chunk.length : 0;
          if (unpackedBytes > MOST_UNPACKED_BYTES) content.destroy(tooMuch());
        });
        parts.set(entry.fileName, await buffer(content));
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
  if (!parts.has('xl/workbook.xml')) {
    throw new ImportRefusal(
      'The file is a ZIP archive, not an .xlsx workbook. Unpack it and import what is inside.',
    );
  }
  return parts;
}

function tooMuch(): ImportRefusal {
  return new ImportRefusal(
    told('The workbook unpacks to more than {megabytes} MB. Save it as CSV (UTF-8) and import that.', {
      megabytes: MOST_UNPACKED_BYTES / 1024 ** 2,
    }),
  );
}

function tooManyCells(): ImportRefusal {
  return new ImportRefusal(
    'The workbook has more rows and columns than can be read. Delete blank ones far below and beside the table, or save it as CSV (UTF-8) and import that.',
  );
}

function damagedWorkbook(): ImportRefusal {
  return new ImportRefusal(
    'The workbook is damaged and cannot be read. Open it, save it as CSV (UTF-8) and import that.',
  );
}

function noTable(): ImportRefusal {
  return new ImportRefusal('The workbook has no sheet with a table in it.');
}
