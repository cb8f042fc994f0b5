import { setTimeout as setTimeoutPromise } from 'node:timers/promises';
import type { Database } from '../database/connection.ts';
import type { AuditEvent } from './record-audit-event.ts';
import { recordAuditEvents } from './record-audit-event.ts';

/** Somebody has opened a single record. */
export interface RecordView {
  readonly actor: string;
  /** Whose record it is; of a dealer, who is nobody's, the agency of whoever opened it. */
  readonly agencyId: number | null;
  /** Kind and id: `recovery 42`. */
  readonly subject: string;
}

/** Told where views cannot be written: how many will be tried again, and which are given up. */
export type OnViewsFailed = (
  error: unknown,
  views: { readonly waiting: number; readonly lost: readonly AuditEvent[] },
) => void;

interface RecordViewsOptions {
  readonly database: Database;
  readonly onFailed: OnViewsFailed;
  readonly now?: () => number;
}

/** Opening the same record again within this time is the same view. */
const SAME_VIEW_MS = 15 * 60_000;
/** How many views are remembered to tell that: about 10 MB. A view too many is harmless. */
const MOST_REMEMBERED = 50_000;
/** Views that may wait while the database is away; more would fill the memory. */
const MOST_WAITING = 100_000;
const VIEWS_A_WRITE = 500;
const MS_UNTIL_WRITE = 1000;
const MS_UNTIL_RETRY = { least: 2000, most: 60_000 };
/** Longest that a server that stops waits for the database: whoever stops it may kill it after ten seconds. */
const MS_TO_CLOSE = 5000;

/**
 * Views of single records on their way into the audit log. Reads are read-only transactions, so views are written aside:
 * noted at once, written together a little later, and tried again until the database takes them.
 */
export class RecordViews {
  readonly #options: RecordViewsOptions;
  readonly #now: () => number;
  /** When each person was last noted to open each record, the longest ago first. */
  readonly #noted = new Map<string, number>();
  #waiting: AuditEvent[] = [];
  #timer: NodeJS.Timeout | null = null;
  #writes: Promise<void> = Promise.resolve();
  #msUntilRetry = MS_UNTIL_RETRY.least;
  #isClosed = false;

  constructor(options: RecordViewsOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** Notes a view, unless it is the same as one of the last 15 minutes. Never waits and never throws. */
  note({ actor, agencyId, subject }: RecordView): void {
    const now = this.#now();
    const key = JSON.stringify([actor, subject]);
    const last = this.#noted.get(key);
    if (last !== undefined && now - last < SAME_VIEW_MS) return;
    this.#noted.delete(key);
    this.#noted.set(key, now);
    this.#forget(now);
    this.#waiting.push({
      actor,
      agencyId,
      action: 'record.viewed',
      subject,
      detail: {},
      happenedAt: new Date(now),
    });
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

  /** How many views are noted and not yet written. */
  get waiting(): number {
    return this.#waiting.length;
  }

  async #write(): Promise<void> {
    this.#stopTimer();
    while (this.#waiting.length > 0) {
      const some = this.#waiting.slice(0, VIEWS_A_WRITE);
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

  /** Tells of a failure, with which the views that have waited longest are lost where they are too many. */
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

  /** Forgets views that are long past, and the oldest where there are too many. */
  #forget(now: number): void {
    for (const [key, at] of this.#noted) {
      if (this.#noted.size <= MOST_REMEMBERED && now - at < SAME_VIEW_MS) return;
      this.#noted.delete(key);
    }
  }
}

const stopped = (): Error => new Error('The server stopped.');
