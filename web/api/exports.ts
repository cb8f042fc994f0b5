import { z } from 'zod';
import { say } from '../words/say.ts';
import { ApiError, IN_LANGUAGE_OF_PAGE, problemOf, requestJson } from './request.ts';

const dictionary = z.object({
  items: z.array(z.object({ name: z.string(), means: z.string() })),
});

/** The columns of a layer, with what they mean. */
export const getDictionary = (layer: string, signal: AbortSignal) =>
  requestJson(`/api/exports/${layer}/dictionary.json`, dictionary, { signal });

export interface FileRequest {
  /** What it is for; empty where that was not said. */
  readonly purpose: string;
  readonly signal: AbortSignal;
  /** Told how much of it has come so far. */
  readonly onBytes: (bytes: number) => void;
}

/** Pieces are put together when they are so much: a browser keeps what is put together on disk. */
const BYTES_A_PART = 16_000_000;

/**
 * Takes an export. Throws an ApiError where it is refused or broken off, an AbortError when `signal` aborts.
 */
export async function fetchExport(address: string, { purpose, signal, onBytes }: FileRequest): Promise<Blob> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...IN_LANGUAGE_OF_PAGE },
    body: JSON.stringify({ purpose }),
    signal,
  }).catch((error: unknown) => {
    throw signal.aborted ? error : ApiError.from(error);
  });
  if (!response.ok || response.body === null) throw await problemOf(response);
  try {
    return await collected(response.body.getReader(), onBytes);
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ApiError(
      0,
      say('Broken off'),
      say('The file was broken off on its way. Nothing was kept; try again.'),
    );
  }
}

async function collected(
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
  onBytes: (bytes: number) => void,
): Promise<Blob> {
  const parts: Blob[] = [];
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  let [size, bytes] = [0, 0];
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    pieces.push(read.value);
    size += read.value.length;
    bytes += read.value.length;
    onBytes(bytes);
    if (size < BYTES_A_PART) continue;
    parts.push(new Blob(pieces));
    [pieces, size] = [[], 0];
  }
  return new Blob([...parts, ...pieces]);
}
