/** Keeping the accounts of the region, or of one agency. All of it is in the audit log. */

import type { Knex } from 'knex';
import type { Role } from '../../domain/access.ts';
import type { AccountItem } from '../../domain/access-responses.ts';
import type { Told } from '../../domain/languages/told.ts';
import { told } from '../../domain/languages/told.ts';
import type { AuditEvent } from '../audit/record-audit-event.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import { badRequest, forbidden, notFound, ProblemError } from '../errors.ts';
import type { AccessContext } from './access-context.ts';
import {
  deleteInvitations,
  insertAccount,
  insertInvitation,
  readInvited,
  removeAccess,
  removeCredentials,
  setPassword,
  updateAccount,
} from './account-store.ts';
import type { AccountRow } from './accounts-read-model.ts';
import { hasOtherAdministrator, readAccount, readAgencyId } from './accounts-read-model.ts';
import { hashPassword } from './password.ts';
import { checkNewPassword } from './password-rules.ts';
import { deleteSessionsOf } from './session-store.ts';

type Context = Pick<AccessContext, 'database' | 'now'>;

/** Whoever keeps accounts. */
export interface Keeper {
  /** As the audit log names them. */
  readonly actor: string;
  /** A steward keeps the accounts of one agency; null keeps all. */
  readonly agencyId: number | null;
  /** The operator, who can add another at the command line, may take away even the last administrator. */
  readonly evenLast?: boolean;
}

const INVITATION_MS = 7 * 24 * 3_600_000;
/** Roles of an agency's own people, which its steward gives. */
const AGENCY_ROLES: readonly Role[] = ['steward', 'analyst', 'briefing'];

const noSuchAccount = () => notFound('There is no such account.');

export interface AccountDraft {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** Code; null for those who belong to none. */
  readonly agency: string | null;
}

export interface Invitation {
  readonly account: AccountItem;
  /** Shown once, to be sent to the person. */
  readonly token: string;
}

/** Adds an account, which whoever has the invitation gives a password. */
export async function inviteAccount(
  context: Context,
  keeper: Keeper,
  draft: AccountDraft,
): Promise<Invitation> {
  return context.database.knex.transaction(async (trx) => {
    const account = await addAccount(trx, keeper, draft, null);
    const token = await invite(context, trx, account.id);
    await recordAdded(trx, keeper, account);
    return { account: itemOf(account), token };
  });
}

/** Adds an account with a password of its own. */
export async function addAccountWithPassword(
  { database }: Context,
  keeper: Keeper,
  draft: AccountDraft,
  password: string,
): Promise<AccountItem> {
  await checkNewPassword(password, emailOf(draft));
  const passwordHash = await hashPassword(password);
  return database.knex.transaction(async (trx) => {
    const account = await addAccount(trx, keeper, draft, passwordHash);
    await recordAdded(trx, keeper, account);
    return itemOf(account);
  });
}

async function addAccount(
  trx: Knex.Transaction,
  keeper: Keeper,
  draft: AccountDraft,
  passwordHash: string | null,
): Promise<AccountRow> {
  const { role } = draft;
  const agencyId = draft.agency === null ? null : await readAgencyId(trx, draft.agency);
  if (keeper.agencyId !== null && (agencyId !== keeper.agencyId || !AGENCY_ROLES.includes(role))) {
    throw forbidden('A steward adds stewards, analysts and briefing staff of the own agency only.');
  }
  if (draft.agency !== null && agencyId === null) {
    throw badRequest('There is no agency of that code.', { parameter: 'agency' });
  }
  checkAgency(role, agencyId);
  const email = emailOf(draft);
  const name = draft.name.trim();
  const id = await insertAccount(trx, { email, name, role, agencyId, passwordHash, oidcSubject: null });
  if (id === null) {
    throw new ProblemError(409, 'Address taken', 'There is an account with this address already.', {
      parameter: 'email',
    });
  }
  return kept(trx, keeper, id);
}

const recordAdded = (trx: Knex.Transaction, keeper: Keeper, account: AccountRow) =>
  record(trx, keeper, account, 'account.added', { role: account.role });

const emailOf = ({ email }: AccountDraft): string => email.trim().toLowerCase();

function checkAgency(role: Role, agencyId: number | null): void {
  if (role === 'administrator' && agencyId !== null) {
    throw badRequest('An administrator keeps the region and belongs to no agency.', { parameter: 'agency' });
  }
  if (AGENCY_ROLES.includes(role) && agencyId === null) {
    throw badRequest(told('{role} is a role within an agency: name the agency.', { role }), {
      parameter: 'agency',
    });
  }
}

/**
 * Invites again; the invitation before is void. With `reset`, which an administrator may, password and second factor, sessions
 * and tokens are taken away first.
 */
export async function inviteAgain(
  context: Context,
  keeper: Keeper,
  id: number,
  { reset }: { readonly reset: boolean },
): Promise<Invitation> {
  return context.database.knex.transaction(async (trx) => {
    await holdAccounts(trx);
    const account = await kept(trx, keeper, id);
    if (account.state === 'disabled') throw conflict(told('The account is disabled. Enable it first.'));
    if (reset) {
      if (keeper.agencyId !== null)
        throw forbidden('Only an administrator takes away a password or second factor.');
      await mustNotBeLast(trx, keeper, account);
      await removeCredentials(trx, id);
    } else if (account.state === 'active') {
      throw conflict(told('The account is in use. To give it a new password, reset it.'));
    }
    const token = await invite(context, trx, id);
    const invited = await kept(trx, keeper, id);
    await record(trx, keeper, account, reset ? 'account.reset' : 'account.invited', {});
    return { account: itemOf(invited), token };
  });
}

export interface AccountChange {
  readonly name?: string | undefined;
  readonly role?: Role | undefined;
  readonly disabled?: boolean | undefined;
}

/** Changes an account; one that is disabled loses its sessions, tokens and invitation. */
export async function changeAccount(
  { database }: Context,
  keeper: Keeper,
  id: number,
  { name, role, disabled }: AccountChange,
): Promise<AccountItem> {
  return database.knex.transaction(async (trx) => {
    await holdAccounts(trx);
    const account = await kept(trx, keeper, id);
    const next = { role: role ?? account.role, disabled: disabled ?? account.state === 'disabled' };
    if (keeper.agencyId !== null && !AGENCY_ROLES.includes(next.role)) {
      throw forbidden('A steward gives the roles steward, analyst and briefing only.');
    }
    // Whoever keeps the region belongs to no agency of it any more.
    const agencyId = next.role === 'administrator' ? null : account.agencyId;
    checkAgency(next.role, agencyId);
    if (next.disabled || next.role !== 'administrator') await mustNotBeLast(trx, keeper, account);
    await updateAccount(trx, id, { name: name?.trim() ?? account.name, agencyId, ...next });
    if (next.disabled) await removeAccess(trx, id);
    const detail = {
      ...(name === undefined ? {} : { renamed: true }),
      ...(role === undefined ? {} : { from: account.role, to: role }),
      ...(disabled === undefined ? {} : { disabled }),
    };
    const changed = await kept(trx, keeper, id);
    await record(trx, keeper, account, 'account.changed', detail);
    return itemOf(changed);
  });
}

/** Ends all sessions of an account. */
export async function endSessions({ database }: Context, keeper: Keeper, id: number): Promise<void> {
  await database.knex.transaction(async (trx) => {
    const account = await kept(trx, keeper, id);
    const sessions = await deleteSessionsOf(trx, id);
    await record(trx, keeper, account, 'account.sessions_ended', { sessions });
  });
}

const noSuchInvitation = () =>
  notFound('This invitation was used or is over. Ask whoever invited you for another.');

/** Whom an invitation is for. */
export async function lookAtInvitation(
  { database, now }: Context,
  token: string,
): Promise<{ email: string; name: string }> {
  const invited = await database.knex.transaction((trx) => readInvited(trx, token, now()));
  if (invited === null) throw noSuchInvitation();
  return { email: invited.email, name: invited.name };
}

/** Gives an invited account its password. */
export async function acceptInvitation(context: Context, token: string, password: string): Promise<void> {
  const { email } = await lookAtInvitation(context, token);
  await checkNewPassword(password, email);
  const passwordHash = await hashPassword(password);
  await context.database.knex.transaction(async (trx) => {
    const invited = await readInvited(trx, token, context.now());
    if (invited === null) throw noSuchInvitation();
    await deleteInvitations(trx, invited.id);
    await setPassword(trx, invited.id, passwordHash);
    await recordAuditEvent(trx, {
      actor: invited.email,
      agencyId: invited.agencyId,
      action: 'account.invitation_accepted',
      subject: `account ${invited.id}`,
      detail: {},
    });
  });
}

const conflict = (message: Told) => new ProblemError(409, 'Not now', message);

const invite = ({ now }: Context, trx: Knex.Transaction, id: number) =>
  insertInvitation(trx, id, now() + INVITATION_MS);

/** Two who change each other at the same time would each find the other still there. */
const holdAccounts = (trx: Knex.Transaction) => trx.raw('LOCK TABLE account IN SHARE ROW EXCLUSIVE MODE');

/** An account the keeper keeps; to a steward, administrators and auditors are as little there as other agencies' people. */
async function kept(trx: Knex.Transaction, keeper: Keeper, id: number): Promise<AccountRow> {
  const account = await readAccount(trx, keeper, id);
  const hidden = keeper.agencyId !== null && account !== null && !AGENCY_ROLES.includes(account.role);
  if (account === null || hidden) throw noSuchAccount();
  return account;
}

async function mustNotBeLast(
  trx: Knex.Transaction,
  { evenLast = false }: Keeper,
  account: AccountRow,
): Promise<void> {
  if (evenLast) return;
  const isActive = account.role === 'administrator' && account.state === 'active';
  if (isActive && !(await hasOtherAdministrator(trx, account.id))) {
    throw conflict(told('This is the last administrator who can sign in. Add another first.'));
  }
}

function itemOf({ agencyId: _, ...item }: AccountRow): AccountItem {
  return item;
}

const record = (
  trx: Knex.Transaction,
  { actor }: Keeper,
  { id, agencyId }: AccountRow,
  action: AuditEvent['action'],
  detail: AuditEvent['detail'],
) => recordAuditEvent(trx, { actor, agencyId, action, subject: `account ${id}`, detail });
