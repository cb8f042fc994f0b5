import { text } from 'node:stream/consumers';
import type { Role } from '../../domain/access.ts';
import { ROLES } from '../../domain/access.ts';
import type { AccountItem } from '../../domain/access-responses.ts';
import { readAccountId, readAccounts } from '../access/accounts-read-model.ts';
import type { Invitation, Keeper } from '../access/accounts-service.ts';
import {
  addAccountWithPassword,
  changeAccount,
  inviteAccount,
  inviteAgain,
} from '../access/accounts-service.ts';
import { invitationUrl, publicUrlOf } from '../access/public-url.ts';
import { ProblemError } from '../errors.ts';
import type { Command, CommandInput, CommandResult } from './command.ts';
import { positional, UsageError } from './command.ts';

/** Whoever can run this keeps everything; the audit log knows them by the command line alone. */
const OPERATOR: Keeper = { actor: 'command line', agencyId: null, evenLast: true };
const EVERYONE = { agencyId: null };

export const addUserCommand: Command = {
  usage: `user add EMAIL --name NAME --role ${ROLES.join('|')} [--agency CODE] [--password-stdin]`,
  positionals: 1,
  options: {
    name: { type: 'string' },
    role: { type: 'string' },
    agency: { type: 'string' },
    'password-stdin': { type: 'boolean' },
  },
  async run(input) {
    const context = contextOf(input);
    const email = positional(input, 0);
    if (!/^[^\s@]+@[^\s@]+$/.test(email))
      throw new UsageError(`EMAIL is an address like a.person@agency.gov, not "${email}".`);
    const draft = { email, name: nameOf(input), role: roleOf(input), agency: input.option('agency') ?? null };
    if (!input.flag('password-stdin')) {
      return invited(input, await inWords(inviteAccount(context, OPERATOR, draft)));
    }
    // One line end belongs to the command that printed it, not to the password.
    const password = (await text(process.stdin)).replace(/\r?\n$/, '');
    const account = await inWords(addAccountWithPassword(context, OPERATOR, draft, password));
    return { json: { account }, lines: [`Added ${account.email}, ${described(account)}.`], exitCode: 0 };
  },
};

export const listUsersCommand: Command = {
  usage: 'user list [--json]',
  positionals: 0,
  options: {},
  async run({ database }) {
    const { items } = await database.knex.transaction((trx) =>
      readAccounts(trx, EVERYONE, { after: 0, limit: 100_000 }),
    );
    const lines = items.map(
      (account) =>
        `${account.email}  ${described(account)}  ${account.state}${account.secondFactor ? ', second factor' : ''}${account.lastSeenAt === null ? '' : `, last seen ${account.lastSeenAt}`}`,
    );
    return {
      json: { items },
      lines: lines.length === 0 ? ['There are no accounts. Add one with: tracemap user add'] : lines,
      exitCode: 0,
    };
  },
};

export const disableUserCommand: Command = {
  usage: 'user disable EMAIL',
  positionals: 1,
  options: {},
  async run(input) {
    const context = contextOf(input);
    const id = await idOf(input);
    const account = await inWords(changeAccount(context, OPERATOR, id, { disabled: true }));
    return {
      json: { account },
      lines: [`${account.email} can no longer sign in; sessions and tokens have ended.`],
      exitCode: 0,
    };
  },
};

export const resetUserCommand: Command = {
  usage: 'user reset EMAIL',
  positionals: 1,
  options: {},
  async run(input) {
    const context = contextOf(input);
    const id = await idOf(input);
    const invitation = await inWords(inviteAgain(context, OPERATOR, id, { reset: true }));
    return invited(input, invitation);
  },
};

const contextOf = ({ database }: CommandInput) => ({ database, now: Date.now });

function invited({ config }: CommandInput, { account, token }: Invitation): CommandResult {
  const here = { headers: { host: `localhost:${config.port}` } };
  const url = invitationUrl(publicUrlOf(config.access, here), token);
  return {
    json: { account, invitationUrl: url },
    lines: [
      `${account.email}, ${described(account)}, chooses a password within 7 days at this address, which is shown only now:`,
      url,
    ],
    exitCode: 0,
  };
}

const described = ({ role, agency }: AccountItem): string =>
  agency === null ? role : `${role} of ${agency.name}`;

function nameOf(input: CommandInput): string {
  const name = input.option('name')?.trim() ?? '';
  if (name === '' || name.length > 100)
    throw new UsageError('user add needs --name, the name of the person (at most 100 characters).');
  return name;
}

function roleOf(input: CommandInput): Role {
  const given = input.option('role');
  const role = ROLES.find((known) => known === given);
  if (role === undefined) {
    throw new UsageError(
      given === undefined
        ? `user add needs --role, one of ${ROLES.join(', ')}.`
        : `--role is one of ${ROLES.join(', ')}, not "${given}".`,
    );
  }
  return role;
}

async function idOf(input: CommandInput): Promise<number> {
  const email = positional(input, 0).trim().toLowerCase();
  const id = await input.database.knex.transaction((trx) => readAccountId(trx, email));
  if (id === null) throw new UsageError(`There is no account ${email}. See: tracemap user list`);
  return id;
}

/** What is refused is said in one line. */
async function inWords<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ProblemError) throw new UsageError(error.message);
    throw error;
  }
}
