import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Entry, ZipFile } from 'yauzl';
import yauzl from 'yauzl';
import { ImportRefusal } from '../../../imports/import-refusal.ts';

/** The files a shapefile consists of, from a folder or from a ZIP archive. */
export interface ShapefileParts {
  /** Name without extension. */
  readonly name: string;
  readonly files: readonly string[];
  readonly shapeBytes: number;
  openShapes(): Promise<Readable>;
  openAttributes(): Promise<Readable>;
  /** What the .prj says of the coordinates; null where there is none. */
  readonly projection: string | null;
  /** What the .cpg says of the encoding of names; null where there is none. */
  readonly encoding: string | null;
  /** An error of the two streams in words, where it can be told. */
  explain(error: unknown): unknown;
}

const SMALL_PART_BYTES = 64 * 1024;

export async function shapefileInFolder(file: string): Promise<ShapefileParts> {
  const folder = path.dirname(file);
  const name = path.basename(file).replace(/\.shp$/i, '');
  const siblings = await readdir(folder);
  const sibling = (extension: string) => {
    const found = siblings.find((each) => each.toLowerCase() === `${name.toLowerCase()}.${extension}`);
    return found === undefined ? null : path.join(folder, found);
  };
  const attributes = sibling('dbf');
  if (attributes === null) {
    throw new ImportRefusal(
      `${name}.dbf is missing beside ${name}.shp: it holds the names and house numbers. Put all files of the shapefile into one folder, or load its .zip.`,
    );
  }
  const text = async (extension: string) => {
    const found = sibling(extension);
    return found === null ? null : (await readFile(found)).subarray(0, SMALL_PART_BYTES).toString('latin1');
  };
  return {
    name,
    files: [file, attributes],
    shapeBytes: (await stat(file)).size,
    openShapes: async () => createReadStream(file, { highWaterMark: 1 << 18 }),
    openAttributes: async () => createReadStream(attributes, { highWaterMark: 1 << 18 }),
    projection: await text('prj'),
    encoding: await text('cpg'),
    explain: (error) => error,
  };
}

export async function shapefileInArchive(file: string): Promise<ShapefileParts> {
  const zip = await openArchive(file);
  try {
    const entries = await listEntries(zip);
    const shapes = entries.filter(({ fileName }) => /\.shp$/i.test(fileName));
    const [shape] = shapes;
    if (shape === undefined) {
      throw new ImportRefusal(
        'The ZIP archive holds no shapefile (no .shp file). Unpack it and load what is inside.',
      );
    }
    if (shapes.length > 1) {
      throw new ImportRefusal(
        `The ZIP archive holds ${shapes.length} shapefiles. Unpack it and load the one you mean by its .shp file.`,
      );
    }
    const stem = shape.fileName.replace(/\.shp$/i, '');
    const part = (extension: string) =>
      entries.find(({ fileName }) => fileName.toLowerCase() === `${stem.toLowerCase()}.${extension}`);
    const attributes = part('dbf');
    if (attributes === undefined) {
      throw new ImportRefusal(
        `The ZIP archive holds ${stem}.shp but not ${stem}.dbf, which has the names and house numbers. Download it again.`,
      );
    }
    for (const entry of [shape, attributes]) refuseBomb(entry);
    const text = async (extension: string) => {
      const entry = part(extension);
      if (entry === undefined || entry.uncompressedSize > SMALL_PART_BYTES) return null;
      return (await buffer(await zip.openReadStreamPromise(entry))).toString('latin1');
    };
    return {
      name: path.posix.basename(stem),
      files: [file],
      shapeBytes: shape.uncompressedSize,
      openShapes: () => openEntry(file, shape),
      openAttributes: () => openEntry(file, attributes),
      projection: await text('prj'),
      encoding: await text('cpg'),
      explain,
    };
  } catch (error) {
    throw explain(error);
  } finally {
    zip.close();
  }
}

/**
 * Opens the archive anew for each stream: of two that read one open archive, giving one up while its next read is
 * queued would end the process (yauzl 3.4). What is closed here stays open until the stream ends.
 */
async function openEntry(file: string, entry: Entry): Promise<Readable> {
  const zip = await openArchive(file);
  try {
    const stream = await zip.openReadStreamPromise(entry);
    // Of two streams, one may turn out damaged while only the other is read: whoever reads it later is told all the same.
    stream.on('error', () => {});
    return stream;
  } catch (error) {
    throw explain(error);
  } finally {
    zip.close();
  }
}

/** The archive reader and the decompressor throw plain errors for what is wrong with the file. */
function explain(error: unknown): unknown {
  return error instanceof ImportRefusal || error instanceof TypeError ? error : damagedArchive();
}

async function openArchive(file: string): Promise<ZipFile> {
  try {
    return await yauzl.openPromise(file, { autoClose: false });
  } catch {
    throw damagedArchive();
  }
}

const MOST_ENTRIES = 1000;

async function listEntries(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > MOST_ENTRIES) {
    throw new ImportRefusal(
      `The ZIP archive holds ${zip.entryCount} files. Unpack it and load the .shp you mean.`,
    );
  }
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
}

/** The format's own limit: offsets in a shapefile are 31 bits of 16-bit words, in practice 2 GB. */
const MOST_PART_BYTES = 2 * 1024 ** 3;
const HIGHEST_RATIO = 100;
/** Small files may be mostly blanks. */
const RATIO_FROM_BYTES = 16 * 1024 ** 2;

/** The archive reader holds every part to the size it states, so the stated size is what to judge by. */
function refuseBomb({ fileName, uncompressedSize, compressedSize }: Entry): void {
  const tooDense = uncompressedSize > RATIO_FROM_BYTES && uncompressedSize > HIGHEST_RATIO * compressedSize;
  if (!tooDense && uncompressedSize <= MOST_PART_BYTES) return;
  throw new ImportRefusal(
    `${fileName} in the ZIP archive unpacks to ${Math.round(uncompressedSize / 1024 ** 2)} MB, more than a shapefile can hold at its size. Download the archive again from where it is published.`,
  );
}

function damagedArchive(): ImportRefusal {
  return new ImportRefusal('The ZIP archive is damaged. Download it again.');
}
