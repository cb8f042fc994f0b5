import { z } from 'zod';
import { sessionAnswerSchema } from '../../domain/responses.ts';
import { requestDone, requestJson } from './request.ts';

/** Who is signed in and what they see; else how one may sign in. */
export const getSession = (signal: AbortSignal) =>
  requestJson('/api/session', sessionAnswerSchema, { signal });

export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** Of the authenticator app, or a recovery code. */
  readonly code?: string;
}

/** An ApiError 401 that `needsCode` where the account has a second factor; 429 while it is locked. */
export const signIn = (credentials: Credentials) =>
  requestDone('/api/session', { method: 'POST', body: credentials });

export const enterDemo = (email: string) =>
  requestDone('/api/session/demo', { method: 'POST', body: { email } });

export const signOut = () => requestDone('/api/session', { method: 'DELETE' });

/** Where the region's identity provider takes over. */
export const SINGLE_SIGN_ON_ADDRESS = '/api/session/oidc';

const invitedSchema = z.object({ email: z.string(), name: z.string() });
export type Invited = z.infer<typeof invitedSchema>;

/** Whom an invitation is for. */
export const lookAtInvitation = (token: string, signal: AbortSignal) =>
  requestJson('/api/invitations/look', invitedSchema, { method: 'POST', body: { token }, signal });

export const acceptInvitation = (token: string, password: string) =>
  requestDone('/api/invitations/accept', { method: 'POST', body: { token, password } });
