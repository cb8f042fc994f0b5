import { z } from 'zod';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import type { Geocoder } from './geocoder.ts';
import { createGeocoder } from './geocoder.ts';
import { readReferenceVersion } from './match/reference-version.ts';

interface Held {
  readonly version: string;
  readonly geocoder: Geocoder;
}

/**
 * The geocoder of a server that runs on while streets and areas are loaded beside it: made when it is first asked for,
 * and anew once what it was made from has changed. One is held at a time, for all who ask.
 */
export class CurrentGeocoder {
  readonly #database: Database;
  #held: Held | null = null;
  #looking: Promise<Geocoder> | null = null;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Whoever asks while another waits, waits for the same geocoder. */
  get(): Promise<Geocoder> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #look(): Promise<Geocoder> {
    // Read before the geocoder is made: if streets change meanwhile, the next look makes another.
    const version = await readVersion(this.#database);
    if (this.#held?.version === version) return this.#held.geocoder;
    const geocoder = await createGeocoder(this.#database);
    this.#held = { version, geocoder };
    return geocoder;
  }
}

const versionRow = z.object({ version: z.string() });

/** Another text as soon as streets or areas are others. */
async function readVersion(database: Database): Promise<string> {
  const [areas] = await selectRows(
    database.knex,
    versionRow,
    `SELECT version || ' ' || loaded_at AS version FROM reference_load WHERE kind = 'areas'`,
  );
  return `${areas?.version ?? ''}\n${await readReferenceVersion(database.knex)}`;
}
