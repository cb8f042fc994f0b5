import { PassThrough, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';

interface DocumentedFile {
  readonly name: string;
  readonly pieces: AsyncGenerator<string | Uint8Array>;
  /** Documents beside it, by name; asked for when the file has gone out. */
  readonly documents: Readonly<Record<string, () => string>>;
}

/**
 * A file and the documents that go with it in one ZIP, as they come. Nothing goes out before the file has begun: what is wrong
 * with it can still be said.
 */
export async function* documentsZip({ name, pieces, documents }: DocumentedFile): AsyncGenerator<Uint8Array> {
  const first = await pieces.next();
  const data = Readable.from(rest(first, pieces));
  const zip = new ZipFile();
  const out = new PassThrough();
  // What fails in between would be nobody's, and end the process.
  data.on('error', (error) => out.destroy(error));
  zip.addReadStream(data, name, { compressionLevel: 3 });
  for (const [document, text] of Object.entries(documents)) {
    zip.addReadStreamLazy(document, (take) => take(null, Readable.from([text()])));
  }
  zip.end();
  zip.outputStream.pipe(out);
  try {
    yield* out;
  } finally {
    data.destroy();
    // What the file holds open is given back before anybody goes on.
    await finished(data).catch(() => undefined);
  }
}

async function* rest(
  first: IteratorResult<string | Uint8Array>,
  pieces: AsyncGenerator<string | Uint8Array>,
): AsyncGenerator<string | Uint8Array> {
  try {
    if (!first.done) yield first.value;
    yield* pieces;
  } finally {
    await pieces.return(undefined);
  }
}
