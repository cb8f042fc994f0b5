import { signal } from '@preact/signals';

/** What the view on screen makes of a key: true when it was for it. Null where the view has no keys of its own. */
export const viewKeys = signal<((event: KeyboardEvent) => boolean) | null>(null);
