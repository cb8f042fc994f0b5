import { SetupError } from '../../errors.ts';

/** Where the providers are and how this installation names itself to them. Permission is another matter. */
export interface ProviderSettings {
  /** Without a slash at the end, as the other URLs. */
  readonly censusUrl: string;
  readonly nominatimUrl: string;
  /** Whom Nominatim's operators may write to; the public server is not asked without it. */
  readonly nominatimEmail: string | null;
  /** Null: there is no public Pelias to fall back on. */
  readonly peliasUrl: string | null;
  readonly peliasKey: string | null;
}

export const PUBLIC_NOMINATIM = 'https://nominatim.openstreetmap.org';

/** Reads the environment; a wrong value is a {@link SetupError} of one line that names it. */
export function readProviderSettings(environment: NodeJS.ProcessEnv): ProviderSettings {
  const given = (name: string): string | null => environment[name]?.trim() || null;
  return {
    censusUrl:
      url('TRACEMAP_CENSUS_URL', given('TRACEMAP_CENSUS_URL')) ?? 'https://geocoding.geo.census.gov/geocoder',
    nominatimUrl: url('TRACEMAP_NOMINATIM_URL', given('TRACEMAP_NOMINATIM_URL')) ?? PUBLIC_NOMINATIM,
    nominatimEmail: email('TRACEMAP_NOMINATIM_EMAIL', given('TRACEMAP_NOMINATIM_EMAIL')),
    peliasUrl: url('TRACEMAP_PELIAS_URL', given('TRACEMAP_PELIAS_URL')),
    peliasKey: key('TRACEMAP_PELIAS_KEY', given('TRACEMAP_PELIAS_KEY')),
  };
}

/** Hosts that can only be on this machine or in its network, where addresses may go without encryption. */
const NEAR_HOST =
  /^(?:localhost|[^.:[\]]+|127(?:\.\d+){3}|10(?:\.\d+){3}|192\.168(?:\.\d+){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}|\[::1\])$/;

function url(name: string, value: string | null): string | null {
  if (value === null) return null;
  const parsed = URL.canParse(value) ? new URL(value) : null;
  const isSafe =
    parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && NEAR_HOST.test(parsed.hostname));
  // The value is not repeated: it may hold a password.
  if (
    parsed === null ||
    !isSafe ||
    `${parsed.username}${parsed.password}${parsed.search}${parsed.hash}` !== ''
  ) {
    throw new SetupError(
      `${name} must look like https://geocoder.example/path, without name, password or query; http only within your own network.`,
    );
  }
  return value.replace(/\/+$/, '');
}

function email(name: string, value: string | null): string | null {
  if (value !== null && !/^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/.test(value)) {
    throw new SetupError(`${name} must be an e-mail address like geo@agency.example, not "${value}".`);
  }
  return value;
}

function key(name: string, value: string | null): string | null {
  if (value !== null && !/^[\x21-\x7e]+$/.test(value)) {
    throw new SetupError(`${name} must be the key as the provider gave it, without spaces.`);
  }
  return value;
}
