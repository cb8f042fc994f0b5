import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Told } from '../../domain/languages/told.ts';
import { told } from '../../domain/languages/told.ts';
import type { Database } from '../database/connection.ts';
import { ProblemError } from '../errors.ts';
import { networkOfAddress } from './network-of-address.ts';
import { isSafeMethod } from './same-origin.ts';

export interface RateLimitOptions {
  /** Who asks, as one text: an account once there is sign-in. Without it the address the request comes from. */
  readonly whoOf?: (request: Request) => Promise<string>;
}

/** What is counted together, and how often a caller may do it in a minute. */
const KINDS = {
  /** By address alone: whoever guesses passwords has no account yet, or says to be many. */
  signIn: {
    aMinute: 30,
    refusal: (wait: Told) =>
      told('Too many sign-ins from this address in a minute. Try again in {wait}.', { wait }),
  },
  writes: {
    aMinute: 300,
    refusal: (wait: Told) => told('Too many changes in a minute. Try again in {wait}.', { wait }),
  },
  /** The page asks while an address is typed. */
  geocode: {
    aMinute: 240,
    refusal: (wait: Told) => told('Too many addresses to place in a minute. Try again in {wait}.', { wait }),
  },
  exports: {
    aMinute: 60,
    refusal: (wait: Told) => told('Too many exports in a minute. Try again in {wait}.', { wait }),
  },
} as const;
type Kind = keyof typeof KINDS;

/** A map asks for some 200 tiles a screen, most of them answered before this is reached: a screen a second and more. */
const MOST_READS_A_MINUTE = 20_000;
/** Each holds a connection to the database while it is written. */
const MOST_EXPORTS_AT_ONCE = 4;
const SECONDS = 60;

/** Probes of whoever runs the server: refusing them would take it out of service. */
const PROBES = new Set(['/healthz', '/readyz']);

/**
 * Refuses with 429 whoever asks for too much, with how long to wait in words and as `Retry-After`. What is worth an attack
 * is counted in the database, for all processes together; plain reads in the memory of each, since a map asks for
 * hundreds. While the database does not answer, all is counted in memory.
 */
export function rateLimits(database: Database, { whoOf = byAddress }: RateLimitOptions = {}): RequestHandler {
  const limiters = {
    signIn: sharedLimiter(database, 'signIn'),
    writes: sharedLimiter(database, 'writes'),
    geocode: sharedLimiter(database, 'geocode'),
    exports: sharedLimiter(database, 'exports'),
  };
  const reads = new RateLimiterMemory({ points: MOST_READS_A_MINUTE, duration: SECONDS });
  const running = new Map<string, number>();

  return async (request, response, next) => {
    if (PROBES.has(request.path)) {
      next();
      return;
    }
    const kind = kindOf(request);
    const who = hashed(kind === 'signIn' ? await byAddress(request) : await whoOf(request));
    if (kind === null) await consume(reads, who, tooManyReads, response);
    else await consume(limiters[kind], who, KINDS[kind].refusal, response);
    if (kind === 'exports') countWhileOpen(running, who, response);
    next();
  };
}

/** The address of the connection, or what the trusted proxies say it is (see `trust proxy`). */
async function byAddress(request: Request): Promise<string> {
  return networkOfAddress(request.ip);
}

function kindOf({ method, path }: Request): Kind | null {
  const lower = path.toLowerCase();
  // Also with what it is for: it changes nothing.
  if (lower.startsWith('/api/exports/')) return 'exports';
  if (!isSafeMethod(method))
    return lower.startsWith('/api/session') && method === 'POST' ? 'signIn' : 'writes';
  return lower.startsWith('/api/geocode') ? 'geocode' : null;
}

/** Of one length, and no text of a caller's in the database. */
const hashed = (who: string) => createHash('sha256').update(who).digest('base64url');

function sharedLimiter(database: Database, kind: Kind): RateLimiterPostgres {
  const limit = { points: KINDS[kind].aMinute, duration: SECONDS, keyPrefix: kind };
  return new RateLimiterPostgres({
    ...limit,
    storeClient: statementsOf(database),
    storeType: 'client',
    tableName: 'rate_limit',
    tableCreated: true,
    // One of them is enough to delete what is long past.
    clearExpiredByTimeout: kind === 'signIn',
    // Whoever is over the limit is refused without a question to the database.
    inMemoryBlockOnConsumed: limit.points + 1,
    insuranceLimiter: new RateLimiterMemory(limit),
  });
}

/**
 * The statements of the limiter on our pool. It names them to have them prepared, and the connections of the embedded engine
 * share one session: the second would find the name taken.
 */
function statementsOf({ aside }: Database) {
  return {
    async query({ text, values }: { readonly text: string; readonly values: readonly (string | number)[] }) {
      const bindings = Object.fromEntries(values.map((value, index) => [`v${index + 1}`, value]));
      return aside.raw(text.replaceAll(/\$(\d)/g, ':v$1'), bindings);
    },
  };
}

async function consume(
  limiter: RateLimiterPostgres | RateLimiterMemory,
  who: string,
  refusal: (wait: Told) => Told,
  response: Response,
): Promise<void> {
  try {
    await limiter.consume(who);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
    response.set('Retry-After', String(seconds));
    throw tooMany(refusal(inWords(seconds)));
  }
}

const tooManyReads = (wait: Told) => told('Too many questions in a minute. Try again in {wait}.', { wait });

const inWords = (seconds: number): Told =>
  seconds === 1 ? told('a second') : told('{seconds} seconds', { seconds });

function countWhileOpen(running: Map<string, number>, who: string, response: Response): void {
  const count = running.get(who) ?? 0;
  if (count >= MOST_EXPORTS_AT_ONCE) {
    response.set('Retry-After', '5');
    throw tooMany(
      told('{most} exports of yours are being written. Wait until one of them has ended, then try again.', {
        most: MOST_EXPORTS_AT_ONCE,
      }),
    );
  }
  running.set(who, count + 1);
  response.once('close', () => {
    const left = (running.get(who) ?? 1) - 1;
    if (left === 0) running.delete(who);
    else running.set(who, left);
  });
}

const tooMany = (message: Told) => new ProblemError(429, 'Too many requests', message);
