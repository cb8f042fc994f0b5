/** Identity providers on this machine: a real one, and one that answers as it is told, which no real one would. */
import type { KeyObject } from 'node:crypto';
import { createSign, generateKeyPairSync } from 'node:crypto';
import type { RequestListener, Server } from 'node:http';
import http from 'node:http';
import Provider from 'oidc-provider';

export const CLIENT = { id: 'tracemap', secret: 'a secret of the identity provider' };

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The provider does not listen.');
  return `http://127.0.0.1:${address.port}`;
}

const stop = (server: Server) => {
  server.closeAllConnections();
  server.close();
};

export interface IdentityProvider {
  readonly issuer: string;
  stop(): void;
}

export interface RealProvider extends IdentityProvider {
  /** Who signs in next, and what the provider says of them. */
  person: { readonly sub: string } & Readonly<Record<string, unknown>>;
  /** Goes where the browser is sent, signs in and agrees; gives the address it is sent back to. */
  visit(address: string): Promise<string>;
}

/** The npm package `oidc-provider`, letting in whoever `person` is. */
export async function startRealProvider(redirectUri: string): Promise<RealProvider> {
  let listener: RequestListener = (_request, response) => response.end();
  const server = http.createServer((request, response) => listener(request, response));
  const issuer = await listen(server);
  const real: RealProvider = {
    issuer,
    person: { sub: 'nobody' },
    stop: () => stop(server),
    visit: (address) => visit(address, issuer),
  };
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirectUri] }],
    claims: {
      openid: ['sub', 'amr'],
      email: ['email', 'email_verified'],
      profile: ['name', 'tracemap_role', 'tracemap_agency', 'groups'],
    },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['of a test'] },
    // Said, so that it does not ask for it on the console.
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...real.person, sub }) }),
    async loadExistingGrant(context) {
      const { client, session } = context.oidc;
      const grant = new provider.Grant({
        ...(session?.accountId === undefined ? {} : { accountId: session.accountId }),
        ...(client === undefined ? {} : { clientId: client.clientId }),
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const callback = provider.callback();
  listener = (request, response) => {
    if (request.url?.startsWith('/interaction/') !== true) {
      callback(request, response);
      return;
    }
    provider
      .interactionFinished(request, response, { login: { accountId: real.person.sub } })
      .catch((error: unknown) => response.writeHead(500).end(String(error)));
  };
  return real;
}

/** A browser at the provider: follows redirects and keeps cookies until it is sent elsewhere. */
async function visit(address: string, issuer: string): Promise<string> {
  const cookies = new Map<string, string>();
  let next = address;
  for (let step = 0; step < 10; step += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(next, { redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null)
      throw new Error(`The provider stopped: ${response.status} ${await response.text()}`);
    next = new URL(location, next).href;
    if (!next.startsWith(issuer)) return next;
  }
  throw new Error('The provider sends in circles.');
}

type Claims = Record<string, unknown>;

export interface HostileProvider extends IdentityProvider {
  /** Makes the ID token it answers with; `sign` does so as an honest one would. */
  idToken: (sign: (claims: Claims, header?: Claims, key?: KeyObject) => string) => string;
  /** What it says of itself beside the usual. */
  metadata: Claims;
  /** What it was sent at its token endpoint. */
  readonly asked: URLSearchParams[];
}

/** A provider that has the client's trust and lies. */
export async function startHostileProvider(): Promise<HostileProvider> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      const answer = answerTo(request.url ?? '', body);
      response.writeHead(answer === null ? 404 : 200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(answer));
    });
  });
  const issuer = await listen(server);
  const hostile: HostileProvider = {
    issuer,
    asked: [],
    metadata: {},
    idToken: (sign) => sign({}),
    stop: () => stop(server),
  };
  const sign = (claims: Claims, header: Claims = {}, key: KeyObject = privateKey): string => {
    const text = [{ alg: 'RS256', kid: 'k', ...header }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    if (header.alg === 'none') return `${text}.`;
    return `${text}.${createSign('sha256').update(text).sign(key).toString('base64url')}`;
  };
  function answerTo(url: string, body: string): unknown {
    switch (url) {
      case '/.well-known/openid-configuration':
        return {
          issuer,
          authorization_endpoint: `${issuer}/auth`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
          ...hostile.metadata,
        };
      case '/jwks':
        return { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', use: 'sig', alg: 'RS256' }] };
      case '/token':
        hostile.asked.push(new URLSearchParams(body));
        return { access_token: 'a', token_type: 'Bearer', id_token: hostile.idToken(sign) };
      default:
        return null;
    }
  }
  return hostile;
}
