import type { ComponentType } from 'preact';
import type { ViewId } from '../state/page-state.ts';
import { DataPage } from './data/data-page.tsx';
import { MapView } from './map/map-view.tsx';

export interface View {
  readonly id: ViewId;
  readonly label: string;
  /** The key that opens it after `g`. */
  readonly key: string;
  readonly component: ComponentType;
}

/** The views there are, in the order of the top bar. */
export const VIEWS: readonly View[] = [
  { id: 'map', label: 'Map', key: 'm', component: MapView },
  { id: 'data', label: 'Data', key: 'd', component: DataPage },
];
