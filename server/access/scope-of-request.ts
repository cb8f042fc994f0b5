import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Account, Capability } from '../../domain/access.ts';
import type { Told } from '../../domain/languages/told.ts';
import { told } from '../../domain/languages/told.ts';
import type { Scope } from '../../domain/scope.ts';
import { scopeOfAllRecords } from '../../domain/scope.ts';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import { sharedRead } from '../database/shared-read.ts';
import { forbidden, notSignedIn, secondFactorNeeded } from '../errors.ts';
import type { SignedIn } from './account-of-request.ts';
import { scopeOfAccount } from './scope-of-account.ts';
import { senderOfRequest } from './sender-of-request.ts';

/** Whoever sent a request, and what they may see. */
export interface Access {
  readonly account: Account;
  readonly capabilities: readonly Capability[];
  readonly scope: Scope;
}

/**
 * The access of a request: the one switch point, asked for each request on what its route needs (of several, any). A ProblemError: 401 where
 * nobody is signed in, 403 where they may not.
 */
export async function accessOfRequest(
  database: Database,
  request: IncomingMessage,
  needs: Capability | readonly [Capability, ...Capability[]],
): Promise<Access> {
  const signedIn = await senderOfRequest(database, request);
  if (signedIn === null) throw notSignedIn();
  if (signedIn.mustAddSecondFactor) {
    throw secondFactorNeeded('Add a second factor to your account first: records are open only with one.');
  }
  const anyOf = typeof needs === 'string' ? ([needs] as const) : needs;
  if (!anyOf.some((capability) => signedIn.capabilities.includes(capability))) {
    throw forbidden(REFUSALS[anyOf[0]]);
  }
  const { account, capabilities } = signedIn;
  return { account, capabilities, scope: await scopeOf(database, signedIn) };
}

/** The scope alone; see {@link accessOfRequest}. */
export async function scopeOfRequest(
  database: Database,
  request: IncomingMessage,
  needs: Capability,
): Promise<Scope> {
  return (await accessOfRequest(database, request, needs)).scope;
}

const REFUSALS: Readonly<Record<Capability, Told>> = {
  view: told('Your account does not see maps and counts.'),
  records: told('Your account sees counts by area, not single records, dealers or purchasers.'),
  persons: told('Your account may not search for persons.'),
  define: told('Corridors are defined by analysts and stewards.'),
  brief: told('Views and briefings are written by the analysts, stewards and briefing staff of an agency.'),
  steward: told('Files and open addresses are for the stewards of an agency.'),
  agree: told('Agreements are for the stewards of an agency.'),
  administer: told('This is for the administrators of the region.'),
  audit: told('The audit log is for auditors, administrators and stewards.'),
  dealers: told('Your account sees counts by area: dealers are not named to it in this region.'),
};

interface KeptScope {
  /** The day it holds for: agreements begin and end with days. */
  readonly day: string;
  readonly scope: Promise<Scope>;
}

/** Whoever is signed in is another object once anything about access has changed. */
const keptScopes = new WeakMap<SignedIn, KeptScope>();

/** The same object as long as nothing about access changed, so that what is worked out of it can be kept. */
export function scopeOf(database: Database, signedIn: SignedIn): Promise<Scope> {
  const day = new Date().toISOString().slice(0, 10);
  const kept = keptScopes.get(signedIn);
  if (kept?.day === day) return kept.scope;
  const scope = scopeOfAccount(database, signedIn.account, signedIn.capabilities, day);
  keptScopes.set(signedIn, { day, scope });
  scope.catch(() => keptScopes.delete(signedIn));
  return scope;
}

const agenciesRow = z.object({ ids: z.string() });

/** Every record of this installation, as of the question: what the operator at the command line may read. */
export const scopeOfInstallation = sharedRead(async (database): Promise<Scope> => {
  const [row] = await selectRows(
    database.aside,
    agenciesRow,
    `SELECT coalesce(string_agg(id::text, ',' ORDER BY id), '') AS ids FROM agency`,
  );
  const ids = row?.ids ?? '';
  return scopeOfAllRecords(ids === '' ? [] : ids.split(',').map(Number), 'All agencies');
});
