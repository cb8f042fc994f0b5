/** What a request shows for its sender: a session's cookie, or an API token. Both are kept as hashes alone. */
import { hash, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Browsers take `__Host-` from this very host over HTTPS alone: no neighbouring host can plant one. */
const SECURE_COOKIE = '__Host-tracemap_session';
const PLAIN_COOKIE = 'tracemap_session';

/** 256 random bits in 43 characters. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

export interface RequestToken {
  readonly how: 'session' | 'token';
  /** SHA-256, as `account_session` and `api_token` keep it. */
  readonly sha256: string;
}

export const newToken = (): string => randomBytes(32).toString('base64url');

export const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** The name of the session's cookie: `secure` where people reach the server over HTTPS. */
export const sessionCookieName = (secure: boolean): string => (secure ? SECURE_COOKIE : PLAIN_COOKIE);

/** A token is only good in a cookie of the name it was handed out with: the name is part of what is hashed. */
export const sessionTokenSha256 = (cookieName: string, token: string): string =>
  sha256(`${cookieName}=${token}`);

export const apiTokenSha256 = (token: string): string => sha256(`Bearer ${token}`);

/** An API token in an `Authorization` header; null where there is none of the right form. Map programs know passwords alone: there it is the password. */
function tokenOfHeader(authorization: string): string | null {
  const [, scheme = '', credentials = ''] = /^(Bearer|Basic) +(\S+)$/i.exec(authorization) ?? [];
  const token =
    scheme.toLowerCase() === 'basic'
      ? Buffer.from(credentials, 'base64')
          .toString()
          .replace(/^[^:]*:/, '')
      : credentials;
  return TOKEN.test(token) ? token : null;
}

/** What the request shows, an API token first; null where it shows nothing of the right form. */
export function tokenOfRequest({ headers }: Pick<IncomingMessage, 'headers'>): RequestToken | null {
  const { authorization, cookie } = headers;
  if (authorization !== undefined) {
    const token = tokenOfHeader(authorization);
    return token === null ? null : { how: 'token', sha256: apiTokenSha256(token) };
  }
  if (cookie === undefined) return null;
  for (const name of [SECURE_COOKIE, PLAIN_COOKIE]) {
    const token = cookieValue(cookie, name);
    if (token !== null && TOKEN.test(token)) {
      return { how: 'session', sha256: sessionTokenSha256(name, token) };
    }
  }
  return null;
}

/** The value of a cookie in a `Cookie` header; null where it has none of that name. */
export function cookieValue(header: string, name: string): string | null {
  for (const part of header.split(';')) {
    const equals = part.indexOf('=');
    if (equals !== -1 && part.slice(0, equals).trim() === name) return part.slice(equals + 1).trim();
  }
  return null;
}
