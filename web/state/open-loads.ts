import { signal } from '@preact/signals';

/** How many requests of views are under way beside those of the page's resources. */
export const openLoads = signal(0);
