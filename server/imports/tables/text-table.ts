import { createReadStream } from 'node:fs';
import { Transform } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { Parser } from 'csv-parse';
import { CsvError, parse } from 'csv-parse';
import type { Told } from '../../../domain/languages/told.ts';
import { told } from '../../../domain/languages/told.ts';
import { ImportRefusal } from '../import-refusal.ts';
import { detectDelimiter } from './delimiter.ts';
import type { FileContent } from './file-content.ts';
import { binaryContent, wrongEncoding } from './file-content.ts';
import type { Table, TableRow } from './table.ts';
import { ROWS_BETWEEN_TURNS, ROWS_PER_CHUNK, saysNothing } from './table.ts';

/** A row longer than this is a quote that was never closed; reading on would fill the memory. */
const LONGEST_ROW_BYTES = 1_000_000;

/** A delimited text file, read as a stream: a chunk of rows is all that is ever in memory. */
export function textTable(path: string, content: Extract<FileContent, { kind: 'text' }>): Table {
  const delimiter = detectDelimiter(content.sample);
  if (delimiter === null) {
    throw new ImportRefusal(
      'The file has only one column: no comma, tab, semicolon or bar separates its cells. Save it as CSV (UTF-8).',
    );
  }
  let bytesRead = 0;
  return {
    kind: 'text',
    fractionRead: () => Math.min(1, bytesRead / content.bytes),
    async *chunks() {
      bytesRead = 0;
      const file = createReadStream(path, { highWaterMark: 1 << 18 });
      file.on('data', (chunk) => {
        bytesRead += chunk.length;
      });
      const decoded = file.pipe(decodeStrictly(content.encoding));
      const parser = parse({
        delimiter,
        relax_column_count: true,
        relax_quotes: true,
        max_record_size: LONGEST_ROW_BYTES,
      });
      decoded.on('error', (error) => parser.destroy(error));
      decoded.pipe(parser);
      try {
        yield* inChunks(parser);
      } finally {
        file.destroy();
        parser.destroy();
      }
    },
  };
}

/** Decodes bytes to text; bytes that are no text in this encoding end the stream with an {@link ImportRefusal}. */
function decodeStrictly(encoding: string): Transform {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decode = (chunk: Buffer | undefined, done: (error: Error | null, text?: string) => void) => {
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      done(new ImportRefusal(wrongEncoding()));
      return;
    }
    if (text.includes('\0')) {
      done(new ImportRefusal(binaryContent()));
      return;
    }
    done(null, text);
  };
  return new Transform({
    decodeStrings: false,
    transform: (chunk: Buffer, _encoding, done) => decode(chunk, done),
    flush: (done) => decode(undefined, done),
  });
}

async function* inChunks(parser: Parser): AsyncGenerator<readonly TableRow[]> {
  const records: AsyncIterable<readonly string[]> = parser;
  let chunk: TableRow[] = [];
  let number = 0;
  try {
    for await (const cells of records) {
      number += 1;
      if (saysNothing(cells)) continue;
      chunk.push({ number, cells });
      // The parser hands out what it has without ever waiting, so nobody else would get a turn.
      if (chunk.length % ROWS_BETWEEN_TURNS === 0) await setImmediate();
      if (chunk.length < ROWS_PER_CHUNK) continue;
      yield chunk;
      chunk = [];
    }
  } catch (error) {
    // The last rows before it may never have come out: the parser drops what it holds when it fails.
    if (error instanceof CsvError) throw new ImportRefusal(brokenQuote(parser.info.records + 1));
    throw error;
  }
  if (chunk.length > 0) yield chunk;
}

function brokenQuote(row: number): Told {
  return told(
    'In row {row} a quoted cell is opened with " and never closed, so the rest of the file cannot be read. Mend that row and import again.',
    { row },
  );
}
