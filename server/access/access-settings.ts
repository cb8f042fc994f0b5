import { SetupError } from '../errors.ts';

/** Settings of sign-in. */
export interface AccessSettings {
  /** What keys are made from; null: one is made and kept in the data folder. */
  readonly sessionSecret: string | null;
  /** Where people reach the server, without a slash at the end; null: at this machine. */
  readonly publicUrl: string | null;
  /** Of all demo accounts; null: a new one at each start. */
  readonly demoPassword: string | null;
  /** The region's identity provider; null where there is none. */
  readonly singleSignOn: SingleSignOnSettings | null;
}

export interface SingleSignOnSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Shown on the button that leads there. */
  readonly name: string;
  readonly roleClaim: string;
  readonly agencyClaim: string;
  /** Its sign-ins count as with a second factor even where it does not say so. */
  readonly trustSecondFactor: boolean;
}

const LEAST_SECRET_LENGTH = 32;
/** Words of examples and placeholders, in lower case. */
const PLAIN_WORDS =
  /changeme|change.me|secret|password|passwort|tracemap|example|default|replace|insert|your.?key/;

/** Reads the environment; a wrong value is a {@link SetupError} of one line that names it, and never repeats it. */
export function readAccessSettings(environment: NodeJS.ProcessEnv): AccessSettings {
  const publicUrl = readPublicUrl(given(environment, 'PUBLIC_URL'));
  return {
    sessionSecret: readSecret(given(environment, 'SESSION_SECRET')),
    publicUrl,
    demoPassword: given(environment, 'TRACEMAP_DEMO_PASSWORD'),
    singleSignOn: readSingleSignOn(environment, publicUrl),
  };
}

/** An empty value is none. */
function given(environment: NodeJS.ProcessEnv, name: string): string | null {
  const value = environment[name];
  return value === undefined || value === '' ? null : value;
}

function readSecret(value: string | null): string | null {
  if (value !== null && isWeak(value)) {
    throw new SetupError(
      `SESSION_SECRET must be ${LEAST_SECRET_LENGTH} or more random characters, not a word or a pattern. Make one with: openssl rand -base64 48`,
    );
  }
  return value;
}

function isWeak(secret: string): boolean {
  return (
    secret.length < LEAST_SECRET_LENGTH ||
    new Set(secret).size < 12 ||
    PLAIN_WORDS.test(secret.toLowerCase()) ||
    // A short piece over and over; that it begins with a letter twice says nothing.
    /^(.{1,16}?)\1+.{0,15}$/.test(secret)
  );
}

function readPublicUrl(value: string | null): string | null {
  if (value === null) return null;
  const url = URL.canParse(value) ? new URL(value) : null;
  const isOrigin =
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    url.username === '' &&
    url.password === '' &&
    url.pathname === '/' &&
    url.search === '' &&
    url.hash === '';
  if (!isOrigin) {
    throw new SetupError(
      'PUBLIC_URL must be where people reach the server, like https://tracemap.agency.gov, with no path behind it.',
    );
  }
  return url.origin;
}

function readSingleSignOn(
  environment: NodeJS.ProcessEnv,
  publicUrl: string | null,
): SingleSignOnSettings | null {
  const issuer = given(environment, 'OIDC_ISSUER');
  const clientId = given(environment, 'OIDC_CLIENT_ID');
  const clientSecret = given(environment, 'OIDC_CLIENT_SECRET');
  const trust = environment.OIDC_TRUST_MFA ?? 'off';
  if (trust !== 'on' && trust !== 'off') throw new SetupError('OIDC_TRUST_MFA must be "on" or "off".');
  if (issuer === null && clientId === null && clientSecret === null) return null;
  if (issuer === null || !isIssuer(issuer)) {
    throw new SetupError(
      'OIDC_ISSUER must be the https address of your identity provider, just as it names itself, without a user name or a query.',
    );
  }
  if (clientId === null)
    throw new SetupError('OIDC_CLIENT_ID must be what your identity provider calls Tracemap.');
  if (clientSecret === null) {
    throw new SetupError(
      'OIDC_CLIENT_SECRET must be the one your identity provider gave for OIDC_CLIENT_ID.',
    );
  }
  if (publicUrl === null) {
    throw new SetupError(
      'PUBLIC_URL must be set where OIDC_ISSUER is: the identity provider sends people back there.',
    );
  }
  return {
    issuer,
    clientId,
    clientSecret,
    name: given(environment, 'OIDC_NAME') ?? new URL(issuer).hostname,
    roleClaim: given(environment, 'OIDC_ROLE_CLAIM') ?? 'tracemap_role',
    agencyClaim: given(environment, 'OIDC_AGENCY_CLAIM') ?? 'tracemap_agency',
    trustSecondFactor: trust === 'on',
  };
}

/** Without encryption on this machine alone. */
function isIssuer(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(value);
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return (
    (protocol === 'https:' || (protocol === 'http:' && local)) &&
    username === '' &&
    password === '' &&
    search === '' &&
    hash === ''
  );
}
