import busboy from 'busboy';
import type { Request } from 'express';
import { badRequest, ProblemError } from '../errors.ts';
import { cleanFileName } from './file-name.ts';
import { MOST_FILE_BYTES, tooLarge } from './tables/file-content.ts';
import type { StoredUpload, UploadFolder } from './upload-folder.ts';

export interface ReceivedUpload {
  readonly upload: StoredUpload;
  /** As the browser names it, cleaned. */
  readonly fileName: string;
}

/**
 * Stores the file of a multipart request (field `file`) as it arrives. A {@link ProblemError} 413 for one over
 * `mostBytes`, told from the announced length where possible, and 400 where there is none.
 */
export async function receiveUpload(
  request: Request,
  folder: UploadFolder,
  mostBytes = MOST_FILE_BYTES,
): Promise<ReceivedUpload> {
  const announced = Number(request.headers['content-length'] ?? 0);
  // The form around the file takes a few hundred bytes.
  if (announced > mostBytes + 10_000) throw uploadTooLarge();
  const received = await readForm(request, folder, mostBytes);
  if (received === null) {
    throw badRequest('The request holds no file. Send it as multipart/form-data in a field named "file".');
  }
  return received;
}

function readForm(request: Request, folder: UploadFolder, mostBytes: number): Promise<ReceivedUpload | null> {
  return new Promise((resolve, reject) => {
    const form = openForm(request, mostBytes);
    let storing: Promise<ReceivedUpload | null> = Promise.resolve(null);
    form.on('file', (_field, content, { filename }) => {
      let cut = false;
      // A form may break before anybody reads its file, and an error nobody hears ends the process.
      content.on('error', () => {});
      content.on('limit', () => {
        cut = true;
      });
      storing = folder.store(content).then(async (upload) => {
        if (!cut) return { upload, fileName: cleanFileName(filename) };
        await folder.discard(upload);
        throw uploadTooLarge();
      });
      // It is handed on when the form ends; a failure before that must not count as unhandled.
      storing.catch(() => {});
    });
    form.on('close', () => storing.then(resolve, reject));
    form.on('error', () => {
      // The file may have come whole before the form broke.
      storing.then(
        (received) => (received === null ? undefined : folder.discard(received.upload)),
        () => {},
      );
      reject(badRequest('The upload was cut off or is no valid form. Send the file again.'));
    });
    request.on('aborted', () => form.destroy(new Error('The client went away.')));
    request.pipe(form);
  });
}

function openForm(request: Request, mostBytes: number): busboy.Busboy {
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: {
        files: 1,
        fields: 10,
        parts: 12,
        fieldSize: 10_000,
        fieldNameSize: 100,
        headerPairs: 20,
        fileSize: mostBytes,
      },
    });
  } catch {
    throw badRequest('Send the file as multipart/form-data in a field named "file".');
  }
}

function uploadTooLarge(): ProblemError {
  return new ProblemError(413, 'Too large', tooLarge());
}
