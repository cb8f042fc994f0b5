import type { z } from 'zod';
import { say } from '../words/say.ts';
import { ApiError, IN_LANGUAGE_OF_PAGE, readAnswer } from './request.ts';

export interface FileToSend<Schema extends z.ZodType> {
  readonly path: string;
  readonly file: File;
  readonly schema: Schema;
  /** Part of the file sent, 0 to 1. */
  readonly onProgress: (fraction: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Sends a file as the form field `file` and reads the answer with `schema`. By XMLHttpRequest, since fetch does not
 * tell how much was sent.
 *
 * @throws ApiError as requestJson; an AbortError when `signal` aborts.
 */
export function sendFile<Schema extends z.ZodType>(sent: FileToSend<Schema>): Promise<z.infer<Schema>> {
  const { path, file, schema, onProgress, signal } = sent;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    for (const [name, value] of Object.entries({ Accept: 'application/json', ...IN_LANGUAGE_OF_PAGE })) {
      request.setRequestHeader(name, value);
    }
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(loaded / Math.max(total, 1)),
    );
    request.addEventListener('load', () =>
      resolve(readAnswer(new Response(request.responseText, { status: request.status }), schema)),
    );
    request.addEventListener('error', () => reject(ApiError.from(null)));
    request.addEventListener('abort', () =>
      reject(new DOMException(say('The upload was cancelled.'), 'AbortError')),
    );
    signal.addEventListener('abort', () => request.abort(), { once: true });
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}
