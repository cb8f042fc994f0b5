import { z } from 'zod';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import type { Gazetteer } from './gazetteer.ts';
import { readGazetteer } from './gazetteer.ts';
import type { Geocoder } from './geocoder.ts';
import { createGeocoder } from './geocoder.ts';
import { readReferenceVersion } from './match/reference-version.ts';

interface Held {
  readonly streets: string;
  readonly areas: string;
  readonly gazetteer: Gazetteer;
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
    const held = this.#held;
    // Read before the geocoder is made: if something changes meanwhile, the next look makes another.
    const areas = await readAreasVersion(this.#database);
    const streets = await readReferenceVersion(this.#database.knex);
    if (held?.areas === areas && held.streets === streets) return held.geocoder;
    // Areas take a second to read, and change with a release only.
    const gazetteer = held?.areas === areas ? held.gazetteer : await readGazetteer(this.#database);
    const geocoder = await createGeocoder(this.#database, gazetteer);
    this.#held = { streets, areas, gazetteer, geocoder };
    return geocoder;
  }
}

const versionRow = z.object({ version: z.string() });

/** Another text as soon as areas are others. */
async function readAreasVersion(database: Database): Promise<string> {
  const [areas] = await selectRows(
    database.knex,
    versionRow,
    `SELECT version || ' ' || loaded_at AS version FROM reference_load WHERE kind = 'areas'`,
  );
  return areas?.version ?? '';
}
