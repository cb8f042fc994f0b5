import type { Basemap } from '../../domain/basemap.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/connection.ts';
import type { AccessKeys } from './access-keys.ts';
import { accessKeys } from './access-keys.ts';
import type { AccessSettings } from './access-settings.ts';

/** What all of sign-in works with. */
export interface AccessContext {
  readonly database: Database;
  readonly settings: AccessSettings;
  /** Demo accounts may sign in. */
  readonly demo: boolean;
  readonly keys: AccessKeys;
  /** What whoever comes in is told to draw under the data. */
  readonly basemap: Basemap;
  /** Milliseconds. */
  readonly now: () => number;
}

export const accessContext = (config: Config, database: Database, basemap: Basemap): AccessContext => ({
  database,
  settings: config.access,
  demo: config.demo,
  keys: accessKeys(config),
  basemap,
  now: Date.now,
});
