import { getHexagonAreaAvg, getHexagonEdgeLengthAvg, UNITS } from 'h3-js';
import type { HotspotMethod, HotspotSubject } from '../../domain/hotspots.ts';
import { FALSE_DISCOVERY_RATE } from '../../domain/hotspots.ts';
import type { HotspotQuestion } from './hotspot-question.ts';
import type { StudyArea } from './study-area.ts';

/** Metres from the middle of a cell to that of one `rings` away: hexagons of edge e are e·√3 apart, on average over the earth. */
export const bandwidthMetres = (resolution: number, rings: number): number =>
  Math.round(rings * Math.sqrt(3) * getHexagonEdgeLengthAvg(resolution, UNITS.m));

/** How an answer was come by. */
export function hotspotMethod(
  { of, rate }: Pick<HotspotQuestion, 'of' | 'rate'>,
  { resolution, rings, cells }: StudyArea,
  {
    untested,
    periods = null,
    population = null,
  }: Pick<HotspotMethod, 'untested'> & Partial<Pick<HotspotMethod, 'periods' | 'population'>>,
): HotspotMethod {
  return {
    test: 'Getis-Ord Gi*',
    of,
    rate,
    smoothing: rate === 'none' ? null : 'empirical Bayes',
    resolution,
    cellSquareKm: Number(getHexagonAreaAvg(resolution, UNITS.km2).toPrecision(3)),
    rings,
    bandwidthMetres: bandwidthMetres(resolution, rings),
    correction: 'Benjamini-Hochberg',
    falseDiscoveryRate: FALSE_DISCOVERY_RATE,
    n: cells.length,
    studyArea: studyAreaWords({ of, rate }, rings),
    population,
    periods,
    untested,
  };
}

function studyAreaWords({ of, rate }: Pick<HotspotQuestion, 'of' | 'rate'>, rings: number): string {
  if (rate === 'recoveries') return WITH_A_RATE;
  const around = aroundRecords(of, rings);
  return rate === 'population' ? `${around}, and in which people live` : around;
}

function aroundRecords(of: HotspotSubject, rings: number): string {
  const within = `Cells within ${rings === 1 ? '1 ring' : `${rings} rings`} of one`;
  return of === 'shootings'
    ? `${within} in which any shooting is recorded, of any time, that you may see`
    : `${within} in which any gun was recovered, of any time and kind, that you may see`;
}
const WITH_A_RATE =
  'Cells with a recovery of this selection whose time-to-crime is known: others have no rate';
