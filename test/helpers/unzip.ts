import { text } from 'node:stream/consumers';
import yauzl from 'yauzl';

/** The texts of a ZIP archive by name: files of Office are such. */
export async function unzip(archive: Buffer): Promise<ReadonlyMap<string, string>> {
  const zip = await yauzl.fromBufferPromise(archive, { lazyEntries: true });
  const files = new Map<string, string>();
  for await (const entry of zip.eachEntry()) {
    files.set(entry.fileName, await text(await zip.openReadStreamPromise(entry)));
  }
  return files;
}
