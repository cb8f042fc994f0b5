import type { Knex } from 'knex';
import { z } from 'zod';
import { NOTHING } from '../../domain/access.ts';
import type { SessionAccount, SignedOut } from '../../domain/access-responses.ts';
import type { Session } from '../../domain/responses.ts';
import { readAgencies } from '../agencies/agencies-read-model.ts';
import { selectRows } from '../database/connection.ts';
import { withScope } from '../database/with-scope.ts';
import type { AccessContext } from './access-context.ts';
import type { SignedIn } from './account-of-request.ts';
import { readRegionPolicy } from './region-policy-read-model.ts';
import { scopeOf } from './scope-of-request.ts';
import { shortStatement } from './short-statement.ts';
import { readDemoAccounts } from './sign-in-read-model.ts';

/** `GET /api/session` of whoever is signed in: who they are, at whose records they look, of which days. */
export async function signedInAnswer(context: AccessContext, signedIn: SignedIn): Promise<Session> {
  const account = await sessionAccount(context, signedIn);
  if (!signedIn.capabilities.includes('view')) {
    return {
      account,
      scope: { label: 'No records', agencies: [] },
      synthetic: false,
      dataVersion: 0,
      recoveredFrom: null,
      recoveredTo: null,
      basemap: context.basemap,
    };
  }
  const scope = await scopeOf(context.database, signedIn);
  return withScope(context.database, scope, {}, async ({ trx, dataVersion }) => {
    const agencies = await readAgencies(trx);
    const sharingWith = new Map(scope.agencies.map(({ agencyId, sharing }) => [agencyId, sharing]));
    return {
      account,
      scope: {
        label: scope.label,
        agencies: agencies.map(({ id, code, name, state }) => ({
          code,
          name,
          state,
          sharing: sharingWith.get(id) ?? NOTHING,
        })),
      },
      synthetic: agencies.some(({ synthetic }) => synthetic),
      dataVersion,
      ...(await readRecoveryDays(trx)),
      basemap: context.basemap,
    };
  });
}

/** The same of somebody who is not: how they may sign in, what they accept by it, and the `notice` their last try left. */
export async function signedOutAnswer(
  { database, demo, settings }: AccessContext,
  notice: string | null,
): Promise<SignedOut> {
  const { systemUseNotice } = await shortStatement(database, readRegionPolicy);
  return {
    account: null,
    systemUseNotice,
    demoAccounts: demo ? await readDemoAccounts(database.knex) : [],
    singleSignOn: settings.singleSignOn?.name ?? null,
    notice,
  };
}

const agencyRow = z.object({ code: z.string(), name: z.string() });

/** Whoever is signed in, as the page knows them. */
export async function sessionAccount(
  { database }: AccessContext,
  { account, capabilities, mustAddSecondFactor }: SignedIn,
): Promise<SessionAccount> {
  const { id, email, name, role, agencyId } = account;
  const [agency] =
    agencyId === null
      ? []
      : await shortStatement(database, (knex) =>
          selectRows(knex, agencyRow, 'SELECT code, name FROM agency WHERE id = ?', [agencyId]),
        );
  return {
    id,
    email,
    name,
    role,
    agency: agency ?? null,
    capabilities: [...capabilities],
    mustAddSecondFactor,
  };
}

const daysRow = z.object({ recoveredFrom: z.string().nullable(), recoveredTo: z.string().nullable() });

/**
 * First and last day of recovery in scope; agency by agency, since that is how the index is sorted. Of recoveries that are
 * only counted, the months.
 */
async function readRecoveryDays(trx: Knex.Transaction): Promise<z.infer<typeof daysRow>> {
  const [days] = await selectRows(
    trx,
    daysRow,
    `SELECT min(first) AS "recoveredFrom", max(last) AS "recoveredTo" FROM (
       SELECT days.* FROM agencies_in_scope('recovered') visible (id), LATERAL (
         SELECT min(recovered_on) AS first, max(recovered_on) AS last FROM recovery WHERE agency_id = visible.id
       ) days
       UNION ALL
       SELECT min(month), (max(month) + interval '1 month - 1 day')::date FROM flow_rollup
       WHERE detail IN ('counted', 'counted_named', 'counted_untraced')
     ) either`,
  );
  return days ?? { recoveredFrom: null, recoveredTo: null };
}
