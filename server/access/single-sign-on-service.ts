/** Sign-in by the region's identity provider. */

import type { Knex } from 'knex';
import { z } from 'zod';
import { ROLES } from '../../domain/access.ts';
import type { Told } from '../../domain/languages/told.ts';
import { told } from '../../domain/languages/told.ts';
import type { AuditEvent } from '../audit/record-audit-event.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import { selectRows } from '../database/connection.ts';
import { badRequest, ProblemError } from '../errors.ts';
import type { AccessContext } from './access-context.ts';
import type { SingleSignOnSettings } from './access-settings.ts';
import { insertAccount } from './account-store.ts';
import { readAgencyId } from './accounts-read-model.ts';
import { newToken } from './request-token.ts';
import type { SignInAccount } from './sign-in-read-model.ts';
import { readSignInAccountById } from './sign-in-read-model.ts';
import type { Browser } from './sign-in-service.ts';
import { begin, mayEnter } from './sign-in-service.ts';
import type { KnownPerson } from './single-sign-on-claims.ts';
import { personIn } from './single-sign-on-claims.ts';
import { wayBack, wayThere } from './single-sign-on-provider.ts';
import { insertJourney, takeJourney } from './single-sign-on-store.ts';

/** Begins the way to the provider: where to send the browser, and a token that it is to bring back. */
export async function beginSingleSignOn(
  { database, now }: AccessContext,
  settings: SingleSignOnSettings,
  redirectUri: string,
): Promise<{ url: URL; browserToken: string }> {
  const { url, journey } = await wayThere(settings, redirectUri);
  const browserToken = newToken();
  await database.knex.transaction((trx) => insertJourney(trx, journey, browserToken, now()));
  return { url, browserToken };
}

/** Begins a session of whoever came back from the provider at `address`, and gives its token. */
export async function finishSingleSignOn(
  context: AccessContext,
  settings: SingleSignOnSettings,
  address: URL,
  browserToken: string,
  browser: Browser,
): Promise<string> {
  const { database, now } = context;
  const state = address.searchParams.get('state') ?? '';
  const journey = await database.knex.transaction((trx) => takeJourney(trx, state, browserToken, now()));
  if (journey === null)
    throw badRequest('This sign-in was not begun here, is over or was used. Begin again.');
  const claims = await wayBack(settings, address, journey);
  if (claims === null) {
    await database.knex.transaction((trx) => recordRefused(trx, null, 'answer'));
    throw new ProblemError(
      401,
      'Not signed in',
      'The identity provider did not let you in, or its answer is not to be trusted. Try again.',
    );
  }
  const person = personIn(claims, settings);
  const outcome = await database.knex.transaction(async (trx) => {
    const account = await accountOf(trx, person);
    if (!mayEnter(context, account)) {
      await recordRefused(trx, account, 'disabled');
      return null;
    }
    return begin(context, trx, account, browser, {
      secondFactor: person.secondFactor,
      method: 'single sign-on',
    });
  });
  if (outcome === null) throw refused(told('Your account here is disabled. Ask your administrator.'));
  return outcome;
}

const refused = (message: Told) => new ProblemError(403, 'Forbidden', message);
const knownRow = z.object({
  id: z.number(),
  name: z.string(),
  role: z.enum(ROLES),
  agencyId: z.number().nullable(),
});

/** The account of a person, made at their first sign-in; role and agency are what the provider says each time. */
async function accountOf(trx: Knex.Transaction, person: KnownPerson): Promise<SignInAccount> {
  const agencyId = person.agency === null ? null : await readAgencyId(trx, person.agency);
  if (agencyId === null && ['steward', 'analyst', 'briefing'].includes(person.role)) {
    throw refused(
      told(
        'The identity provider gives you the role {role}, but no agency that is known here. Ask your administrator.',
        { role: person.role },
      ),
    );
  }
  const [known] = await selectRows(
    trx,
    knownRow,
    'SELECT id, name, role, agency_id AS "agencyId" FROM account WHERE oidc_subject = ? FOR UPDATE',
    [person.subject],
  );
  const id = known?.id ?? (await addAccount(trx, person, agencyId));
  const isOther = known !== undefined && (known.role !== person.role || known.agencyId !== agencyId);
  // Only where something is other than before: every such change has all sessions looked up again.
  if (isOther || (known !== undefined && known.name !== person.name)) {
    await trx.raw('UPDATE account SET name = :name, role = :role, agency_id = :agencyId WHERE id = :id', {
      id,
      name: person.name,
      role: person.role,
      agencyId,
    });
  }
  const account = await readSignInAccountById(trx, id);
  if (account === null) throw new Error('The account was not added.');
  const { role } = person;
  if (known === undefined) await record(trx, account, 'account.added', { role });
  else if (isOther) await record(trx, account, 'account.changed', { from: known.role, to: role });
  return account;
}

/** An address that has an account here already proves nothing: whoever may choose it at the provider would be let in. */
async function addAccount(
  trx: Knex.Transaction,
  person: KnownPerson,
  agencyId: number | null,
): Promise<number> {
  const { email, name, role, subject: oidcSubject } = person;
  const id = await insertAccount(trx, { email, name, role, agencyId, passwordHash: null, oidcSubject });
  if (id === null) {
    throw refused(
      told('There is an account with your address here that signs in by password. Ask your administrator.'),
    );
  }
  return id;
}

const record = (
  trx: Knex.Transaction,
  { id, email, agencyId }: SignInAccount,
  action: AuditEvent['action'],
  detail: AuditEvent['detail'],
) => recordAuditEvent(trx, { actor: email, agencyId, action, subject: `account ${id}`, detail });

const recordRefused = (trx: Knex.Transaction, account: SignInAccount | null, reason: string) =>
  recordAuditEvent(trx, {
    actor: account?.email ?? 'unknown',
    agencyId: account?.agencyId ?? null,
    action: 'session.failed',
    subject: account === null ? 'account unknown' : `account ${account.id}`,
    detail: { reason: `single sign-on: ${reason}` },
  });
