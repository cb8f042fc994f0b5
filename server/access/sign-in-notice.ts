import type { Request, Response } from 'express';
import type { AccessContext } from './access-context.ts';
import { cookieValue } from './request-token.ts';
import { cookieName, cookieOptions } from './session-cookie.ts';

const COOKIE = 'tracemap_sign_in_notice';
/** Long enough for the page to load and be read again; a later visit begins afresh. */
const COOKIE_MS = 60_000;
/** In its cookie's letters; no notice of ours is as long. */
const LONGEST = 2_000;

/**
 * Leads whoever was on their way through the identity provider to the page, which tells them at its sign-in why they are not
 * in. In a cookie rather than the address: a link must not be able to put words in our mouth.
 */
export function leadToSignIn(context: AccessContext, response: Response, notice: string): void {
  const value = Buffer.from(notice).toString('base64url').slice(0, LONGEST);
  response.cookie(cookieName(context, COOKIE), value, { ...cookieOptions(context), maxAge: COOKIE_MS });
  response.set('Cache-Control', 'no-store').redirect(303, '/');
}

/** What such a request is to be told; null for any other. */
export function signInNoticeOf(context: AccessContext, request: Request): string | null {
  const value = cookieValue(request.headers.cookie ?? '', cookieName(context, COOKIE));
  return value === null || value.length > LONGEST || !/^[\w-]+$/.test(value)
    ? null
    : Buffer.from(value, 'base64url').toString();
}
