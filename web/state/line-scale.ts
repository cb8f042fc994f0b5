import { computed } from '@preact/signals';
import { formatTraceFilter } from '../../domain/trace-filter.ts';
import { getFlows, withParameters } from '../api/endpoints.ts';
import { brushLength, largestShare } from '../charts/month-steps.ts';
import type { FlowScale } from '../map/flow-scale.ts';
import { flowScale, widerScale } from '../map/flow-scale.ts';
import { daysOfMonths } from '../words/month-range.ts';
import { endParameters, facets, flowLevel, flows } from './map-data.ts';
import { filter, page } from './page.ts';
import { resource } from './resource.ts';
import { dataChanges } from './session.ts';
import { brush, isPlayed, isPlaying, months } from './time-play.ts';

/** All months that playing can come to: from the chosen start on where it adds up, else from the first. */
const playedPeriod = computed(() => {
  const scale = months.value;
  if (scale === null || !(isPlaying.value || isPlayed.value) || page.value.scale !== null) return null;
  const [oldest = '', newest = ''] = [scale.months[0], scale.months.at(-1)];
  const first = page.value.play === 'cumulative' ? (brush.value?.first ?? oldest) : oldest;
  return daysOfMonths(first, newest);
});

/** The widest flow of all those months, and all of their nodes. */
const periodFlows = resource(
  () => {
    const period = playedPeriod.value;
    if (period === null || page.value.figures === 'published') return null;
    const query = formatTraceFilter({ ...filter.value, ...period }).toString();
    return `${dataChanges.value} ${withParameters(query, { level: flowLevel.value, limit: 1, ...endParameters.value })}`;
  },
  (key, signal) => getFlows(key.slice(key.indexOf(' ') + 1), signal),
);

/** The part of them that can be on screen at once. */
const playedShare = computed(() => {
  const { play } = page.value;
  if (play === 'cumulative' || brush.value === null) return 1;
  const traced = facets.dates.value?.months.map(({ tracedToDealer }) => tracedToDealer) ?? [];
  return largestShare(traced, brushLength(brush.value));
});

/**
 * The counts that are drawn widest and largest: as the address fixes them; while months are played those of the
 * months with most guns, so that lines do not breathe; else those of what is shown.
 */
export const scaleInUse = computed<FlowScale>(() => {
  const shown = flows.value.answer ?? { features: [], nodes: [] };
  const { scale } = page.value;
  if (scale !== null) return scale;
  const all = periodFlows.value.value.answer;
  return all === null ? flowScale(shown) : widerScale(flowScale(all, playedShare.value), flowScale(shown));
});

/** True while the scale is held for the months played. */
export const isScaleHeld = computed(
  () => page.value.scale === null && periodFlows.value.value.answer !== null,
);
