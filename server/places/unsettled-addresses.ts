import type { Knex } from 'knex';
import { z } from 'zod';
import type { AddressKind } from '../../domain/vocabulary.ts';
import { selectRows } from '../database/connection.ts';
import type { Address } from '../geocoding/address.ts';
import { addressKey } from '../geocoding/address-key.ts';
import { MISSING_IN_STREETS } from '../geocoding/answered-places.ts';
import { ADDRESS_COLUMNS } from './place-columns.ts';

/** An address of a record that the streets of this machine do not settle. */
export interface UnsettledAddress {
  /** See `addressKey`. */
  readonly key: string;
  readonly kind: AddressKind;
  readonly address: Address;
}

const ADDRESS = ADDRESS_COLUMNS.map((column) => `r.${column}`).join(', ');

/** Records of a kind with their address, in the order of `id` and `batch`. */
const recordsOf = (kind: AddressKind): string =>
  kind === 'dealer'
    ? `SELECT s.dealer_id AS id, s.import_batch_id AS batch, s.agency_id, r.street_lookup, r.review_key, ${ADDRESS}
       FROM dealer_source s, LATERAL jsonb_to_record(s.fields) AS r (street_lookup text, review_key text, street text,
         city text, county text, state text, zip text)`
    : `SELECT r.id, 0 AS batch, r.agency_id, r.street_lookup, r.review_key, ${ADDRESS} FROM ${kind} r`;

const ROWS_A_READ = 5000;

const text = z.string().nullable();
const addressRow = z.object({
  id: z.number(),
  batch: z.number(),
  street: text,
  city: text,
  county: text,
  state: text,
  zip: text,
});

/**
 * Addresses of all records of a kind for whose street no data is loaded, or that its data does not have, some at a time;
 * an address comes as often as records have it. What a person has decided is settled.
 */
export async function* unsettledAddresses(knex: Knex, kind: AddressKind): AsyncGenerator<UnsettledAddress> {
  let after = { id: 0, batch: 0 };
  for (;;) {
    const rows = await selectRows(
      knex,
      addressRow,
      `SELECT id, batch, ${ADDRESS} FROM (${recordsOf(kind)}) r
       WHERE (id, batch) > (?::int, ?::int) AND (street_lookup = 'unloaded' OR (street_lookup = 'review' AND EXISTS (
         SELECT FROM geocode g WHERE g.agency_id = r.agency_id AND g.address_key = r.review_key
           AND g.review_id IS NULL AND g.reason IN (SELECT unnest(?::text[])))))
       ORDER BY id, batch LIMIT ?`,
      [after.id, after.batch, [...MISSING_IN_STREETS], ROWS_A_READ],
    );
    for (const { id, batch, ...parts } of rows) {
      after = { id, batch };
      const address = { ...parts, lon: null, lat: null };
      yield { key: addressKey(address), kind, address };
    }
    if (rows.length < ROWS_A_READ) return;
  }
}
