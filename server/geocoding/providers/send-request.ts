import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import http from 'node:http';
import https from 'node:https';
import type { OutgoingRequest } from './provider.ts';
import { UnreadableAnswer } from './provider-error.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Far above the 2 MB that 10,000 answers of the Census take: no server may fill the memory. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Sends one request, once. Not by `fetch`: that gives up after five minutes without a header, and the Census may take
 * longer over 10,000 addresses. Rejects with the system's error (`ECONNREFUSED`), or when the signal aborts.
 */
export async function sendRequest(
  { url, method, headers, body }: OutgoingRequest,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const { request } = url.protocol === 'https:' ? https : http;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const length = body === null ? {} : { 'content-length': body.byteLength };
    const sent = request(url, { method, headers: { ...headers, ...length }, signal });
    sent.once('response', resolve);
    // Stays: a connection that breaks later is reported here as well as while reading.
    sent.on('error', reject);
    sent.end(body);
  });
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: await readBody(response),
  };
}

async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    if (!Buffer.isBuffer(chunk)) throw new UnreadableAnswer();
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) throw new UnreadableAnswer();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
