import type { Request, Response } from 'express';
import type { AccessContext } from './access-context.ts';
import { deviceName } from './device-name.ts';
import { sessionCookieName, tokenOfRequest } from './request-token.ts';
import type { Browser } from './sign-in-service.ts';

/** True where people reach the server over HTTPS: only then may the cookie be one that asks for it. */
const isSecure = ({ settings }: AccessContext): boolean => settings.publicUrl?.startsWith('https:') ?? false;

/** The name of another cookie, so that no neighbouring host can plant it where there is HTTPS. */
export const cookieName = (context: AccessContext, name: string): string =>
  isSecure(context) ? `__Host-${name}` : name;

/** The browser that sent the request, as a sign-in needs it. */
export function browserOf(context: AccessContext, request: Request): Browser {
  const token = tokenOfRequest(request);
  return {
    cookieName: sessionCookieName(isSecure(context)),
    device: deviceName(request.headers['user-agent']),
    oldTokenSha256: token?.how === 'session' ? token.sha256 : null,
  };
}

/** Without a time: the browser forgets it when it is closed, the server after its time at the latest. */
export const cookieOptions = (context: AccessContext) =>
  ({ httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure(context) }) as const;

/** Hands out a session. What follows in this request is the new session's, whatever cookie came with it. */
export function giveSession(
  context: AccessContext,
  request: Request,
  response: Response,
  token: string,
): void {
  const name = sessionCookieName(isSecure(context));
  response.cookie(name, token, cookieOptions(context));
  request.headers.cookie = `${name}=${token}`;
  delete request.headers.authorization;
}

/** Tells the browser to forget its session. */
export function clearSession(context: AccessContext, response: Response): void {
  response.clearCookie(sessionCookieName(isSecure(context)), cookieOptions(context));
}
