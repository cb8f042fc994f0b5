import { signal } from '@preact/signals';
import type { TraceMap } from '../map/trace-map.ts';

/** The map on screen, for parts that move it; null while there is none. */
export const currentMap = signal<TraceMap | null>(null);
