import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';

/** A site of the city, which shows whatever was pasted into it. */
export interface CitySite {
  readonly url: string;
  pasted: string;
}

/** Has such a site answer while the tests of a file run. */
export function useCitySite(): CitySite {
  const site = {
    pasted: '',
    get url() {
      return `http://localhost:${(server.address() as AddressInfo).port}/`;
    },
  };
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(`<!doctype html><title>City</title><h1>City</h1>${site.pasted}`);
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  return site;
}
