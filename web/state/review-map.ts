import { signal } from '@preact/signals';
import type { ReviewMap } from '../map/review-map.ts';

/** The map of the review, for parts that move it; null while there is none. */
export const reviewMap = signal<ReviewMap | null>(null);
/** The candidate that is looked at, on the map or in the list; counts from 0. */
export const highlighted = signal<number | null>(null);
