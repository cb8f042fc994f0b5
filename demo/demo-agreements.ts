import { z } from 'zod';
import type { Sharing } from '../domain/access.ts';
import { ALL_RECORDS, DATA_KINDS, sharingOf } from '../domain/access.ts';
import type { Database } from '../server/database/connection.ts';
import { selectRows } from '../server/database/connection.ts';
import { keepGunDetails } from '../server/rollups/keep-gun-details.ts';

interface DemoAgreement {
  /** Codes. */
  readonly giving: string;
  readonly receiving: string;
  readonly sharing: Sharing;
  readonly legalBasis: string;
  readonly state: 'in_force' | 'offered' | 'revoked';
}

const DEIDENTIFIED = sharingOf(() => 'deidentified');
const AGGREGATES = sharingOf(() => 'aggregates');
const NO_TRACES = sharingOf((kind) =>
  kind === 'recoveries' || kind === 'ballistics' ? 'records' : 'nothing',
);

const inForce = (giving: string, receiving: string, sharing: Sharing): DemoAgreement => ({
  giving,
  receiving,
  sharing,
  legalBasis: 'Memorandum of understanding of the demo region',
  state: 'in_force',
});

/** Agencies that work cases together, each with each. */
const TASK_FORCE = ['BALTPD', 'BALTCO', 'WILMPD', 'PHILPD', 'CAMDPD'];

/** One of each kind that the demo's Baltimore has to do with, and what the others have among themselves. */
export const DEMO_AGREEMENTS: readonly DemoAgreement[] = [
  ...TASK_FORCE.flatMap((giving) =>
    TASK_FORCE.filter((receiving) => receiving !== giving).map((receiving) =>
      inForce(giving, receiving, ALL_RECORDS),
    ),
  ),
  inForce('NCCPD', 'BALTPD', DEIDENTIFIED),
  inForce('BALTPD', 'NCCPD', DEIDENTIFIED),
  inForce('NEWAPD', 'BALTPD', AGGREGATES),
  inForce('BALTPD', 'NEWAPD', AGGREGATES),
  inForce('CHESPD', 'BALTPD', NO_TRACES),
  { ...inForce('TRENPD', 'BALTPD', DEIDENTIFIED), state: 'offered' },
  { ...inForce('KINGSO', 'BALTPD', AGGREGATES), state: 'revoked' },
];

const countRow = z.object({ count: z.number() });

/** Writes what the agencies of the demo agreed on, once. The demo region must be loaded. */
export async function ensureDemoAgreements(database: Database): Promise<void> {
  await database.knex.transaction(async (trx) => {
    const [known] = await selectRows(trx, countRow, 'SELECT count(*) AS count FROM agreement');
    if (known?.count !== 0) return;
    for (const { giving, receiving, sharing, legalBasis, state } of DEMO_AGREEMENTS) {
      await trx.raw(
        `INSERT INTO agreement (giving_agency_id, receiving_agency_id, ${DATA_KINDS.join(', ')}, legal_basis, starts_on,
           written_by, accepted_by, accepted_at, revoked_by, revoked_at)
         SELECT g.id, r.id, ${DATA_KINDS.map((kind) => `:${kind}`).join(', ')}, :legalBasis, '2024-01-01',
           'demo', :acceptedBy::text, CASE WHEN :acceptedBy::text IS NOT NULL THEN now() END,
           :revokedBy::text, CASE WHEN :revokedBy::text IS NOT NULL THEN now() END
         FROM agency g, agency r WHERE g.code = :giving AND r.code = :receiving`,
        {
          giving,
          receiving,
          ...sharing,
          legalBasis,
          acceptedBy: state === 'offered' ? null : 'demo',
          revokedBy: state === 'revoked' ? 'demo' : null,
        },
      );
    }
    await keepGunDetails(trx);
  });
}
