import { signal } from '@preact/signals';

/** How many views, and requests of views beside those of the page's resources, are under way. */
export const openLoads = signal(0);
