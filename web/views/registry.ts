import type { ReadonlySignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import type { ViewId } from '../state/page-state.ts';
import { openAddresses } from '../state/review-count.ts';
import { DataPage } from './data/data-page.tsx';
import { lazyView } from './lazy-view.tsx';
import { MapView } from './map/map-view.tsx';

export interface View {
  readonly id: ViewId;
  readonly label: string;
  /** The key that opens it after `g`. */
  readonly key: string;
  readonly component: ComponentType;
  /** How much waits there, shown beside the label; null until known. */
  readonly waiting?: { readonly count: ReadonlySignal<number | null>; readonly what: string };
}

/** The views there are, in the order of the top bar. */
export const VIEWS: readonly View[] = [
  { id: 'map', label: 'Map', key: 'm', component: MapView },
  {
    id: 'corridors',
    label: 'Corridors',
    key: 'c',
    component: lazyView(async () => (await import('./corridors/corridors-view.tsx')).CorridorsView),
  },
  {
    id: 'review',
    label: 'Review',
    key: 'r',
    component: lazyView(async () => (await import('./review/review-view.tsx')).ReviewView),
    waiting: { count: openAddresses, what: 'to settle' },
  },
  { id: 'data', label: 'Data', key: 'd', component: DataPage },
];
