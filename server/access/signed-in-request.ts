import type { Request } from 'express';
import type { Capability } from '../../domain/access.ts';
import type { Told } from '../../domain/languages/told.ts';
import { forbidden, notSignedIn, secondFactorNeeded } from '../errors.ts';
import type { AccessContext } from './access-context.ts';
import type { SignedIn } from './account-of-request.ts';
import { accountOfRequest } from './account-of-request.ts';

/** Whoever is signed in by a session. */
export type SignedInSession = SignedIn & { readonly sessionId: number };

/** Whoever sent the request; a 401 where nobody is signed in. */
export async function signedInBy({ database, now }: AccessContext, request: Request): Promise<SignedIn> {
  const signedIn = await accountOfRequest(database, request, now);
  if (signedIn === null) throw notSignedIn();
  return signedIn;
}

/** The same of a session: what one changes about one's own sign-in is not for an API token. */
export async function sessionBy(context: AccessContext, request: Request): Promise<SignedInSession> {
  const signedIn = await signedInBy(context, request);
  const { sessionId } = signedIn;
  if (sessionId === null) throw forbidden('An API token cannot change an account. Sign in on the page.');
  return { ...signedIn, sessionId };
}

/** A 403 (`otherwise` in words) where they may do none of it. */
export function mustBeAble(
  signedIn: SignedIn,
  { capabilities, otherwise }: { readonly capabilities: readonly Capability[]; readonly otherwise: Told },
): void {
  if (capabilities.some((capability) => signedIn.capabilities.includes(capability))) return;
  if (signedIn.mustAddSecondFactor) {
    throw secondFactorNeeded('Your role needs a second factor first: add an authenticator app or a passkey.');
  }
  throw forbidden(otherwise);
}
