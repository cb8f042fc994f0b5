import { signal } from '@preact/signals';

/** A place somebody searched for, marked on the map. */
export interface Pin {
  readonly lon: number;
  readonly lat: number;
  readonly label: string;
}

/** The pin on the map. Not part of the page's URL: it may be somebody's home. */
export const pin = signal<Pin | null>(null);
