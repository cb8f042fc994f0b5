import type { Knex } from 'knex';
import { plainArray, textArray } from '../database/array-literal.ts';
import type { DueLinkage } from './due-linkage.ts';
import type { FoundPair } from './find-pairs.ts';

/** Pairs written at once. */
const PAIRS_A_STATEMENT = 5000;

const BETWEEN = '(a_agency_id, b_agency_id) IN ((:a, :b), (:b, :a))';

/**
 * Puts what a run found between two agencies in place of what was found before; what somebody decided stays. Purchasers that went
 * meanwhile are left out. What is noted as done is what was compared: what has changed since is done by the next run.
 */
export async function writePairs(
  trx: Knex.Transaction,
  due: DueLinkage,
  pairs: readonly FoundPair[],
): Promise<void> {
  const { a, b, basis } = due;
  const unknown = basis === 'hashes' ? `, weight = NULL, probability = NULL, parts = '[]'` : '';
  await trx.raw(`UPDATE purchaser_pair SET found = NULL ${unknown} WHERE ${BETWEEN}`, { a, b });
  if (basis === 'hashes') await insertEqualHashes(trx, due);
  for (let from = 0; from < pairs.length; from += PAIRS_A_STATEMENT) {
    await insertPairs(trx, pairs.slice(from, from + PAIRS_A_STATEMENT));
  }
  await trx.raw(`DELETE FROM purchaser_pair WHERE found IS NULL AND decision IS NULL AND ${BETWEEN}`, {
    a,
    b,
  });
  await trx.raw(
    `INSERT INTO linkage_run (a_agency_id, b_agency_id, basis, a_version, b_version)
     VALUES (:a, :b, :basis, :aVersion, :bVersion)
     ON CONFLICT (a_agency_id, b_agency_id) DO UPDATE SET basis = excluded.basis, a_version = excluded.a_version,
       b_version = excluded.b_version, ran_at = now()`,
    { a, b, basis, aVersion: due.aVersion, bVersion: due.bVersion },
  );
}

const INTO = `INSERT INTO purchaser_pair (a_purchaser_id, b_purchaser_id, a_agency_id, b_agency_id, weight, probability,
  parts, same_hash, found)`;
const AGAIN = `ON CONFLICT (a_purchaser_id, b_purchaser_id) DO UPDATE SET weight = excluded.weight,
  probability = excluded.probability, parts = excluded.parts, same_hash = excluded.same_hash, found = excluded.found`;

async function insertPairs(trx: Knex.Transaction, pairs: readonly FoundPair[]): Promise<void> {
  await trx.raw(
    `${INTO} SELECT a.id, b.id, a.agency_id, b.agency_id, pair.weight, pair.probability, pair.parts::jsonb,
       coalesce(a.person_hash = b.person_hash, false), pair.found
     FROM unnest(?::int[], ?::int[], ?::float8[], ?::float8[], ?::text[], ?::text[])
       AS pair (a, b, weight, probability, parts, found)
     JOIN purchaser a ON a.id = pair.a JOIN purchaser b ON b.id = pair.b ${AGAIN}`,
    [
      plainArray(pairs.map(({ a }) => a)),
      plainArray(pairs.map(({ b }) => b)),
      plainArray(pairs.map(({ weight }) => weight)),
      plainArray(pairs.map(({ probability }) => probability)),
      textArray(pairs.map(({ parts }) => JSON.stringify(parts))),
      textArray(pairs.map(({ found }) => found)),
    ],
  );
}

/** Where names are not shared, the same name and birth date are told by hashes alone, and nothing else is. */
async function insertEqualHashes(trx: Knex.Transaction, { a, b }: DueLinkage): Promise<void> {
  await trx.raw(
    `${INTO} SELECT one.id, other.id, one.agency_id, other.agency_id, NULL, NULL, '[]', true, 'joined'
     FROM purchaser one JOIN purchaser other ON other.person_hash = one.person_hash AND other.id > one.id
     WHERE (one.agency_id, other.agency_id) IN ((:a, :b), (:b, :a)) ${AGAIN}`,
    { a, b },
  );
}
