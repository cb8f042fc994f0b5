import type { IncomingMessage } from 'node:http';
import type { Database } from '../database/connection.ts';
import type { SignedIn } from './account-of-request.ts';
import { accountOfRequest } from './account-of-request.ts';

const senders = new WeakMap<IncomingMessage, Promise<SignedIn | null>>();

/**
 * {@link accountOfRequest}, asked once a request: limits, the gate before all routes and the route itself want to know the
 * same, and each question waits for the database. Not for a route that signs somebody in or out, after which it is another.
 */
export function senderOfRequest(database: Database, request: IncomingMessage): Promise<SignedIn | null> {
  const known = senders.get(request);
  if (known !== undefined) return known;
  const sender = accountOfRequest(database, request);
  senders.set(request, sender);
  return sender;
}
