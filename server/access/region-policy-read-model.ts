import type { Knex } from 'knex';
import { z } from 'zod';
import type { RegionPolicy } from '../../domain/access-responses.ts';
import { selectRows } from '../database/connection.ts';

const policyRow = z.object({
  systemUseNotice: z.string(),
  namesDealers: z.boolean(),
  leastPublished: z.number(),
  secondPersonReleases: z.boolean(),
  version: z.number(),
});

const POLICY = `SELECT system_use_notice AS "systemUseNotice", names_dealers AS "namesDealers", least_published AS "leastPublished",
  second_person_releases AS "secondPersonReleases", version FROM region_policy`;

/** What the administrators of the region have settled for all of it. */
export const readRegionPolicy = (knex: Knex): Promise<RegionPolicy> => onlyPolicy(knex, POLICY);

/** The same for whoever changes it: others who do wait until the transaction is over. */
export const lockRegionPolicy = (trx: Knex.Transaction): Promise<RegionPolicy> =>
  onlyPolicy(trx, `${POLICY} FOR UPDATE`);

async function onlyPolicy(knex: Knex, sql: string): Promise<RegionPolicy> {
  const [policy] = await selectRows(knex, policyRow, sql);
  if (policy === undefined) throw new Error('region_policy has no row; run the migrations again.');
  return policy;
}
