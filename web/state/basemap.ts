import { computed } from '@preact/signals';
import type { Basemap } from '../../domain/basemap.ts';
import { OFFLINE_BASEMAP } from '../../domain/basemap.ts';
import { session } from './session.ts';

/** What maps draw under the data; no map is opened before the session says it. */
export const basemap = computed<Basemap>(() => session.value.value.answer?.basemap ?? OFFLINE_BASEMAP);
