import path from 'node:path';
import type { AccessSettings } from './access/access-settings.ts';
import { readAccessSettings } from './access/access-settings.ts';
import type { BasemapSettings } from './basemap/basemap-settings.ts';
import { readBasemapSettings } from './basemap/basemap-settings.ts';
import { SetupError } from './errors.ts';
import type { ProviderSettings } from './geocoding/providers/provider-settings.ts';
import { readProviderSettings } from './geocoding/providers/provider-settings.ts';
import type { MailSettings } from './watches/mail-settings.ts';
import { readMailSettings } from './watches/mail-settings.ts';

/** Settings, read once at the start. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** PostgreSQL with PostGIS; null means the embedded engine. */
  readonly databaseUrl: string | null;
  /** Absolute path of the folder for the embedded database and uploaded files. */
  readonly dataDir: string;
  readonly demo: boolean;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Of sign-in. */
  readonly access: AccessSettings;
  /** Outside geocoding providers; none is asked unless the database allows it. */
  readonly providers: ProviderSettings;
  /** How e-mail is sent; null: none is. */
  readonly mail: MailSettings | null;
  /** What is drawn under the data beside the page's own ground. */
  readonly basemap: BasemapSettings;
}

const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;

/** Reads the environment; a wrong value is a {@link SetupError} of one line that names it. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  return {
    port: port(environment.PORT ?? '3000'),
    host: environment.HOST ?? '127.0.0.1',
    databaseUrl: databaseUrl(environment.DATABASE_URL),
    dataDir: path.resolve(environment.TRACEMAP_DATA_DIR ?? '.tracemap'),
    demo: onOrOff('TRACEMAP_DEMO', environment.TRACEMAP_DEMO ?? 'on'),
    logLevel: logLevel(environment.LOG_LEVEL ?? 'info'),
    access: readAccessSettings(environment),
    providers: readProviderSettings(environment),
    mail: readMailSettings(environment),
    basemap: readBasemapSettings(environment),
  };
}

function port(value: string): number {
  const number = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= 0 && number <= 65_535)) throw new SetupError(`PORT must be 0 to 65535, not "${value}".`);
  return number;
}

function databaseUrl(value: string | undefined): string | null {
  if (value === undefined || value === '') return null;
  if (!/^postgres(ql)?:\/\//.test(value) || !URL.canParse(value)) {
    throw new SetupError(
      'DATABASE_URL must look like postgres://user:password@host:5432/name. Leave it out for the embedded database.',
    );
  }
  return value;
}

function onOrOff(name: string, value: string): boolean {
  if (value !== 'on' && value !== 'off')
    throw new SetupError(`${name} must be "on" or "off", not "${value}".`);
  return value === 'on';
}

function logLevel(value: string): Config['logLevel'] {
  const found = LOG_LEVELS.find((level) => level === value);
  if (found === undefined)
    throw new SetupError(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}, not "${value}".`);
  return found;
}
