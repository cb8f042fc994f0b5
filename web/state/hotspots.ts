import { computed } from '@preact/signals';
import type { HotspotFeature } from '../../domain/hotspots.ts';
import { hotspotZoom } from '../../domain/hotspots.ts';
import { incidentFilter } from '../../domain/incident-filter.ts';
import {
  getHotspot,
  getHotspotAccuracy,
  getHotspotDensity,
  getHotspots,
  withParameters,
} from '../api/endpoints.ts';
import { detailed } from './detail.ts';
import type { HotspotChoice, HotspotShade } from './hotspot-choice.ts';
import { changedHotspots, isOverTime } from './hotspot-choice.ts';
import { mapBounds, mapZoom } from './map-data.ts';
import { changePage, filter, filterQuery, page } from './page.ts';
import { resource } from './resource.ts';
import { dataChanges } from './session.ts';

const choice = computed(() => page.value.hotspots);

/** Changes what is asked of the layer, and what of it is drawn. */
export const changeHotspots = (change: Partial<HotspotChoice>) =>
  changePage({ hotspots: changedHotspots(page.value.hotspots, change) });

/** The filter as far as it says something of what is counted, and the names of the filters that do not. */
const subjectFilter = computed(() => {
  if (choice.value.of !== 'shootings') return { query: filterQuery.value, ofGuns: [] };
  const { query, ofGuns } = incidentFilter(filter.value);
  return { query: query.toString(), ofGuns };
});

/** Filters that are set and say nothing of what is counted: the cells are shown without them. */
export const filtersLeftOut = computed(() => subjectFilter.value.ofGuns);

/** The question without what only some answers take: the cells follow the zoom in steps. */
const countQuery = computed(() =>
  withParameters(subjectFilter.value.query, {
    of: choice.value.of,
    rings: choice.value.rings,
    zoom: hotspotZoom(mapZoom.value),
  }),
);

/** The query of the cells shown, also of their export. */
export const hotspotQuery = computed(() => {
  const { rate } = choice.value;
  return withParameters(countQuery.value, {
    ...(rate !== 'none' && { rate }),
    ...(isOverTime(choice.value.colour) && { periods: choice.value.colour }),
  });
});

const isOnMap = computed(() => page.value.figures === 'records' && page.value.shown.hotspots);
const isSurface = computed(() => choice.value.colour === 'surface');
const isListed = computed(
  () => page.value.view === 'map' && page.value.table === 'hotspots' && page.value.figures === 'records',
);

export const hotspots = resource(
  () =>
    isListed.value || (isOnMap.value && !isSurface.value)
      ? `${dataChanges.value} ${hotspotQuery.value}`
      : null,
  (_key, abort) => getHotspots(hotspotQuery.peek(), abort),
);

const surfaceQuery = computed(() =>
  mapBounds.value === null
    ? null
    : withParameters(countQuery.value, {
        extent: mapBounds.value.map((degrees) => degrees.toFixed(3)).join(),
      }),
);

/** The surface for looking, over what the map shows. */
export const hotspotSurface = resource(
  () =>
    isOnMap.value && isSurface.value && surfaceQuery.value !== null
      ? `${dataChanges.value} ${surfaceQuery.value}`
      : null,
  (_key, abort) => getHotspotDensity(surfaceQuery.peek() ?? '', abort),
);

/** How well the hotspots of the period before foretold this one; of counts, while their classes are drawn. */
export const hotspotAccuracy = resource(
  () =>
    isOnMap.value && choice.value.colour === 'class' && choice.value.rate === 'none'
      ? `${dataChanges.value} ${countQuery.value}`
      : null,
  (_key, abort) => getHotspotAccuracy(countQuery.peek(), abort),
);

/** The selected cell in full. */
export const hotspotDetail = resource(
  () => {
    const one = detailed.value;
    return one?.kind === 'hotspot' ? `${dataChanges.value} ${one.cell} ${hotspotQuery.value}` : null;
  },
  (key, abort) => getHotspot(key.split(' ')[1] ?? '', hotspotQuery.peek(), abort),
);

/** What a cell is drawn as. */
export function shadeOf({ properties }: HotspotFeature): HotspotShade {
  const { emerging } = properties;
  if (emerging === undefined) return properties.class;
  return emerging === null ? 'none' : `${emerging.side}-${emerging.course}`;
}

/** The cells drawn and listed: all, or those of the shades that were picked in the legend. */
export const shownHotspots = computed<readonly HotspotFeature[]>(() => {
  const features = hotspots.value.value.answer?.features ?? [];
  const { only } = choice.value;
  return only.length === 0 ? features : features.filter((feature) => only.includes(shadeOf(feature)));
});
