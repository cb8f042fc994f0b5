import type { z } from 'zod';
import { problemSchema } from '../../domain/responses.ts';
import { language } from '../words/language.ts';
import { say } from '../words/say.ts';

export interface SignInRefusal {
  /** Email and password are right; the code is missing or wrong. */
  readonly needsCode: boolean;
  /** After how many seconds another attempt is heard; null where the server did not say. */
  readonly waitSeconds: number | null;
}

/** What went wrong with a request, in words fit to show: what happened and what to do next. */
export class ApiError extends Error {
  constructor(
    /** HTTP status; 0 when no answer came. */
    readonly status: number,
    readonly title: string,
    message: string,
    /** The parameter or field at fault, where the server named one. */
    readonly parameter: string | null = null,
    /** What a refused sign-in is told besides. */
    readonly signIn: SignInRefusal = { needsCode: false, waitSeconds: null },
  ) {
    super(message);
    this.name = 'ApiError';
  }

  static from(error: unknown): ApiError {
    if (error instanceof ApiError) return error;
    return new ApiError(
      0,
      say('No answer'),
      say('The server could not be reached. Nothing was lost; check that it is running and try again.'),
    );
  }
}

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as it is when a FormData or Blob, else as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** A file as the server calls it. */
export interface NamedFile {
  readonly name: string;
  readonly content: Blob;
}

/**
 * Asks the server and reads its JSON answer with `schema`. Every request of the page goes through here.
 *
 * @throws ApiError for a problem document, an unreadable answer or none; an AbortError when `signal` aborts.
 */
export async function requestJson<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  options: RequestOptions = {},
): Promise<z.infer<Schema>> {
  return readAnswer(await send(path, options), schema);
}

/** Reads an answer with `schema`. Throws as {@link requestJson}. */
export async function readAnswer<Schema extends z.ZodType>(
  response: Response,
  schema: Schema,
): Promise<z.infer<Schema>> {
  if (!response.ok) throw await problemOf(response);
  const parsed = schema.safeParse(await readJson(response));
  if (!parsed.success) {
    throw new ApiError(
      response.status,
      say('Answer not understood'),
      say(
        'The server answered in a form this page does not know. Reload the page; it may be older than the server.',
      ),
    );
  }
  return parsed.data;
}

/** As {@link requestJson}, for requests whose answer has nothing to read. */
export async function requestDone(path: string, options: RequestOptions): Promise<void> {
  const response = await send(path, options);
  if (!response.ok) throw await problemOf(response);
}

/** As {@link requestJson}, for an answer that is a file to keep. */
export async function requestFile(path: string, options: RequestOptions): Promise<NamedFile> {
  const response = await send(path, options);
  if (!response.ok) throw await problemOf(response);
  const disposition = response.headers.get('Content-Disposition') ?? '';
  const name = disposition.match(/filename="([^"]+)"/)?.[1] ?? 'tracemap';
  return { name, content: await response.blob() };
}

/** Has the server answer in the language of the page, whatever the browser is set to. */
export const IN_LANGUAGE_OF_PAGE = { 'Accept-Language': language } as const;

async function send(path: string, { method = 'GET', body, signal }: RequestOptions): Promise<Response> {
  const isRaw = body instanceof FormData || body instanceof Blob;
  const headers: Record<string, string> = { Accept: 'application/json', ...IN_LANGUAGE_OF_PAGE };
  if (body !== undefined && !isRaw) headers['Content-Type'] = 'application/json';
  const payload = body === undefined ? null : isRaw ? body : JSON.stringify(body);
  return fetch(path, { method, headers, body: payload, ...(signal && { signal }) }).catch(
    (error: unknown) => {
      if (signal?.aborted) throw error;
      throw ApiError.from(error);
    },
  );
}

async function readJson(response: Response): Promise<unknown> {
  return response.json().catch(() => null);
}

let onRefused = () => {};
/** Calls `listener` whenever an answer says that nobody is signed in any more, or may do less than the page thinks. */
export function hearRefusals(listener: () => void): void {
  onRefused = listener;
}

const UNAUTHORIZED = 401;
const FORBIDDEN = 403;

/** What an answer that is no success says was wrong. */
export async function problemOf(response: Response): Promise<ApiError> {
  if (response.status === UNAUTHORIZED || response.status === FORBIDDEN) onRefused();
  const problem = problemSchema.safeParse(await readJson(response));
  if (problem.success) {
    const { status, title, detail, parameter, secondFactor } = problem.data;
    const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
    return new ApiError(status, title, detail, parameter ?? null, {
      needsCode: secondFactor === true,
      waitSeconds: Number.isFinite(seconds) ? seconds : null,
    });
  }
  if (response.status === 503) {
    return new ApiError(
      503,
      say('Starting'),
      say('The server is still starting. Try again in a few seconds.'),
    );
  }
  return new ApiError(
    response.status,
    say('Request failed'),
    say('The server answered with status {status}. Try again; if it stays, tell whoever runs it.', {
      status: response.status,
    }),
  );
}

/**
 * Listens to server-sent events at `path`; each is read with `schema`. Ends by itself when `onEvent` returns `stop`.
 * `onLost` is called when the server refuses to go on (after a mere break the browser connects again by itself).
 * Returns how to stop listening.
 */
export function listen<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  onEvent: (event: z.infer<Schema>) => 'more' | 'stop',
  onLost: () => void,
): () => void {
  const source = new EventSource(path);
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) onLost();
  });
  source.addEventListener('message', ({ data }) => {
    const event = schema.safeParse(JSON.parse(String(data)));
    if (event.success && onEvent(event.data) === 'stop') source.close();
  });
  return () => source.close();
}
