import type { IncomingMessage } from 'node:http';

/** A path is the client's own text. */
const LONGEST_PATH = 200;

/** The address as it was sent: Express changes `url` on its way through the routes. */
export const addressOf = (request: IncomingMessage & { readonly originalUrl?: string }): string =>
  request.originalUrl ?? request.url ?? '';

/** Its path alone, for logs: the query holds what was asked for, such as an address. */
export const pathOf = (request: IncomingMessage): string =>
  addressOf(request).replace(/\?.*$/s, '').slice(0, LONGEST_PATH);
