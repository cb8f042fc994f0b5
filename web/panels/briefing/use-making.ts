import { useSignal } from '@preact/signals';

/** Files being made of what is shown. */
export interface Making {
  /** What is being made, in words; null while nothing is. */
  readonly busy: string | null;
  /** Why nothing was made the last time, in words. */
  readonly error: string | null;
  /** What was made last, in words. */
  readonly done: string | null;
  readonly make: (
    what: string,
    done: string,
    act: (tell: (words: string) => void) => Promise<void>,
  ) => Promise<void>;
}

/** Makes one file at a time, and says how it stands. */
export function useMaking(): Making {
  const busy = useSignal<string | null>(null);
  const error = useSignal<string | null>(null);
  const done = useSignal<string | null>(null);
  const make: Making['make'] = async (what, made, act) => {
    if (busy.peek() !== null) return;
    busy.value = what;
    error.value = null;
    done.value = null;
    try {
      await act((words) => {
        busy.value = words;
      });
      done.value = made;
    } catch (reason) {
      const isGivenUp = reason instanceof DOMException && reason.name === 'AbortError';
      if (!isGivenUp) error.value = reason instanceof Error ? reason.message : 'It could not be made.';
    } finally {
      busy.value = null;
    }
  };
  return { busy: busy.value, error: error.value, done: done.value, make };
}
