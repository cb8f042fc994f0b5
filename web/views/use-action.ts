import { useSignal } from '@preact/signals';
import { ApiError } from '../api/request.ts';

export interface Action<Given> {
  readonly busy: boolean;
  /** Why it did not happen the last time; null while it runs and after it did. */
  readonly error: ApiError | null;
  readonly run: (given: Given) => Promise<void>;
  readonly forget: () => void;
}

/** Something that is done when asked to, once at a time. */
export function useAction<Given = void>(act: (given: Given) => Promise<void>): Action<Given> {
  const busy = useSignal(false);
  const error = useSignal<ApiError | null>(null);
  const run = async (given: Given) => {
    if (busy.peek()) return;
    busy.value = true;
    error.value = null;
    try {
      await act(given);
    } catch (reason) {
      error.value = ApiError.from(reason);
    } finally {
      busy.value = false;
    }
  };
  const forget = () => {
    error.value = null;
  };
  return { busy: busy.value, error: error.value, run, forget };
}
