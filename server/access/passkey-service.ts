/** Passkeys: a device proves by signature that it is there, and that it has checked whose hand it is in. */

import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { told } from '../../domain/languages/told.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import { badRequest, notFound, ProblemError } from '../errors.ts';
import type { AccessContext } from './access-context.ts';
import { change, mayChangeFactors, secondFactorAdded } from './account-change.ts';
import { deleteOwned, unmarkSessionsWithoutFactor } from './account-store.ts';
import { challengeIn, isWithoutCertificates } from './passkey-response.ts';
import type { Passkey } from './passkey-store.ts';
import {
  insertChallenge,
  insertPasskey,
  readPasskey,
  readPasskeysOf,
  setPasskeyCounter,
  takeChallenge,
} from './passkey-store.ts';
import type { SignInAccount } from './sign-in-read-model.ts';
import { readSignInAccountById } from './sign-in-read-model.ts';
import type { Browser } from './sign-in-service.ts';
import { begin, mayEnter } from './sign-in-service.ts';
import type { SignedInSession } from './signed-in-request.ts';

/** The site that passkeys are for. */
export interface RelyingParty {
  /** Its host name. */
  readonly id: string;
  readonly origin: string;
}

const MOST_PASSKEYS = 20;

/** Identifies the account to its authenticators, which show it to nobody. */
const userHandle = (accountId: number): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(`account-${accountId}`);

/** What the browser needs to make a passkey. */
export async function offerPasskey(context: AccessContext, session: SignedInSession, site: RelyingParty) {
  const { id, email, name } = session.account;
  return context.database.knex.transaction(async (trx) => {
    await mayChangeFactors(trx, session);
    const known = await readPasskeysOf(trx, id);
    if (known.length >= MOST_PASSKEYS) {
      throw new ProblemError(
        409,
        'Not now',
        told('You have {most} passkeys. Remove one first.', { most: MOST_PASSKEYS }),
      );
    }
    const options = await generateRegistrationOptions({
      rpName: 'Tracemap',
      rpID: site.id,
      userName: email,
      userDisplayName: name,
      userID: userHandle(id),
      attestationType: 'none',
      excludeCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    await insertChallenge(trx, options.challenge, id, context.now());
    return options;
  });
}

/** Keeps the passkey that was made; this session counts as with a second factor, all others end. */
export async function addPasskey(
  context: AccessContext,
  session: SignedInSession,
  site: RelyingParty,
  { name, response }: { readonly name: string; readonly response: RegistrationResponseJSON },
): Promise<number> {
  const accountId = session.account.id;
  const challenge = challengeIn(response.response.clientDataJSON);
  const taken = await context.database.knex.transaction(async (trx) => {
    await mayChangeFactors(trx, session);
    return challenge !== null && (await takeChallenge(trx, challenge, accountId, context.now()));
  });
  const made =
    taken && isWithoutCertificates(response) ? await verifyMade(response, challenge ?? '', site) : null;
  if (made === null) throw badRequest('The passkey was not made for this site just now. Begin again.');
  return change(
    context,
    session,
    'account.passkey_added',
    async (trx) => {
      const { id: credentialId, publicKey, counter, transports = [] } = made;
      const id = await insertPasskey(trx, { accountId, credentialId, publicKey, counter, transports, name });
      if (id === null) throw new ProblemError(409, 'Not now', 'This passkey is in use already.');
      await secondFactorAdded(trx, session);
      return id;
    },
    (passkey) => ({ passkey }),
  );
}

/** The credential, where its signature and all else are as asked; null where not. */
async function verifyMade(response: RegistrationResponseJSON, expectedChallenge: string, site: RelyingParty) {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: true,
    });
    return verified ? registrationInfo.credential : null;
  } catch {
    // It says by errors what is not as it should be.
    return null;
  }
}

export async function removePasskey(
  context: AccessContext,
  session: SignedInSession,
  id: number,
): Promise<void> {
  await change(
    context,
    session,
    'account.passkey_removed',
    async (trx) => {
      await mayChangeFactors(trx, session);
      if (!(await deleteOwned(trx, 'passkey', session.account.id, id)))
        throw notFound('You have no such passkey.');
      await unmarkSessionsWithoutFactor(trx, session.account.id);
    },
    () => ({ passkey: id }),
  );
}

/** What the browser needs to sign in with whichever passkey it has for this site. */
export async function askForPasskey({ database, now }: AccessContext, site: RelyingParty) {
  const options = await generateAuthenticationOptions({ rpID: site.id, userVerification: 'required' });
  await database.knex.transaction((trx) => insertChallenge(trx, options.challenge, null, now()));
  return options;
}

/** Begins a session of whoever has the passkey, as with a second factor, and gives its token. */
export async function signInWithPasskey(
  context: AccessContext,
  site: RelyingParty,
  response: AuthenticationResponseJSON,
  browser: Browser,
): Promise<string> {
  const challenge = challengeIn(response.response.clientDataJSON);
  const token = await context.database.knex.transaction(async (trx) => {
    const taken = challenge !== null && (await takeChallenge(trx, challenge, null, context.now()));
    const passkey = await readPasskey(trx, response.id);
    const account = passkey === null ? null : await readSignInAccountById(trx, passkey.accountId);
    const counter = taken && passkey !== null ? await verifySigned(response, challenge, site, passkey) : null;
    if (account === null || passkey === null || counter === null || !mayEnter(context, account)) {
      await recordRefused(trx, account);
      return null;
    }
    await setPasskeyCounter(trx, passkey.id, counter);
    return begin(context, trx, account, browser, { secondFactor: true, method: 'passkey' });
  });
  if (token !== null) return token;
  throw new ProblemError(
    401,
    'Not signed in',
    'The passkey was not accepted. Try again, or sign in with your password.',
  );
}

/** The authenticator's new counter, where its signature and all else are as asked; null where not. */
async function verifySigned(
  response: AuthenticationResponseJSON,
  expectedChallenge: string,
  site: RelyingParty,
  { credentialId, publicKey, counter, transports, accountId }: Passkey,
): Promise<number | null> {
  const handle = response.response.userHandle;
  if (handle !== undefined && handle !== Buffer.from(userHandle(accountId)).toString('base64url'))
    return null;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: true,
      credential: { id: credentialId, publicKey: new Uint8Array(publicKey), counter, transports },
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    // It says by errors what is not as it should be.
    return null;
  }
}

const recordRefused = (trx: Parameters<typeof recordAuditEvent>[0], account: SignInAccount | null) =>
  recordAuditEvent(trx, {
    actor: account?.email ?? 'unknown',
    agencyId: account?.agencyId ?? null,
    action: 'session.failed',
    subject: account === null ? 'account unknown' : `account ${account.id}`,
    detail: { reason: 'passkey' },
  });
