import { ImportRefusal } from '../../../imports/import-refusal.ts';
import type { ByteReader } from './byte-reader.ts';

/** The attributes of a shapefile: a dBASE table with one record for each shape. */
export interface AttributeHead {
  readonly columns: readonly string[];
  readonly lengths: readonly number[];
  readonly recordBytes: number;
  readonly records: number;
}

const HEADER_BYTES = 32;
const FIELD_BYTES = 32;
const DELETED = 0x2a;

export async function readAttributeHead(bytes: ByteReader): Promise<AttributeHead> {
  const header = await bytes.take(HEADER_BYTES);
  if (header.length < HEADER_BYTES) throw damaged();
  const headBytes = header.readUInt16LE(8);
  const recordBytes = header.readUInt16LE(10);
  const fields = await bytes.take(Math.max(0, headBytes - HEADER_BYTES));
  const count = Math.floor(fields.length / FIELD_BYTES);
  const columns: string[] = [];
  const lengths: number[] = [];
  // A byte 0x0d ends the list of fields.
  for (let at = 0; at < count * FIELD_BYTES && fields[at] !== 0x0d; at += FIELD_BYTES) {
    columns.push(fields.toString('latin1', at, at + 11).replace(/\0.*$/s, ''));
    lengths.push(fields[at + 16] ?? 0);
  }
  const sum = lengths.reduce((total, length) => total + length, 1);
  if (columns.length === 0 || sum > recordBytes) throw damaged();
  return { columns, lengths, recordBytes, records: header.readUInt32LE(4) };
}

/** The next record's values as text; null where it was deleted. */
export async function readAttributes(
  bytes: ByteReader,
  head: AttributeHead,
  decoder: TextDecoder,
): Promise<readonly string[] | null> {
  const record = await bytes.take(head.recordBytes);
  if (record.length < head.recordBytes) throw damaged();
  if (record[0] === DELETED) return null;
  let at = 1;
  return head.lengths.map((length) => {
    const cell = record.subarray(at, at + length);
    at += length;
    return decoder.decode(cell).replaceAll('\0', '').trim();
  });
}

function damaged(): ImportRefusal {
  return new ImportRefusal(
    'The .dbf file of the shapefile is damaged or ends in the middle. Download the shapefile again.',
  );
}
