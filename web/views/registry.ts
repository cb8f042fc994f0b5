import type { ReadonlySignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import type { Capability } from '../../domain/access.ts';
import { openContacts } from '../state/contact-count.ts';
import type { ViewId } from '../state/page-state.ts';
import { dueListings } from '../state/purchasers.ts';
import { openAddresses } from '../state/review-count.ts';
import { unreadFindings } from '../state/watches.ts';
import { say } from '../words/say.ts';
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
  { id: 'map', label: say('Map'), key: 'm', needs: ['view'], place: 'bar', component: MapView },
  {
    id: 'gun',
    label: say('Gun'),
    key: null,
    needs: ['records'],
    place: 'detail',
    component: lazyView(async () => (await import('./gun/gun-view.tsx')).GunView),
  },
  {
    id: 'corridors',
    label: say('Corridors'),
    key: 'c',
    needs: ['view'],
    place: 'bar',
    component: lazyView(async () => (await import('./corridors/corridors-view.tsx')).CorridorsView),
  },
  {
    id: 'dealers',
    label: say('Dealers'),
    key: 'f',
    needs: ['dealers'],
    place: 'bar',
    component: lazyView(async () => (await import('./dealers/dealers-view.tsx')).DealersView),
  },
  {
    id: 'purchasers',
    label: say('Purchasers'),
    key: 'b',
    needs: ['records'],
    place: 'bar',
    component: lazyView(async () => (await import('./purchasers/purchasers-view.tsx')).PurchasersView),
    waiting: { count: dueListings, what: say('to review') },
  },
  {
    id: 'progress',
    label: say('Progress'),
    key: 'o',
    needs: ['view'],
    place: 'bar',
    component: lazyView(async () => (await import('./progress/progress-view.tsx')).ProgressView),
  },
  {
    id: 'together',
    label: say('Together'),
    key: 't',
    needs: ['view'],
    place: 'bar',
    component: lazyView(async () => (await import('./together/together-view.tsx')).TogetherView),
    waiting: { count: openContacts, what: say('to answer') },
  },
  {
    id: 'briefings',
    label: say('Briefings'),
    key: 'v',
    needs: ['view'],
    place: 'bar',
    component: lazyView(async () => (await import('./briefings/briefings-view.tsx')).BriefingsView),
  },
  {
    id: 'released',
    label: say('Released'),
    key: 'u',
    needs: ['brief'],
    place: 'region',
    component: lazyView(async () => (await import('./released/released-view.tsx')).ReleasedView),
  },
  {
    id: 'review',
    label: say('Review'),
    key: 'r',
    needs: ['steward'],
    place: 'bar',
    component: lazyView(async () => (await import('./review/review-view.tsx')).ReviewView),
    waiting: { count: openAddresses, what: say('to settle') },
  },
  { id: 'data', label: say('Data'), key: 'd', needs: ['steward'], place: 'bar', component: DataPage },
  {
    id: 'watches',
    label: say('Watches'),
    key: 'i',
    needs: ['records'],
    place: 'region',
    component: lazyView(async () => (await import('./watches/watches-view.tsx')).WatchesView),
    waiting: { count: unreadFindings, what: 'new' },
  },
  {
    id: 'persons',
    label: say('Persons'),
    key: 'p',
    needs: ['persons'],
    place: 'region',
    component: lazyView(async () => (await import('./persons/persons-view.tsx')).PersonsView),
  },
  {
    id: 'joins',
    label: say('Same buyers'),
    key: 'j',
    needs: ['records'],
    place: 'region',
    component: lazyView(async () => (await import('./joins/joins-view.tsx')).JoinsView),
  },
  {
    id: 'times',
    label: say('Time-to-crime'),
    key: 'k',
    needs: ['view'],
    place: 'region',
    component: lazyView(async () => (await import('./times/times-view.tsx')).TimesView),
  },
  {
    id: 'firearms',
    label: say('Firearms'),
    key: 'w',
    needs: ['view'],
    place: 'region',
    component: lazyView(async () => (await import('./firearms/firearms-view.tsx')).FirearmsView),
  },
  {
    id: 'tracing',
    label: say('Tracing'),
    key: 'e',
    needs: ['view'],
    place: 'region',
    component: lazyView(async () => (await import('./tracing/tracing-view.tsx')).TracingView),
  },
  {
    id: 'sharing',
    label: say('Sharing'),
    key: 's',
    needs: ['agree', 'administer'],
    place: 'region',
    component: lazyView(async () => (await import('./sharing/sharing-view.tsx')).SharingView),
  },
  {
    id: 'administration',
    label: say('Administration'),
    key: 'a',
    needs: ['administer', 'steward'],
    place: 'region',
    component: lazyView(
      async () => (await import('./administration/administration-view.tsx')).AdministrationView,
    ),
  },
  {
    id: 'audit',
    label: say('Audit log'),
    key: 'l',
    needs: ['audit'],
    place: 'region',
    component: lazyView(async () => (await import('./audit/audit-view.tsx')).AuditView),
  },
  {
    id: 'account',
    label: say('Your account'),
    key: 'y',
    needs: [],
    place: 'account',
    component: lazyView(async () => (await import('./account/account-view.tsx')).AccountView),
  },
];
