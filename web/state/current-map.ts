import { signal } from '@preact/signals';
import type { TraceMap } from '../map/trace-map.ts';

/** The map on screen, for parts that move it; null while there is none. */
export const currentMap = signal<TraceMap | null>(null);

/** True while the map shows all that it was given; where there is no map, nothing is left to draw. */
export const mapDrawn = signal(true);
