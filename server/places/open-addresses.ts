import type { Knex } from 'knex';
import { plainArray, textArray } from '../database/array-literal.ts';
import type { Address, GeocodeResult } from '../geocoding/address.ts';
import { addressKey } from '../geocoding/address-key.ts';
import type { PlacedRecord } from './place-columns.ts';
import { ADDRESS_COLUMNS, PLACED_RECORDS } from './place-columns.ts';
import { placedColumns } from './stored-place.ts';

/** What places addresses: one result for each, in their order. */
export interface AddressPlacer {
  /** Names the streets it places by (`readReferenceVersion`). */
  readonly referenceVersion: string;
  geocode(addresses: readonly Address[]): Promise<readonly GeocodeResult[]>;
}

/** An address that streets alone do not settle, and what is known of it. */
export interface OpenAddress {
  readonly key: string;
  readonly address: Address;
  readonly result: GeocodeResult;
}

/** A placer that remembers what it could not settle, so that it can be put before a person. */
export class OpenAddresses implements AddressPlacer {
  readonly #placer: AddressPlacer;
  #open = new Map<string, OpenAddress>();

  constructor(placer: AddressPlacer) {
    this.#placer = placer;
  }

  get referenceVersion(): string {
    return this.#placer.referenceVersion;
  }

  async geocode(addresses: readonly Address[]): Promise<readonly GeocodeResult[]> {
    const results = await this.#placer.geocode(addresses);
    for (const [index, result] of results.entries()) {
      const address = addresses[index];
      if (address === undefined || result.reviewReason === null) continue;
      const key = addressKey(address);
      if (!this.#open.has(key)) this.#open.set(key, { key, address, result });
    }
    return results;
  }

  /** What was left open since this was asked last, each address once. */
  take(): readonly OpenAddress[] {
    const open = [...this.#open.values()];
    this.#open = new Map();
    return open;
  }
}

const COLUMNS = [...ADDRESS_COLUMNS, 'reason', 'candidates', 'alike_key', 'asked_name', 'found'].join(', ');

/** Makes room for open addresses until they are published. */
export async function createStagedGeocodes(trx: Knex.Transaction, table: string): Promise<void> {
  await trx.raw(`CREATE UNLOGGED TABLE ${table} (
    agency_id int NOT NULL, address_key text NOT NULL, street text, city text, county text, state text, zip text,
    reason text, candidates jsonb NOT NULL, alike_key text, asked_name text, found jsonb NOT NULL,
    PRIMARY KEY (agency_id, address_key))`);
}

/** Stages what an agency's addresses leave open; of an address that comes twice the first counts. */
export async function stageGeocodes(
  trx: Knex.Transaction,
  table: string,
  agencyId: number,
  open: readonly OpenAddress[],
): Promise<void> {
  if (open.length === 0) return;
  const text = (read: (one: OpenAddress) => string | null) => textArray(open.map(read));
  await trx.raw(
    `INSERT INTO ${table} (agency_id, address_key, ${COLUMNS})
     SELECT ?::int, key, street, city, county, state, zip, reason, candidates::jsonb, alike, asked, found::jsonb
     FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
       ?::text[], ?::text[]) AS t(key, street, city, county, state, zip, reason, candidates, alike, asked, found)
     ON CONFLICT (agency_id, address_key) DO NOTHING`,
    [
      agencyId,
      text(({ key }) => key),
      ...ADDRESS_COLUMNS.map((column) => text(({ address }) => address[column])),
      text(({ result }) => result.reviewReason),
      text(({ result }) => JSON.stringify(result.candidates)),
      text(({ result }) => result.asked?.alikeKey ?? null),
      text(({ result }) => result.asked?.name ?? null),
      text(({ key, result }) => JSON.stringify(placedColumns(result, key))),
    ],
  );
}

/**
 * Puts staged addresses among those a person may settle, those alike one after the other; what is known of one already is
 * brought up to date.
 */
export async function publishGeocodes(trx: Knex.Transaction, table: string): Promise<void> {
  await trx.raw(
    `INSERT INTO geocode (agency_id, address_key, ${COLUMNS})
     SELECT agency_id, address_key, ${COLUMNS} FROM ${table}
     ORDER BY agency_id, alike_key COLLATE "C", street COLLATE "C", address_key
     ON CONFLICT (agency_id, address_key) DO UPDATE SET reason = excluded.reason, candidates = excluded.candidates,
       alike_key = excluded.alike_key, asked_name = excluded.asked_name, found = excluded.found`,
  );
}

const isUnused = (table: PlacedRecord) =>
  `NOT EXISTS (SELECT FROM ${table} r WHERE r.agency_id = g.agency_id AND r.review_key = g.address_key)`;

/** Forgets open addresses that no record of the agencies has any more. Decisions on addresses are kept. */
export async function forgetUnusedGeocodes(
  trx: Knex.Transaction,
  agencyIds: readonly number[],
): Promise<void> {
  await trx.raw(
    `DELETE FROM geocode g WHERE g.review_id IS NULL AND g.agency_id IN (SELECT unnest(?::int[]))
       ${PLACED_RECORDS.map((table) => `AND ${isUnused(table)}`).join(' ')}
       AND NOT EXISTS (SELECT FROM dealer_source s
         WHERE s.agency_id = g.agency_id AND s.fields ->> 'review_key' = g.address_key)`,
    [plainArray(agencyIds)],
  );
}
