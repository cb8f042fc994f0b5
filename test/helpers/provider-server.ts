/** A local server in a provider's place: it answers as it is told, and keeps everything it receives. */
import { once } from 'node:events';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import http from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach } from 'vitest';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Reply = (response: ServerResponse, request: Received) => void;

export interface ProviderServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  readonly received: readonly Received[];
  /** All that came in, as one text to search. */
  everything(): string;
  /** Answers the next requests with these in turn, and all further ones with the last. */
  reply(...replies: readonly Reply[]): void;
}

/** A server for the tests of one file; each test starts with nothing received and every request answered by 500. */
export function useProviderServer(): ProviderServer {
  let received: Received[] = [];
  let replies: Reply[] = [];
  const server = http.createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    const one = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body: await text(request),
    };
    received.push(one);
    const next = replies.length > 1 ? replies.shift() : replies[0];
    (next ?? status(500))(response, one);
  });
  let address = '';
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const bound = server.address();
    address = typeof bound === 'object' && bound !== null ? `http://127.0.0.1:${bound.port}` : '';
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    received = [];
    replies = [];
  });
  return {
    get url() {
      return address;
    },
    get received() {
      return received;
    },
    everything: () => JSON.stringify(received.map((one) => ({ ...one, query: [...one.query] }))),
    reply(...given) {
      replies = [...given];
    },
  };
}

export const json =
  (body: unknown): Reply =>
  (response) => {
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.end(JSON.stringify(body));
  };

/** An error page as proxies and caches in front of the providers send them. */
export const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Reply =>
  (response) => {
    response.writeHead(code, { 'content-type': 'text/html; charset=utf-8', ...headers });
    response.end(PAGE);
  };

/** A page of the provider's web site with HTTP 200, as the Census answers under load. */
export const page: Reply = (response) => {
  response.setHeader('content-type', 'text/html');
  response.end(PAGE);
};

const PAGE = `<!DOCTYPE html>\n<html>\n<head><title>Error</title></head>\n<body class="a, b">\n<a href="#">1,2</a>\n</body></html>\n`;

/** Promises more than comes, then breaks the connection. */
export const brokenHalfway =
  (half: string): Reply =>
  (response) => {
    response.writeHead(200, { 'content-length': half.length * 2 });
    response.write(half, () => response.destroy());
  };

/** Never answers; `onReceived` runs when the request is there. */
export const hang =
  (onReceived: () => void): Reply =>
  () =>
    onReceived();
