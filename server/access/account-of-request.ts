import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Account, Capability } from '../../domain/access.ts';
import {
  capabilitiesOf,
  capabilitiesOfToken,
  GIVEN_CAPABILITIES,
  isRecordLevel,
  ROLES,
  withDealers,
} from '../../domain/access.ts';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import { readAccessVersion } from './access-version.ts';
import type { RequestToken } from './request-token.ts';
import { tokenOfRequest } from './request-token.ts';
import { shortStatement } from './short-statement.ts';

/** A session that nobody used for so long has ended. */
export const IDLE_LIMIT_MS = 30 * 60_000;
/** However much it is used, a session ends so long after its sign-in. */
export const ABSOLUTE_LIMIT_MS = 12 * 3_600_000;
/** How often it is written down at most that a session is in use. */
const SEEN_EVERY_MS = 60_000;
/** More than are signed in at the same time; beyond, those read longest ago are read again. */
const MOST_KEPT = 5_000;

/** Whoever sent a request. The same object as long as nothing about access has changed: callers keep things by it. */
export interface SignedIn {
  readonly account: Account;
  /** What they may do here; nothing while {@link mustAddSecondFactor}. */
  readonly capabilities: readonly Capability[];
  readonly how: 'session' | 'token';
  /** Null for a token. */
  readonly sessionId: number | null;
  /** The role sees single records and the session rests on a password alone: first comes a second factor. */
  readonly mustAddSecondFactor: boolean;
}

interface Kept {
  readonly signedIn: SignedIn;
  /** The access version it was read at. */
  version: number;
  /** When it ends however much it is used, in milliseconds. */
  readonly endsAt: number;
  /** When it was last used, as far as this process knows. */
  seenAt: number;
  /** When that was last written down. */
  writtenAt: number;
}

const keptOf = new WeakMap<Database, Map<string, Kept>>();

/**
 * Whoever sent the request, by the session of its cookie or by its API token; null where it shows none that is in force.
 * Asked for every request: it waits for nothing but the access version, which all requests of the moment share, unless
 * that has changed. `now` gives milliseconds.
 */
export async function accountOfRequest(
  database: Database,
  request: Pick<IncomingMessage, 'headers'>,
  now: () => number = Date.now,
): Promise<SignedIn | null> {
  const token = tokenOfRequest(request);
  if (token === null) return null;
  const version = await readAccessVersion(database);
  const kept = keptOf.get(database) ?? new Map<string, Kept>();
  keptOf.set(database, kept);
  const time = now();
  let entry = kept.get(token.sha256);
  if (entry?.version !== version || !isInForce(entry, time)) {
    // Where it seems to be over, it may have been used at another server.
    const read = await readToken(database, token);
    entry = read && keptEntry(read, version, kept.get(token.sha256));
    kept.delete(token.sha256);
    if (entry === undefined || !isInForce(entry, time)) return null;
    keep(kept, token.sha256, entry);
  }
  if (!isBackground(request)) await noteSeen(database, entry, token, time);
  return entry.signedIn;
}

function isInForce({ signedIn, endsAt, seenAt }: Kept, time: number): boolean {
  return time < endsAt && (signedIn.how === 'token' || time < seenAt + IDLE_LIMIT_MS);
}

function keep(kept: Map<string, Kept>, key: string, entry: Kept): void {
  kept.set(key, entry);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) return;
    kept.delete(oldest);
  }
}

/** A page that only looks whether anything is new says so: left alone on a desk it does not keep its session alive. */
const isBackground = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean =>
  headers['tracemap-background'] !== undefined;

const accountColumns = {
  account_id: z.number(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  agency_id: z.number().nullable(),
  demo: z.boolean(),
  seen_at: z.number(),
  ends_at: z.number(),
  names_dealers: z.boolean(),
};
const sessionRow = z.object({ ...accountColumns, session_id: z.number(), second_factor: z.boolean() });
const tokenRow = z.object({ ...accountColumns, allowed: z.array(z.enum(GIVEN_CAPABILITIES)) });

const milliseconds = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`;

const NAMES_DEALERS = '(SELECT names_dealers FROM region_policy) AS names_dealers';

const SESSION = `SELECT s.id AS session_id, s.second_factor, a.id AS account_id, a.email, a.name, a.role, a.agency_id, a.demo,
    ${NAMES_DEALERS}, ${milliseconds('s.last_seen_at')} AS seen_at, ${milliseconds('s.created_at')} + ${ABSOLUTE_LIMIT_MS} AS ends_at
  FROM account_session s JOIN account a ON a.id = s.account_id
  WHERE s.token_sha256 = ? AND a.disabled_at IS NULL`;

const API_TOKEN = `SELECT t.capabilities AS allowed, a.id AS account_id, a.email, a.name, a.role, a.agency_id, a.demo,
    ${NAMES_DEALERS}, coalesce(${milliseconds("t.last_used_on::timestamp AT TIME ZONE 'UTC'")}, 0) AS seen_at,
    ${milliseconds('t.expires_at')} AS ends_at
  FROM api_token t JOIN account a ON a.id = t.account_id
  WHERE t.token_sha256 = ? AND a.disabled_at IS NULL`;

type Read = Pick<Kept, 'signedIn' | 'endsAt' | 'seenAt'>;

/** What was read now, as it is to be kept; `known` is what another request may have read in the meantime. */
function keptEntry({ signedIn, endsAt, seenAt }: Read, version: number, known: Kept | undefined): Kept {
  return {
    // Another object at each version: what is kept by it may have changed with what agencies agreed.
    signedIn: known?.version === version ? known.signedIn : signedIn,
    version,
    endsAt,
    seenAt: Math.max(seenAt, known?.seenAt ?? 0),
    writtenAt: seenAt,
  };
}

/** What the database has of it, whether or not its time is over; undefined where there is no such thing. */
const readToken = (database: Database, token: RequestToken): Promise<Read | undefined> =>
  token.how === 'session' ? readSession(database, token) : readApiToken(database, token);

async function readSession(database: Database, token: RequestToken): Promise<Read | undefined> {
  const [row] = await shortStatement(database, (knex) =>
    selectRows(knex, sessionRow, SESSION, [token.sha256]),
  );
  if (row === undefined) return undefined;
  const mustAddSecondFactor = isRecordLevel(row.role) && !row.demo && !row.second_factor;
  return {
    signedIn: {
      account: accountIn(row),
      capabilities: mustAddSecondFactor ? [] : withDealers(capabilitiesOf(row.role), row.names_dealers),
      how: 'session',
      sessionId: row.session_id,
      mustAddSecondFactor,
    },
    endsAt: row.ends_at,
    seenAt: row.seen_at,
  };
}

async function readApiToken(database: Database, token: RequestToken): Promise<Read | undefined> {
  const [row] = await shortStatement(database, (knex) =>
    selectRows(knex, tokenRow, API_TOKEN, [token.sha256]),
  );
  if (row === undefined) return undefined;
  return {
    signedIn: {
      account: accountIn(row),
      capabilities: withDealers(capabilitiesOfToken(row.role, row.allowed), row.names_dealers),
      how: 'token',
      sessionId: null,
      mustAddSecondFactor: false,
    },
    endsAt: row.ends_at,
    seenAt: row.seen_at,
  };
}

function accountIn(row: z.infer<typeof sessionRow> | z.infer<typeof tokenRow>): Account {
  return { id: row.account_id, email: row.email, name: row.name, role: row.role, agencyId: row.agency_id };
}

/** Notes that it is in use; writes that down once a minute, of a token once a day. */
async function noteSeen(database: Database, entry: Kept, token: RequestToken, time: number): Promise<void> {
  entry.seenAt = Math.max(entry.seenAt, time);
  const isSession = token.how === 'session';
  if (isSession ? time < entry.writtenAt + SEEN_EVERY_MS : dayOf(time) <= dayOf(entry.writtenAt)) return;
  entry.writtenAt = time;
  const [sql, value] = isSession ? [SESSION_SEEN, time / 1000] : [API_TOKEN_USED, dayOf(time)];
  await shortStatement(database, async (knex) => knex.raw(sql, [value, token.sha256]));
}

const SESSION_SEEN =
  'UPDATE account_session SET last_seen_at = greatest(last_seen_at, to_timestamp(?::float8)) WHERE token_sha256 = ?';
const API_TOKEN_USED = 'UPDATE api_token SET last_used_on = ?::date WHERE token_sha256 = ?';

/** `YYYY-MM-DD`, in UTC. */
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
