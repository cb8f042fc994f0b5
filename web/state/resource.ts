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
  const state = signal<Resource<Answer>>({ answer: null, loading: false, error: null });
  resources.value = [...resources.peek(), state];
  const attempt = signal(0);
  let isFirst = true;
  effect(() => {
    const current = key();
    void attempt.value;
    if (current === null) {
      state.value = { answer: null, loading: false, error: null };
      return;
    }
    const controller = new AbortController();
    const run = async () => {
      try {
        const answer = await ask(current, controller.signal);
        if (!controller.signal.aborted) state.value = { answer, loading: false, error: null };
      } catch (error) {
        if (controller.signal.aborted) return;
        state.value = { answer: state.peek().answer, loading: false, error: ApiError.from(error) };
      }
    };
    state.value = { answer: state.peek().answer, loading: true, error: null };
    const timer = setTimeout(run, isFirst ? 0 : SETTLE_MS);
    isFirst = false;
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  });
  return { value: state, retry: () => (attempt.value += 1) };
}
