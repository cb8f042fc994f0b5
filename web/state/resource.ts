import type { ReadonlySignal } from '@preact/signals';
import { computed, effect, signal } from '@preact/signals';
import { ApiError } from '../api/request.ts';

/**
 * An answer of the server that follows a request. While the next answer is under way the last one stays, so that
 * nothing on screen jumps; `loading` says that it is no longer the current one.
 */
export interface Resource<Answer> {
  readonly answer: Answer | null;
  readonly loading: boolean;
  readonly error: ApiError | null;
}

/** What is kept of a request: the key it was made for, and how it stands. */
interface Held<Key, Answer> extends Resource<Answer> {
  readonly key: Key | null;
}
const NOTHING_HELD = { key: null, answer: null, loading: false, error: null } as const;

/** All there are; the later ones come with the parts of the page that are loaded when they are opened. */
const resources = signal<readonly ReadonlySignal<Resource<unknown>>[]>([]);

/** True while no answer is under way: everything the page holds is about what is chosen now. */
export const everythingArrived = computed(() => resources.value.every(({ value }) => !value.loading));

/** Changes that follow each other within this time are one request. */
const SETTLE_MS = 120;

/** True while somebody is signed in who may see records or counts of them: before and after nothing is asked for. */
export const recordsAreOpen = signal(false);

/**
 * Asks again whenever the key changes and gives up the request before. A null key asks nothing and empties the
 * answer; so does the end of the session.
 */
export const resource = <Key extends string, Answer>(
  key: () => Key | null,
  ask: (key: Key, signal: AbortSignal) => Promise<Answer>,
) => openResource(() => (recordsAreOpen.value ? key() : null), ask);

/** As {@link resource}, for what may be asked whoever is looking. */
export function openResource<Key extends string, Answer>(
  key: () => Key | null,
  ask: (key: Key, signal: AbortSignal) => Promise<Answer>,
): { readonly value: ReadonlySignal<Resource<Answer>>; readonly retry: () => void } {
  const wanted = computed(key);
  const held = signal<Held<Key, Answer>>(NOTHING_HELD);
  // Worked out of what is wanted now, not set when somebody gets to it: no effect of the same change sees the last answer as
  // the current one.
  const value = computed<Resource<Answer>>(() => {
    if (wanted.value === null) return NOTHING_HELD;
    const { key: known, answer, loading, error } = held.value;
    const isCurrent = known === wanted.value;
    return { answer, loading: loading || !isCurrent, error: isCurrent ? error : null };
  });
  resources.value = [...resources.peek(), value];
  const attempt = signal(0);
  let isFirst = true;
  effect(() => {
    const current = wanted.value;
    void attempt.value;
    if (current === null) {
      held.value = NOTHING_HELD;
      return;
    }
    const controller = new AbortController();
    const hold = (result: Partial<Resource<Answer>>) => {
      const { answer } = held.peek();
      held.value = { key: current, answer, loading: false, error: null, ...result };
    };
    const run = async () => {
      try {
        const answer = await ask(current, controller.signal);
        if (!controller.signal.aborted) hold({ answer });
      } catch (error) {
        if (!controller.signal.aborted) hold({ error: ApiError.from(error) });
      }
    };
    hold({ loading: true });
    const timer = setTimeout(run, isFirst ? 0 : SETTLE_MS);
    isFirst = false;
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  });
  return { value, retry: () => (attempt.value += 1) };
}
