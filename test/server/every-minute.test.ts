import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { everyMinute } from '../../server/every-minute.ts';

const A_MINUTE = 60_000;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('asks each minute, never beside itself, tells what fails, and stops', async () => {
  const failures: unknown[] = [];
  let end = (_failure?: Error) => {};
  let asked = 0;
  const ask = () => {
    asked += 1;
    return new Promise<void>((resolve, reject) => {
      end = (failure) => (failure === undefined ? resolve() : reject(failure));
    });
  };
  const { stop } = everyMinute(ask, (error) => failures.push(error));
  await vi.advanceTimersByTimeAsync(A_MINUTE - 1);
  expect(asked).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked).toBe(1);
  await vi.advanceTimersByTimeAsync(3 * A_MINUTE);
  expect(asked).toBe(1);
  const failure = new Error('The database is away.');
  end(failure);
  await vi.advanceTimersByTimeAsync(A_MINUTE);
  expect(asked).toBe(2);
  expect(failures).toEqual([failure]);
  end();
  stop();
  await vi.advanceTimersByTimeAsync(3 * A_MINUTE);
  expect(asked).toBe(2);
});
