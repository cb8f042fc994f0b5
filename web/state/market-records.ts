import { computed } from '@preact/signals';
import type { DebriefFeature, LinkFeature, TheftFeature } from '../../domain/market-responses.ts';
import type { MarketLayer } from '../../domain/record-filter.ts';
import { MARKET_FILTERS, partFilter } from '../../domain/record-filter.ts';
import { withParameters } from '../api/endpoints.ts';
import { getDebriefs, getLinks, getThefts } from '../api/market.ts';
import { filter, page } from './page.ts';
import { resource } from './resource.ts';
import { can, dataChanges } from './session.ts';

/** Asked for while it is drawn or listed, by those who may see single records. */
function isAsked(layer: MarketLayer): boolean {
  const { view, figures, shown, table } = page.value;
  return view === 'map' && figures === 'records' && can('records') && (shown[layer] || table === layer);
}

/** The filter as far as it says something of a layer's records, and the names of the filters that do not. */
const parted = (layer: MarketLayer) => computed(() => partFilter(filter.value, MARKET_FILTERS[layer]));
const partedBy = { links: parted('links'), debriefs: parted('debriefs'), thefts: parted('thefts') } as const;

/** The query of a layer's records, of their export too. */
export const marketQuery = (layer: MarketLayer): string => partedBy[layer].value.query.toString();

/** Filters that are set and say nothing of a layer's records: these are shown without them. */
export const marketFiltersLeftOut = (layer: MarketLayer): readonly string[] => partedBy[layer].value.leftOut;

const linkQuery = computed(() =>
  page.value.linkType === null
    ? marketQuery('links')
    : withParameters(marketQuery('links'), { link_type: page.value.linkType }),
);

export const links = resource(
  () => (isAsked('links') ? `${dataChanges.value} ${linkQuery.value}` : null),
  (_key, abort) => getLinks(linkQuery.peek(), abort),
);

export const debriefs = resource(
  () => (isAsked('debriefs') ? `${dataChanges.value} ${marketQuery('debriefs')}` : null),
  (_key, abort) => getDebriefs(partedBy.debriefs.peek().query.toString(), abort),
);

export const thefts = resource(
  () => (isAsked('thefts') ? `${dataChanges.value} ${marketQuery('thefts')}` : null),
  (_key, abort) => getThefts(partedBy.thefts.peek().query.toString(), abort),
);

const NONE: readonly never[] = [];

// By themselves, so that nothing is drawn anew when something else of the page changes.
const obtained = computed(() => page.value.obtained);
const victim = computed(() => page.value.victim);

/** The records drawn and listed: all, or those of the class that was picked in the legend. */
export const shownLinks = computed<readonly LinkFeature[]>(() => links.value.value.answer?.features ?? NONE);
export const shownDebriefs = computed<readonly DebriefFeature[]>(() => {
  const only = obtained.value;
  const all = debriefs.value.value.answer?.features ?? NONE;
  return only === null ? all : all.filter(({ properties }) => properties.obtainedHow === only);
});
export const shownThefts = computed<readonly TheftFeature[]>(() => {
  const only = victim.value;
  const all = thefts.value.value.answer?.features ?? NONE;
  return only === null ? all : all.filter(({ properties }) => properties.victimKind === only);
});
/** Whether any of these layers has something to see: then a map without recoveries is not empty. */
export const hasMarketRecords = computed(
  () =>
    (page.value.shown.links && shownLinks.value.length > 0) ||
    (page.value.shown.debriefs && shownDebriefs.value.length > 0) ||
    (page.value.shown.thefts && shownThefts.value.length > 0),
);
