/** An authenticator in software, that signs for real (ES256): what a phone or a security key does, and what it must not. */
import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

export interface Ceremony {
  readonly challenge: string;
  readonly origin: string;
  readonly rpId: string;
}

/** How an answer departs from an honest one. */
export interface Departure {
  /** The user was not checked, by finger or PIN. */
  readonly unverified?: boolean;
  readonly counter?: number;
  readonly type?: string;
  /** What is signed is not what is sent. */
  readonly forged?: boolean;
  readonly userHandle?: string;
  readonly format?: string;
}

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest();
const base64url = (data: Buffer | string) => Buffer.from(data).toString('base64url');

/** The head of a CBOR item of a major type, up to 65,535 long. */
function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length]);
  if (length < 256) return Buffer.from([(major << 5) | 24, length]);
  return Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
}
const cborText = (text: string) => Buffer.concat([head(3, text.length), Buffer.from(text)]);
const cborBytes = (bytes: Buffer) => Buffer.concat([head(2, bytes.length), bytes]);
const cborInteger = (value: number) => (value < 0 ? head(1, -1 - value) : head(0, value));

export function softwareAuthenticator() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(32);
  let counter = 0;

  const clientData = ({ challenge, origin }: Ceremony, type: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

  function authenticatorData({ rpId }: Ceremony, flags: number, count: number): Buffer {
    const fixed = Buffer.alloc(5);
    fixed.writeUInt8(flags, 0);
    fixed.writeUInt32BE(count, 1);
    return Buffer.concat([sha256(rpId), fixed]);
  }

  // Map of key type EC2, algorithm ES256, curve P-256 and the point (RFC 9053).
  const coseKey = Buffer.concat([
    head(5, 5),
    ...(
      [
        [1, 2],
        [3, -7],
        [-1, 1],
      ] as const
    ).flatMap(([key, value]) => [cborInteger(key), cborInteger(value)]),
    cborInteger(-2),
    cborBytes(Buffer.from(x, 'base64url')),
    cborInteger(-3),
    cborBytes(Buffer.from(y, 'base64url')),
  ]);

  return {
    credentialId: id.toString('base64url'),

    /** Answers `navigator.credentials.create`. */
    create(
      ceremony: Ceremony,
      { unverified = false, type = 'webauthn.create', format = 'none' }: Departure = {},
    ) {
      // Present, verified, with credential data.
      const data = Buffer.concat([
        authenticatorData(ceremony, 0x01 | (unverified ? 0 : 0x04) | 0x40, counter),
        Buffer.alloc(16),
        Buffer.from([0, id.length]),
        id,
        coseKey,
      ]);
      const attestation = Buffer.concat([
        head(5, 3),
        cborText('fmt'),
        cborText(format),
        cborText('attStmt'),
        head(5, 0),
        cborText('authData'),
        cborBytes(data),
      ]);
      return {
        id: id.toString('base64url'),
        rawId: id.toString('base64url'),
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: base64url(clientData(ceremony, type)),
          attestationObject: base64url(attestation),
          transports: ['internal'],
        },
      };
    },

    /** Answers `navigator.credentials.get`; the counter goes up by itself. */
    get(ceremony: Ceremony, departure: Departure = {}) {
      const { unverified = false, type = 'webauthn.get', forged = false, userHandle } = departure;
      counter = departure.counter ?? counter + 1;
      const data = authenticatorData(ceremony, 0x01 | (unverified ? 0 : 0x04), counter);
      const client = clientData(ceremony, type);
      const signed = Buffer.concat([data, sha256(forged ? 'something else' : client)]);
      const signature = createSign('sha256').update(signed).sign(privateKey);
      return {
        id: id.toString('base64url'),
        rawId: id.toString('base64url'),
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: base64url(client),
          authenticatorData: base64url(data),
          signature: base64url(signature),
          ...(userHandle === undefined ? {} : { userHandle: base64url(userHandle) }),
        },
      };
    },
  };
}
