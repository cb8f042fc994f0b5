import { signal } from '@preact/signals';

/** Prints what is open as sheets of paper; null where the browser prints the page as it is. */
export const printer = signal<(() => void) | null>(null);
