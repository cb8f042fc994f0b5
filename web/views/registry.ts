import type { ReadonlySignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import type { Capability } from '../../domain/access.ts';
import { openContacts } from '../state/contact-count.ts';
import type { ViewId } from '../state/page-state.ts';
import { dueListings } from '../state/purchasers.ts';
import { openAddresses } from '../state/review-count.ts';
import { unreadFindings } from '../state/watches.ts';
import { DataPage } from './data/data-page.tsx';
import { lazyView } from './lazy-view.tsx';
import { MapView } from './map/map-view.tsx';

export interface View {
  readonly id: ViewId;
  readonly label: string;
  /** The key that opens it after `g`; null where it is about one record. */
  readonly key: string | null;
  readonly component: ComponentType;
  /** It is open to whoever has one of these; to everyone where there is none. */
  readonly needs: readonly Capability[];
  /** Where the way to it is: in the top bar itself, in its menu of the region, in that of one's account, in the detail of a record. */
  readonly place: 'bar' | 'region' | 'account' | 'detail';
  /** How much waits there, shown beside the label; null until known. */
  readonly waiting?: { readonly count: ReadonlySignal<number | null>; readonly what: string };
}

/** The views there are, in the order of the top bar. */
export const VIEWS: readonly View[] = [
  { id: 'map', label: 'Map', key: 'm', needs: ['view'], place: 'bar', component: MapView },
  {
    id: 'gun',
    label: 'Gun',
    key: null,
    needs: ['records'],
    place: 'detail',
    component: lazyView(async () => (await import('./gun/gun-view.tsx')).GunView),
  },
  {
    id: 'corridors',
    label: 'Corridors',
    key: 'c',
    needs: ['view'],
    place: 'bar',
    component: lazyView(async () => (await import('./corridors/corridors-view.tsx')).CorridorsView),
  },
  {
    id: 'dealers',
    label: 'Dealers',
    key: 'f',
    needs: ['dealers'],
    place: 'bar',
    component: lazyView(async () => (await import('./dealers/dealers-view.tsx')).DealersView),
  },
  {
    id: 'purchasers',
    label: 'Purchasers',
    key: 'b',
    needs: ['records'],
    place: 'bar',
    component: lazyView(async () => (await import('./purchasers/purchasers-view.tsx')).PurchasersView),
    waiting: { count: dueListings, what: 'to review' },
  },
  {
    id: 'progress',
    label: 'Progress',
    key: 'o',
    needs: ['view'],
    place: 'bar',
    component: lazyView(async () => (await import('./progress/progress-view.tsx')).ProgressView),
  },
  {
    id: 'together',
    label: 'Together',
    key: 't',
    needs: ['view'],
    place: 'bar',
    component: lazyView(async () => (await import('./together/together-view.tsx')).TogetherView),
    waiting: { count: openContacts, what: 'to answer' },
  },
  {
    id: 'briefings',
    label: 'Briefings',
    key: 'v',
    needs: ['view'],
    place: 'bar',
    component: lazyView(async () => (await import('./briefings/briefings-view.tsx')).BriefingsView),
  },
  {
    id: 'released',
    label: 'Released',
    key: 'u',
    needs: ['brief'],
    place: 'region',
    component: lazyView(async () => (await import('./released/released-view.tsx')).ReleasedView),
  },
  {
    id: 'review',
    label: 'Review',
    key: 'r',
    needs: ['steward'],
    place: 'bar',
    component: lazyView(async () => (await import('./review/review-view.tsx')).ReviewView),
    waiting: { count: openAddresses, what: 'to settle' },
  },
  { id: 'data', label: 'Data', key: 'd', needs: ['steward'], place: 'bar', component: DataPage },
  {
    id: 'watches',
    label: 'Watches',
    key: 'i',
    needs: ['records'],
    place: 'region',
    component: lazyView(async () => (await import('./watches/watches-view.tsx')).WatchesView),
    waiting: { count: unreadFindings, what: 'new' },
  },
  {
    id: 'persons',
    label: 'Persons',
    key: 'p',
    needs: ['persons'],
    place: 'region',
    component: lazyView(async () => (await import('./persons/persons-view.tsx')).PersonsView),
  },
  {
    id: 'joins',
    label: 'Same buyers',
    key: 'j',
    needs: ['records'],
    place: 'region',
    component: lazyView(async () => (await import('./joins/joins-view.tsx')).JoinsView),
  },
  {
    id: 'times',
    label: 'Time-to-crime',
    key: 'k',
    needs: ['view'],
    place: 'region',
    component: lazyView(async () => (await import('./times/times-view.tsx')).TimesView),
  },
  {
    id: 'firearms',
    label: 'Firearms',
    key: 'w',
    needs: ['view'],
    place: 'region',
    component: lazyView(async () => (await import('./firearms/firearms-view.tsx')).FirearmsView),
  },
  {
    id: 'tracing',
    label: 'Tracing',
    key: 'e',
    needs: ['view'],
    place: 'region',
    component: lazyView(async () => (await import('./tracing/tracing-view.tsx')).TracingView),
  },
  {
    id: 'sharing',
    label: 'Sharing',
    key: 's',
    needs: ['agree', 'administer'],
    place: 'region',
    component: lazyView(async () => (await import('./sharing/sharing-view.tsx')).SharingView),
  },
  {
    id: 'administration',
    label: 'Administration',
    key: 'a',
    needs: ['administer', 'steward'],
    place: 'region',
    component: lazyView(
      async () => (await import('./administration/administration-view.tsx')).AdministrationView,
    ),
  },
  {
    id: 'audit',
    label: 'Audit log',
    key: 'l',
    needs: ['audit'],
    place: 'region',
    component: lazyView(async () => (await import('./audit/audit-view.tsx')).AuditView),
  },
  {
    id: 'account',
    label: 'Your account',
    key: 'y',
    needs: [],
    place: 'account',
    component: lazyView(async () => (await import('./account/account-view.tsx')).AccountView),
  },
];
