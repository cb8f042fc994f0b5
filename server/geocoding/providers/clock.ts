import { setTimeout } from 'node:timers/promises';

/** Time and chance, so that tests can do without either. */
export interface Clock {
  /** Milliseconds. */
  now(): number;
  /** Rejects as soon as the signal aborts. */
  sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void>;
  /** A signal that aborts after so long. */
  deadline(milliseconds: number): AbortSignal;
  /** 0 up to, but not including, 1. */
  random(): number;
}

export const systemClock: Clock = {
  now: Date.now,
  sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
  deadline: (milliseconds) => AbortSignal.timeout(milliseconds),
  random: Math.random,
};
