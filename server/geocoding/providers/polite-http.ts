import type { Clock } from './clock.ts';
import type { OutgoingRequest, Provider } from './provider.ts';
import { ProviderError, UnreadableAnswer } from './provider-error.ts';
import type { HttpAnswer } from './send-request.ts';
import { sendRequest } from './send-request.ts';

const MOST_TRIES = 5;
/** Wait after the first failure; each further one doubles it. */
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;
/** Who asks for a longer pause wants no more requests for now. */
const LONGEST_PAUSE_MS = 10 * 60_000;

export interface SendOptions {
  readonly signal: AbortSignal | undefined;
  /** Runs right before every try, repeats included; throwing keeps the request from being sent. */
  readonly beforeEachTry: () => Promise<void>;
}

/** What became of one try: a result, a failure that may pass, or the end. */
type Try<Result> =
  | { readonly kind: 'read'; readonly result: Result | null }
  | { readonly kind: 'failed'; readonly what: string; readonly pauseMs: number }
  | { readonly kind: 'refused'; readonly message: string };

/**
 * Asks one provider politely: never faster than its pace, again after failures that may pass (timeouts, broken
 * connections, HTTP 408, 429 and 5xx, unreadable answers) with growing, jittered pauses or the longer one it asks for, and
 * not at all after a refusal. Its errors hold nothing of URL, body or answer: those hold addresses and keys.
 */
export class PoliteHttp {
  readonly #provider: Pick<Provider, 'name' | 'settings' | 'pace'>;
  readonly #clock: Clock;
  /** When the next request may start, in milliseconds. */
  #nextAt = 0;

  constructor(provider: Pick<Provider, 'name' | 'settings' | 'pace'>, clock: Clock) {
    this.#provider = provider;
    this.#clock = clock;
  }

  /** See {@link ProviderHttp}. Throws {@link ProviderError}, or the signal's reason. */
  async send<Result>(
    request: OutgoingRequest,
    read: (body: string) => Result,
    { signal, beforeEachTry }: SendOptions,
  ): Promise<Result | null> {
    const { name } = this.#provider;
    for (let tries = 1; ; tries += 1) {
      await this.#takeTurn(signal);
      await beforeEachTry();
      const one = await this.#try(request, read, signal);
      if (one.kind === 'read') return one.result;
      if (one.kind === 'refused') throw new ProviderError(one.message);
      if (tries === MOST_TRIES || one.pauseMs > LONGEST_PAUSE_MS) {
        const times = tries === 1 ? '' : `, ${tries} times in a row`;
        throw new ProviderError(
          `${name} ${one.what}${times}. What it answered before is kept: run the same again later, and only the rest is asked.`,
        );
      }
      await this.#clock.sleep(Math.max(one.pauseMs, this.#backOff(tries)), signal);
    }
  }

  async #takeTurn(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    const now = this.#clock.now();
    const at = Math.max(now, this.#nextAt);
    this.#nextAt = at + 1000 / this.#provider.pace.requestsPerSecond;
    if (at > now) await this.#clock.sleep(at - now, signal);
  }

  /** Half of it by chance, so that several who failed together do not come back together. */
  #backOff(tries: number): number {
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1));
    return (longest / 2) * (1 + this.#clock.random());
  }

  async #try<Result>(
    request: OutgoingRequest,
    read: (body: string) => Result,
    signal: AbortSignal | undefined,
  ): Promise<Try<Result>> {
    const { timeoutMs } = this.#provider.pace;
    const deadline = this.#clock.deadline(timeoutMs);
    const signals = signal === undefined ? [deadline] : [deadline, signal];
    try {
      const answer = await sendRequest(request, AbortSignal.any(signals));
      if (answer.status === 200) return { kind: 'read', result: read(answer.body) };
      return this.#unsuccessful(answer);
    } catch (error) {
      signal?.throwIfAborted();
      const what = deadline.aborted ? `did not answer within ${timeoutMs / 1000} s` : describe(error);
      return { kind: 'failed', what, pauseMs: 0 };
    }
  }

  #unsuccessful({ status, headers }: HttpAnswer): Try<never> {
    const { name, settings } = this.#provider;
    if (status === 400) return { kind: 'read', result: null };
    if (status === 408 || status === 429 || status >= 500) {
      const pauseMs = pauseOf(headers['retry-after'], this.#clock.now());
      return { kind: 'failed', what: `answered HTTP ${status}`, pauseMs };
    }
    if (status === 401 || status === 403) {
      const message = `${name} refuses requests from here (HTTP ${status}). Look at its terms of use and at ${settings}.`;
      return { kind: 'refused', message };
    }
    const what =
      status < 400 ? 'sends on to another address, which is not followed' : 'does not take such requests';
    return { kind: 'refused', message: `${name} ${what} (HTTP ${status}). Look at ${settings}.` };
  }
}

/** Milliseconds a `Retry-After` asks for, given in seconds or as a date; 0 where there is none. */
function pauseOf(retryAfter: string | undefined, now: number): number {
  if (retryAfter === undefined) return 0;
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter) * 1000;
  const at = Date.parse(retryAfter);
  return Number.isNaN(at) ? 0 : Math.max(0, at - now);
}

/** The system's code alone: messages of the runtime may repeat the URL. Anything else is a fault of ours. */
function describe(error: unknown): string {
  if (error instanceof UnreadableAnswer) return 'answered with something that is not its format';
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    const isBroken = error.code === 'ECONNRESET' || error.code === 'EPIPE' || error.code.startsWith('HPE_');
    return `${isBroken ? 'broke the connection off' : 'cannot be reached'} (${error.code})`;
  }
  throw error;
}
