import { open, stat } from 'node:fs/promises';
import type { Told } from '../../../domain/languages/told.ts';
import { told } from '../../../domain/languages/told.ts';
import { ImportRefusal } from '../import-refusal.ts';

/** What a file holds, told from its first bytes; its name says nothing reliable. */
export type FileContent =
  | { readonly kind: 'workbook'; readonly bytes: number }
  | {
      readonly kind: 'text';
      readonly bytes: number;
      readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
      /** The first part of the text, up to 64 KB. */
      readonly sample: string;
    };

/** The largest file taken, in bytes. */
export const MOST_FILE_BYTES = 10 * 1024 ** 3;
const SAMPLE_BYTES = 65_536;

/** Looks at the size and the first bytes of a file. Throws an {@link ImportRefusal} for what is no table. */
export async function inspectFile(path: string): Promise<FileContent> {
  const { size: bytes } = await stat(path).catch(() => {
    throw new ImportRefusal('The file is no longer there. Choose it again.');
  });
  if (bytes === 0) throw new ImportRefusal('The file is empty.');
  if (bytes > MOST_FILE_BYTES) throw new ImportRefusal(tooLarge());
  const sample = await readStart(path, SAMPLE_BYTES);
  if (startsWith(sample, [0x50, 0x4b, 0x03, 0x04])) return { kind: 'workbook', bytes };
  refuseKnownBinary(sample);
  const encoding = encodingOf(sample);
  return { kind: 'text', bytes, encoding, sample: decodeSample(sample, encoding) };
}

/** Says that a file is over the limit. */
export function tooLarge(): Told {
  return told(
    'The file is larger than {gigabytes} GB. Split it by year and import the parts one after another.',
    { gigabytes: MOST_FILE_BYTES / 1024 ** 3 },
  );
}

/** Says that bytes are not in the encoding the file seemed to have. */
export function wrongEncoding(): Told {
  return told(
    'The file is not encoded in UTF-8, so names and addresses would be garbled. Save it as CSV (UTF-8) or as an .xlsx workbook and import that.',
  );
}

/** Says that a file holds bytes no text has. */
export function binaryContent(): Told {
  return told(
    'The file holds binary data, not a table of text. Save it as CSV (UTF-8) or as an .xlsx workbook and import that.',
  );
}

async function readStart(path: string, most: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function startsWith(sample: Buffer, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => sample[index] === byte);
}

function refuseKnownBinary(sample: Buffer): void {
  if (startsWith(sample, [0xd0, 0xcf, 0x11, 0xe0])) {
    throw new ImportRefusal(
      'The file is an old .xls workbook or one locked with a password. Save it as CSV (UTF-8) or as an .xlsx workbook and import that.',
    );
  }
  if (startsWith(sample, [0x25, 0x50, 0x44, 0x46])) {
    throw new ImportRefusal('The file is a PDF, not a table. Ask for the data as CSV or .xlsx.');
  }
  if (startsWith(sample, [0x1f, 0x8b])) {
    throw new ImportRefusal('The file is compressed (gzip). Unpack it and import what is inside.');
  }
}

function encodingOf(sample: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (startsWith(sample, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(sample, [0xfe, 0xff])) return 'utf-16be';
  if (sample.includes(0)) {
    throw new ImportRefusal(binaryContent());
  }
  return 'utf-8';
}

function decodeSample(sample: Buffer, encoding: string): string {
  try {
    // `stream` allows the last character to be cut off at the end of the sample.
    return new TextDecoder(encoding, { fatal: true }).decode(sample, { stream: true });
  } catch {
    throw new ImportRefusal(wrongEncoding());
  }
}
