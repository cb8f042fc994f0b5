import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../../database/connection.ts';
import { groupBy } from '../../group-by.ts';

const aliasRow = z.object({
  writtenKey: z.string(),
  nameId: z.number(),
  place: z.string().nullable(),
  state: z.string().nullable(),
});

/** A street name that means another one, in a city of a state. */
export type StreetAliasRow = z.infer<typeof aliasRow>;

/** Reads the aliases that were accepted, of names the reference has. */
export async function readStreetAliases(
  knex: Knex,
  placeKeyOf: (place: string) => string,
): Promise<StreetAliases> {
  const rows = await selectRows(
    knex,
    aliasRow,
    `SELECT a.written_key AS "writtenKey", n.id AS "nameId", a.place, a.state
     FROM street_alias a JOIN street_name n ON n.key = a.meant_key WHERE a.accepted ORDER BY a.id`,
  );
  return new StreetAliases(rows, placeKeyOf);
}

/** Where a street is asked for: USPS code, and `cityKey`; null where it is not said. */
export interface AliasPlace {
  readonly state: string | null;
  readonly placeKey: string | null;
}

/** Street names learned from decisions: read as another name wherever the city is not said to be another. */
export class StreetAliases {
  readonly #byWritten: ReadonlyMap<string, readonly StreetAliasRow[]>;
  readonly #placeKeyOf: (place: string) => string;

  constructor(rows: readonly StreetAliasRow[], placeKeyOf: (place: string) => string) {
    this.#byWritten = groupBy(rows, ({ writtenKey }) => writtenKey);
    this.#placeKeyOf = placeKeyOf;
  }

  /** Ids of the names a key means there. */
  meant(key: string, { state, placeKey }: AliasPlace): readonly number[] {
    const known = this.#byWritten.get(key);
    if (known === undefined) return [];
    const isThere = (alias: StreetAliasRow) =>
      (state === null || alias.state === null || alias.state === state) &&
      (placeKey === null || alias.place === null || this.#placeKeyOf(alias.place) === placeKey);
    return known.filter(isThere).map(({ nameId }) => nameId);
  }
}
