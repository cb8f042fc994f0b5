import { useEffect } from 'preact/hooks';
import { printer } from '../../state/printer.ts';

/** While the component is there, the browser's key for printing does this. */
export function usePrinter(print: () => void, isReady = true): void {
  useEffect(() => {
    if (!isReady) return;
    printer.value = print;
    return () => {
      if (printer.peek() === print) printer.value = null;
    };
  });
}
