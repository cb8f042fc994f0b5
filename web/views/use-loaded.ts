import { useCallback, useEffect, useState } from 'preact/hooks';
import { openLoads } from '../state/open-loads.ts';
import { entrance, openedFor } from '../state/session.ts';
import { say } from '../words/say.ts';

/** What a request has brought so far. A reload keeps the last value on screen until the new one is there. */
export interface Loaded<Value> {
  readonly value: Value | null;
  readonly error: string | null;
  readonly reload: () => void;
}

/**
 * Runs `load` when the component appears, when `key` changes, on `reload`, and when a session that ended behind it goes
 * on; abandons it when the component goes.
 * `key` names what is loaded: a different key starts from nothing.
 */
export function useLoaded<Value>(load: (signal: AbortSignal) => Promise<Value>, key: string): Loaded<Value> {
  const [held, setHeld] = useState<{ key: string; value: Value } | null>(null);
  const [failure, setFailure] = useState<{ key: string; message: string } | null>(null);
  const [round, setRound] = useState(0);
  const hasEnded = openedFor.value !== null && entrance.value !== 'open';
  useEffect(() => {
    if (hasEnded) return;
    const controller = new AbortController();
    openLoads.value += 1;
    const loading = load(controller.signal).finally(() => {
      openLoads.value -= 1;
    });
    loading.then(
      (value) => {
        if (controller.signal.aborted) return;
        setHeld({ key, value });
        setFailure(null);
      },
      (error: unknown) => {
        if (controller.signal.aborted) return;
        setFailure({ key, message: error instanceof Error ? error.message : say('It could not be loaded.') });
      },
    );
    return () => controller.abort();
  }, [key, round, hasEnded]);
  return {
    value: held !== null && held.key === key ? held.value : null,
    error: failure !== null && failure.key === key ? failure.message : null,
    reload: useCallback(() => setRound((before) => before + 1), []),
  };
}
