/** What an authenticator answers, as browsers write it in JSON (WebAuthn level 3). */
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { decodeAttestationObject, isoBase64URL } from '@simplewebauthn/server/helpers';
import { z } from 'zod';

const base64url = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/)
  .max(16_000);
const credential = { id: base64url.max(1_400), rawId: base64url.max(1_400), type: z.literal('public-key') };

export const registrationResponse = z
  .object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url,
      attestationObject: base64url,
      transports: z.array(z.string().max(20)).max(10).default([]),
    }),
  })
  // Extensions are not asked for, so none are read.
  .transform((given): RegistrationResponseJSON => ({ ...given, clientExtensionResults: {} }));

export const authenticationResponse = z
  .object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url,
      authenticatorData: base64url,
      signature: base64url,
      userHandle: z.string().max(200).nullish(),
    }),
  })
  .transform(
    ({ response: { userHandle, ...response }, ...given }): AuthenticationResponseJSON => ({
      ...given,
      response: { ...response, ...(typeof userHandle === 'string' ? { userHandle } : {}) },
      clientExtensionResults: {},
    }),
  );

const clientData = z.object({ challenge: z.string().max(200) });

/** The challenge that was answered; null where it cannot be read. */
export function challengeIn(clientDataJson: string): string | null {
  try {
    const parsed = clientData.safeParse(
      JSON.parse(Buffer.from(clientDataJson, 'base64url').toString('utf8')),
    );
    return parsed.success ? parsed.data.challenge : null;
  } catch {
    return null;
  }
}

/**
 * True where a new passkey comes without certificates of its maker, as was asked for. To check one the server would have to
 * ask addresses that stand in it: it sends nothing anywhere.
 */
export function isWithoutCertificates({ response }: RegistrationResponseJSON): boolean {
  try {
    const attestation = decodeAttestationObject(isoBase64URL.toBuffer(response.attestationObject));
    const format = attestation.get('fmt');
    return format === 'none' || (format === 'packed' && attestation.get('attStmt').get('x5c') === undefined);
  } catch {
    return false;
  }
}
