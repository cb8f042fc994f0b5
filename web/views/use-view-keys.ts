import { useLayoutEffect } from 'preact/hooks';
import { viewKeys } from '../state/view-keys.ts';

/** Lets a view make something of keys while it is on screen, from the moment it is: keys pressed at once are not lost. */
export function useViewKeys(run: (event: KeyboardEvent) => boolean): void {
  useLayoutEffect(() => {
    viewKeys.value = run;
    return () => {
      viewKeys.value = null;
    };
  }, [run]);
}
