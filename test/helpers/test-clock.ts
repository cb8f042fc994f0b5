import type { Clock } from '../../server/geocoding/providers/clock.ts';

/** A clock on which time passes only by sleeping, at once, and by `advance`. */
export interface TestClock extends Clock {
  /** Milliseconds of every sleep, in order. */
  readonly sleeps: readonly number[];
  /** Milliseconds of every deadline that was set. */
  readonly deadlines: readonly number[];
  advance(milliseconds: number): void;
  /** Lets the deadline that was set last pass. */
  expire(): void;
}

/** Chance is always the middle. Starts on 24 November 2026. */
export function testClock(): TestClock {
  let now = Date.UTC(2026, 10, 24);
  const sleeps: number[] = [];
  const deadlines: number[] = [];
  let last = new AbortController();
  return {
    sleeps,
    deadlines,
    now: () => now,
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      sleeps.push(milliseconds);
      now += milliseconds;
    },
    deadline(milliseconds) {
      deadlines.push(milliseconds);
      last = new AbortController();
      return last.signal;
    },
    random: () => 0.5,
    advance(milliseconds) {
      now += milliseconds;
    },
    expire: () => last.abort(),
  };
}
