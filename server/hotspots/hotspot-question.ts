import type { HotspotPeriod, HotspotRate, HotspotSubject } from '../../domain/hotspots.ts';
import {
  HOTSPOT_PERIODS,
  HOTSPOT_RATES,
  HOTSPOT_RESOLUTIONS,
  HOTSPOT_RINGS,
  HOTSPOT_SUBJECTS,
  hotspotResolution,
} from '../../domain/hotspots.ts';
import { told } from '../../domain/languages/told.ts';
import { FilterError } from '../../domain/trace-filter.ts';
import { choiceParameter, wholeNumberParameter } from '../http/query-parameters.ts';

/** What is asked of hotspots, beside the trace filter. */
export interface HotspotQuestion {
  readonly of: HotspotSubject;
  readonly rate: HotspotRate;
  readonly resolution: number;
  /** True where the resolution only follows from the zoom: then a coarser one may answer. */
  readonly mayBeCoarser: boolean;
  readonly rings: number;
  readonly periods: HotspotPeriod;
}

/** Names of the query parameters {@link hotspotQuestion} reads. */
export const HOTSPOT_PARAMETERS = ['of', 'rate', 'resolution', 'zoom', 'rings', 'periods'] as const;

/** Reads the question; what cannot be answered honestly is a FilterError that says what to ask instead. */
export function hotspotQuestion(query: URLSearchParams): HotspotQuestion {
  const of = choiceParameter(query, 'of', HOTSPOT_SUBJECTS);
  const rate = rateParameter(query, of);
  const periods = choiceParameter(query, 'periods', HOTSPOT_PERIODS);
  if (rate !== 'none' && periods !== 'none') {
    throw new FilterError('periods', 'Courses over time are told of counts: leave out rate or periods.');
  }
  return {
    of,
    rate,
    periods,
    ...resolutionParameter(query),
    rings: wholeNumberParameter(query, 'rings', HOTSPOT_RINGS),
  };
}

function rateParameter(query: URLSearchParams, of: HotspotSubject): HotspotRate {
  const rate = choiceParameter(query, 'rate', HOTSPOT_RATES);
  if (rate === 'recoveries' && of !== 'shortTimeToCrime') {
    throw new FilterError(
      'rate',
      'rate=recoveries is the part of the recoveries that were sold within 3 years: ask for it with of=shortTimeToCrime.',
    );
  }
  return rate;
}

function resolutionParameter(query: URLSearchParams) {
  const zoom = query.get('zoom');
  if (zoom !== null && !/^\d{1,2}(\.\d+)?$/.test(zoom)) {
    throw new FilterError('zoom', told('zoom must be a number like 9 or 9.5, not "{zoom}".', { zoom }));
  }
  const { otherwise } = HOTSPOT_RESOLUTIONS;
  const resolution = wholeNumberParameter(query, 'resolution', { ...HOTSPOT_RESOLUTIONS, otherwise: null });
  if (resolution !== null) return { resolution, mayBeCoarser: false };
  return { resolution: zoom === null ? otherwise : hotspotResolution(Number(zoom)), mayBeCoarser: true };
}
