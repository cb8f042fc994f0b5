import { setTimeout as setTimeoutPromise } from 'node:timers/promises';
import type { Database } from '../database/connection.ts';
import type { AuditEvent } from './record-audit-event.ts';
import { recordAuditEvents } from './record-audit-event.ts';

/** What somebody did that changed nothing, and so has no transaction of its own to stand in. */
export interface NotedEvent extends Pick<AuditEvent, 'actor' | 'agencyId' | 'subject'> {
  readonly action: 'record.viewed' | 'features.read' | 'access.refused';
}

/** Told where events cannot be written: how many will be tried again, and which are given up. */
export type OnNotedFailed = (
  error: unknown,
  events: { readonly waiting: number; readonly lost: readonly AuditEvent[] },
) => void;

interface NotedEventsOptions {
  readonly database: Database;
  readonly onFailed: OnNotedFailed;
  readonly now?: () => number;
}

/** The same by the same person within this time is the same event. */
const SAME_EVENT_MS = 15 * 60_000;
/** How many events are remembered to tell that: about 10 MB. An event too many is harmless. */
const MOST_REMEMBERED = 50_000;
/** Events that may wait while the database is away; more would fill the memory. */
const MOST_WAITING = 100_000;
const EVENTS_A_WRITE = 500;
const MS_UNTIL_WRITE = 1000;
const MS_UNTIL_RETRY = { least: 2000, most: 60_000 };
/** Longest that a server that stops waits for the database: whoever stops it may kill it after ten seconds. */
const MS_TO_CLOSE = 5000;

/**
 * Events of requests that change nothing on their way into the audit log. Reads are read-only transactions, so these events
 * are written aside: noted at once, written together a little later, and tried again until the database takes them.
 */
export class NotedEvents {
  readonly #options: NotedEventsOptions;
  readonly #now: () => number;
  /** When each person was last noted to do each thing, the longest ago first. */
  readonly #noted = new Map<string, number>();
  #waiting: AuditEvent[] = [];
  #timer: NodeJS.Timeout | null = null;
  #writes: Promise<void> = Promise.resolve();
  #msUntilRetry = MS_UNTIL_RETRY.least;
  #isClosed = false;

  constructor(options: NotedEventsOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** Notes an event, unless it is the same as one of the last 15 minutes. Never waits and never throws. */
  note({ actor, agencyId, action, subject }: NotedEvent): void {
    const now = this.#now();
    const key = JSON.stringify([actor, action, subject]);
    const last = this.#noted.get(key);
    if (last !== undefined && now - last < SAME_EVENT_MS) return;
    this.#noted.delete(key);
    this.#noted.set(key, now);
    this.#forget(now);
    this.#waiting.push({ actor, agencyId, action, subject, detail: {}, happenedAt: new Date(now) });
    if (this.#isClosed) this.#giveUp(stopped(), this.#waiting.length);
    else this.#schedule(MS_UNTIL_WRITE);
  }

  /** Writes what waits; what cannot be written is told, and tried again later. Never throws. */
  flush(): Promise<void> {
    this.#writes = this.#writes.then(() => this.#write());
    return this.#writes;
  }

  /** Writes what waits for the last time: what cannot be written is told as lost. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.race([this.flush(), setTimeoutPromise(MS_TO_CLOSE, undefined, { ref: false })]);
    this.#stopTimer();
    if (this.#waiting.length > 0) this.#giveUp(stopped(), this.#waiting.length);
  }

  /** How many events are noted and not yet written. */
  get waiting(): number {
    return this.#waiting.length;
  }

  async #write(): Promise<void> {
    this.#stopTimer();
    while (this.#waiting.length > 0) {
      const some = this.#waiting.slice(0, EVENTS_A_WRITE);
      try {
        await this.#options.database.knex.transaction((trx) => recordAuditEvents(trx, some));
      } catch (error) {
        this.#giveUp(error, Math.max(0, this.#waiting.length - MOST_WAITING));
        this.#schedule(this.#msUntilRetry);
        this.#msUntilRetry = Math.min(this.#msUntilRetry * 2, MS_UNTIL_RETRY.most);
        return;
      }
      this.#waiting = this.#waiting.slice(some.length);
      this.#msUntilRetry = MS_UNTIL_RETRY.least;
    }
  }

  /** Tells of a failure, with which the events that have waited longest are lost where they are too many. */
  #giveUp(error: unknown, count: number): void {
    const lost = this.#waiting.slice(0, count);
    this.#waiting = this.#waiting.slice(count);
    this.#options.onFailed(error, { waiting: this.#waiting.length, lost });
  }

  #schedule(ms: number): void {
    if (this.#timer !== null) return;
    this.#timer = setTimeout(() => void this.flush(), ms);
    // The server stays up by itself, and writes what waits as it stops.
    this.#timer.unref();
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Forgets events that are long past, and the oldest where there are too many. */
  #forget(now: number): void {
    for (const [key, at] of this.#noted) {
      if (this.#noted.size <= MOST_REMEMBERED && now - at < SAME_EVENT_MS) return;
      this.#noted.delete(key);
    }
  }
}

const stopped = (): Error => new Error('The server stopped.');
