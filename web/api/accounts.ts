import type { Role } from '../../domain/access.ts';
import { accountSchema, accountsSchema, invitationSchema } from '../../domain/access-responses.ts';
import { requestDone, requestJson } from './request.ts';
import type { PageRequest } from './review.ts';

/** Accounts one keeps: of the region, or of one's own agency. */
export function listAccounts({ after, limit }: PageRequest, signal: AbortSignal) {
  const query = new URLSearchParams({ limit: String(limit), ...(after !== null && { after }) });
  return requestJson(`/api/accounts?${query}`, accountsSchema, { signal });
}

export interface AccountDraft {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** Code; null for those of the whole region. */
  readonly agency: string | null;
}

/** Adds an account; the answer holds the address to send to its person, once. */
export const inviteAccount = (draft: AccountDraft) =>
  requestJson('/api/accounts', invitationSchema, { method: 'POST', body: draft });

/** A new invitation in place of the one before. With `reset`, password and second step are taken away first. */
export const inviteAgain = (id: number, reset: boolean) =>
  requestJson(`/api/accounts/${id}/invitation`, invitationSchema, { method: 'POST', body: { reset } });

export interface AccountChange {
  readonly role?: Role;
  readonly disabled?: boolean;
  readonly name?: string;
}

export const changeAccount = (id: number, change: AccountChange) =>
  requestJson(`/api/accounts/${id}`, accountSchema, { method: 'PATCH', body: change });

export const endSessionsOf = (id: number) =>
  requestDone(`/api/accounts/${id}/sessions`, { method: 'DELETE' });
