import type { GivenCapability } from '../../domain/access.ts';
import {
  newTokenSchema,
  ownAccountSchema,
  recoveryCodesSchema,
  totpOfferSchema,
} from '../../domain/access-responses.ts';
import { requestDone, requestJson } from './request.ts';

/** What one may change about one's own sign-in. */
export const getOwnAccount = (signal: AbortSignal) =>
  requestJson('/api/account', ownAccountSchema, { signal });

export const changePassword = (current: string, next: string) =>
  requestDone('/api/account/password', { method: 'POST', body: { current, next } });

/** What an authenticator app needs; it counts only once a code of the app has confirmed it. */
export const offerAuthenticator = () => requestJson('/api/account/totp', totpOfferSchema, { method: 'POST' });

export const confirmAuthenticator = (code: string) =>
  requestJson('/api/account/totp/confirm', recoveryCodesSchema, { method: 'POST', body: { code } });

export const removeAuthenticator = (password: string) =>
  requestDone('/api/account/totp', { method: 'DELETE', body: { password } });

/** New recovery codes; those before no longer count. */
export const renewRecoveryCodes = (password: string) =>
  requestJson('/api/account/recovery-codes', recoveryCodesSchema, { method: 'POST', body: { password } });

export const removePasskey = (id: number) => requestDone(`/api/account/passkeys/${id}`, { method: 'DELETE' });

export const endSession = (id: number) => requestDone(`/api/account/sessions/${id}`, { method: 'DELETE' });

export interface TokenDraft {
  readonly name: string;
  readonly capabilities: readonly GivenCapability[];
  readonly expiresInDays: number;
}

export const makeToken = (draft: TokenDraft) =>
  requestJson('/api/account/tokens', newTokenSchema, { method: 'POST', body: draft });

export const removeToken = (id: number) => requestDone(`/api/account/tokens/${id}`, { method: 'DELETE' });
