/** The region's identity provider (OpenID Connect): the only place that sends it anything. */

import type { Configuration } from 'openid-client';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { told } from '../../domain/languages/told.ts';
import { ProblemError } from '../errors.ts';
import type { SingleSignOnSettings } from './access-settings.ts';

const TIMEOUT_SECONDS = 10;

/** What the way there is checked against on the way back. */
export interface Journey {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** What the provider says of a person, its signature checked. */
export type Claims = Readonly<Record<string, unknown>> & { readonly iss: string; readonly sub: string };

const configurations = new WeakMap<SingleSignOnSettings, Promise<Configuration>>();

/** What the provider says of itself; asked for once, and again after a failure. */
function configurationOf(settings: SingleSignOnSettings): Promise<Configuration> {
  const known = configurations.get(settings);
  if (known !== undefined) return known;
  const asked = discover(settings);
  configurations.set(settings, asked);
  asked.catch(() => configurations.delete(settings));
  return asked;
}

async function discover({ issuer, clientId, clientSecret }: SingleSignOnSettings): Promise<Configuration> {
  // The settings allow it on this machine alone.
  const withoutEncryption = issuer.startsWith('http:') ? [allowInsecureRequests] : [];
  try {
    return await discovery(new URL(issuer), clientId, clientSecret, undefined, {
      timeout: TIMEOUT_SECONDS,
      // Without this a signature would be taken on trust where the connection is encrypted.
      execute: [...withoutEncryption, enableNonRepudiationChecks],
    });
  } catch (error) {
    throw new ProblemError(
      502,
      'Identity provider not reached',
      told(
        'The identity provider at {host} does not answer as it should. Try again, or tell your administrator.',
        { host: new URL(issuer).host },
      ),
      { reason: error instanceof Error ? error.message : String(error) },
    );
  }
}

/** Where to send the browser, and what to keep until it comes back. */
export async function wayThere(
  settings: SingleSignOnSettings,
  redirectUri: string,
): Promise<{ url: URL; journey: Journey }> {
  const configuration = await configurationOf(settings);
  const journey = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() };
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: 'openid email profile',
    state: journey.state,
    nonce: journey.nonce,
    code_challenge: await calculatePKCECodeChallenge(journey.codeVerifier),
    code_challenge_method: 'S256',
  });
  return { url, journey };
}

/**
 * What the provider says of whoever came back at `address`: issuer, audience, signature, nonce, state and time of its answer
 * are checked. Null where any of these is not as it should be.
 */
export async function wayBack(
  settings: SingleSignOnSettings,
  address: URL,
  { state, nonce, codeVerifier }: Journey,
): Promise<Claims | null> {
  const configuration = await configurationOf(settings);
  try {
    const tokens = await authorizationCodeGrant(configuration, address, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: codeVerifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) return null;
    const hasMore = configuration.serverMetadata().userinfo_endpoint !== undefined;
    const more = hasMore ? await fetchUserInfo(configuration, tokens.access_token, claims.sub) : {};
    // What is signed goes before what was merely said.
    return { ...more, ...claims };
  } catch {
    return null;
  }
}
