import type { IncomingMessage } from 'node:http';
import type { Account, Capability } from '../../domain/access.ts';
import type { Database } from '../database/connection.ts';

export interface SignedIn {
  readonly account: Account;
  readonly capabilities: readonly Capability[];
  readonly mustAddSecondFactor: boolean;
}
export async function accountOfRequest(
  _database: Database,
  _request: IncomingMessage,
): Promise<SignedIn | null> {
  return null;
}
