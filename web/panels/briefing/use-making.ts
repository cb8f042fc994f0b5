import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { say } from '../../words/say.ts';

/** Makes a file: says how far it is, and gives up when the signal aborts. */
type Make = (tell: (words: string) => void, signal: AbortSignal) => Promise<void>;

/** Files being made of what is shown. */
export interface Making {
  /** What is being made, in words; null while nothing is. */
  readonly busy: string | null;
  /** Why nothing was made the last time, in words. */
  readonly error: string | null;
  /** What was made last, in words. */
  readonly done: string | null;
  readonly make: (what: string, done: string, act: Make) => Promise<void>;
  readonly stop: () => void;
}

/** Makes one file at a time, and says how it stands. */
export function useMaking(): Making {
  const busy = useSignal<string | null>(null);
  const error = useSignal<string | null>(null);
  const done = useSignal<string | null>(null);
  const running = useRef<AbortController | null>(null);
  const stop = () => running.current?.abort();
  useEffect(() => stop, []);
  const make: Making['make'] = async (what, made, act) => {
    if (busy.peek() !== null) return;
    const controller = new AbortController();
    running.current = controller;
    busy.value = what;
    error.value = null;
    done.value = null;
    try {
      await act((words) => {
        busy.value = words;
      }, controller.signal);
      done.value = made;
    } catch (reason) {
      if (controller.signal.aborted) done.value = say('Stopped: nothing was saved.');
      else error.value = reason instanceof Error ? reason.message : say('It could not be made.');
    } finally {
      busy.value = null;
    }
  };
  return { busy: busy.value, error: error.value, done: done.value, make, stop };
}
