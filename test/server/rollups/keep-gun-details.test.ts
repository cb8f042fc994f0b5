/** The ways in which an agency's guns are packed: those in which somebody sees them, and no others. */
import { beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import type { Capability, Role } from '../../../domain/access.ts';
import { selectRows } from '../../../server/database/connection.ts';
import { keepGunDetails } from '../../../server/rollups/keep-gun-details.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { addAgencies } from '../imports/import-bench.ts';

const database = useTestDatabase();
const keptRow = z.object({ agency: z.string(), detail: z.string() });

beforeEach(async () => {
  for (const table of ['agreement', 'account', 'kept_gun_detail', 'agency']) {
    await database.current.knex.raw('DELETE FROM ??', [table]);
  }
  await addAgencies(database.current, 'OWN', 'PARTNER');
});

/** What is kept, as `AGENCY detail`, after accounts of OWN, their tokens and what PARTNER gives them. */
async function keptAfter({
  roles,
  token,
  given,
  named = false,
}: {
  readonly roles: readonly Role[];
  readonly token?: { readonly capabilities: readonly Capability[]; readonly days: number };
  readonly given?: 'records' | 'deidentified' | 'aggregates';
  /** Whether the region has dealers named where guns are counted. */
  readonly named?: boolean;
}): Promise<readonly string[]> {
  await database.current.knex.transaction(async (trx) => {
    await trx.raw('UPDATE region_policy SET names_dealers = ?', [named]);
    for (const role of roles) {
      await trx.raw(
        `INSERT INTO account (email, name, role, agency_id)
         SELECT :role || '@own.example', :role, :role, id FROM agency WHERE code = 'OWN'`,
        { role },
      );
    }
    if (token !== undefined) {
      await trx.raw(
        `INSERT INTO api_token (token_sha256, account_id, name, capabilities, expires_at)
         SELECT 'of no text', id, 'nightly', :capabilities::text[], now() + make_interval(days => :days::int) FROM account`,
        { capabilities: [...token.capabilities], days: token.days },
      );
    }
    if (given !== undefined) {
      await trx.raw(
        `INSERT INTO agreement (giving_agency_id, receiving_agency_id, recoveries, traces, ballistics, debriefs, sales,
           legal_basis, written_by, starts_on, accepted_by, accepted_at)
         SELECT g.id, r.id, :given, :given, 'nothing', 'nothing', 'nothing', 'tests', 'tests', '2020-01-01', 'tests', now()
         FROM agency g, agency r WHERE g.code = 'PARTNER' AND r.code = 'OWN'`,
        { given },
      );
    }
    await keepGunDetails(trx);
  });
  const kept = await selectRows(
    database.current.knex,
    keptRow,
    `SELECT a.code AS agency, k.detail FROM kept_gun_detail k JOIN agency a ON a.id = k.agency_id ORDER BY 1, 2`,
  );
  return kept.map(({ agency, detail }) => `${agency} ${detail}`);
}

const looking = { capabilities: ['view'], days: 1 } as const;

it.each([
  ['nobody', { roles: [] }, []],
  ['an analyst, who sees their own as they are', { roles: ['analyst'] }, []],
  ["mayor's staff", { roles: ['briefing'] }, ['OWN counted']],
  ['an analyst and a partner', { roles: ['analyst'], given: 'deidentified' }, ['PARTNER deidentified']],
  [
    "mayor's staff and a partner",
    { roles: ['briefing'], given: 'records' },
    ['OWN counted', 'PARTNER counted'],
  ],
  [
    "mayor's staff where dealers are named in counts, and a partner",
    { roles: ['briefing'], given: 'aggregates', named: true },
    ['OWN counted_named', 'PARTNER counted_named'],
  ],
  [
    "an analyst's token that may only look",
    { roles: ['analyst'], given: 'deidentified', token: looking },
    ['OWN counted', 'PARTNER counted', 'PARTNER deidentified'],
  ],
  [
    'one that may see records',
    { roles: ['analyst'], token: { capabilities: ['view', 'records'], days: 1 } },
    [],
  ],
  ['one that has ended', { roles: ['analyst'], token: { ...looking, days: -1 } }, []],
  [
    'one allowed what its role does not do',
    { roles: ['auditor'], token: { capabilities: ['view', 'audit'], days: 1 } },
    [],
  ],
] as const)('for %s', async (_who, seen, expected) => {
  expect(await keptAfter(seen)).toEqual(expected);
});
