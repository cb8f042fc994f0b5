import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { z } from 'zod';
import { say } from '../words/say.ts';
import { ApiError, requestDone, requestJson } from './request.ts';

const isObject = (value: unknown) => typeof value === 'object' && value !== null && 'challenge' in value;
const requestOptions = z.custom<PublicKeyCredentialRequestOptionsJSON>(isObject);
const creationOptions = z.custom<PublicKeyCredentialCreationOptionsJSON>(isObject);

/** False on old browsers, on pages that came by plain HTTP from another machine, and where the host has no name. */
export const passkeysWork = (): boolean =>
  window.PublicKeyCredential !== undefined && !/^[\d.]+$|:/.test(window.location.hostname);

/** Signs in with a passkey that the browser lets its user choose. */
export async function signInWithPasskey(): Promise<void> {
  const optionsJSON = await requestJson('/api/session/passkey/options', requestOptions, { method: 'POST' });
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const response = await startAuthentication({ optionsJSON }).catch(refusalOf);
  await requestDone('/api/session/passkey', { method: 'POST', body: { response } });
}

/** Makes a passkey for one's own account; `name` tells it from the others. */
export async function addPasskey(name: string): Promise<void> {
  const optionsJSON = await requestJson('/api/account/passkeys/options', creationOptions, { method: 'POST' });
  const { startRegistration } = await import('@simplewebauthn/browser');
  const response = await startRegistration({ optionsJSON }).catch(refusalOf);
  await requestDone('/api/account/passkeys', { method: 'POST', body: { name, response } });
}

function refusalOf(error: unknown): never {
  const isKnown = error instanceof Error && error.name === 'InvalidStateError';
  throw isKnown
    ? new ApiError(
        0,
        say('Passkey known already'),
        say('This device has a passkey for this account. Use that one.'),
      )
    : new ApiError(
        0,
        say('No passkey used'),
        say('It was cancelled or took too long. Nothing changed; try again.'),
      );
}
