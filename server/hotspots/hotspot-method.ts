import { getHexagonAreaAvg, getHexagonEdgeLengthAvg, UNITS } from 'h3-js';
import type { HotspotMethod, HotspotSubject } from '../../domain/hotspots.ts';
import { FALSE_DISCOVERY_RATE } from '../../domain/hotspots.ts';
import type { Speech } from '../../domain/languages/speech.ts';
import type { Told } from '../../domain/languages/told.ts';
import { inWordsOf } from '../../domain/languages/told.ts';
import type { HotspotQuestion } from './hotspot-question.ts';
import type { StudyArea } from './study-area.ts';

/** Metres from the middle of a cell to that of one `rings` away: hexagons of edge e are e·√3 apart, on average over the earth. */
export const bandwidthMetres = (resolution: number, rings: number): number =>
  Math.round(rings * Math.sqrt(3) * getHexagonEdgeLengthAvg(resolution, UNITS.m));

/** Of a cell, on average over the earth. */
export const cellSquareKm = (resolution: number): number =>
  Number(getHexagonAreaAvg(resolution, UNITS.km2).toPrecision(3));

/** What is known of an answer beside its question and its area. */
export interface MethodFound extends Partial<Pick<HotspotMethod, 'periods' | 'population'>> {
  readonly untested: Told | null;
}

/** How an answer was come by, in words of `speech`. */
export function hotspotMethod(
  { of, rate }: Pick<HotspotQuestion, 'of' | 'rate'>,
  { resolution, rings, cells }: StudyArea,
  { untested, periods = null, population = null }: MethodFound,
  speech: Speech,
): HotspotMethod {
  return {
    test: 'Getis-Ord Gi*',
    of,
    rate,
    smoothing: rate === 'none' ? null : 'empirical Bayes',
    resolution,
    cellSquareKm: cellSquareKm(resolution),
    rings,
    bandwidthMetres: bandwidthMetres(resolution, rings),
    correction: 'Benjamini-Hochberg',
    falseDiscoveryRate: FALSE_DISCOVERY_RATE,
    n: cells.length,
    studyArea: studyAreaWords({ of, rate }, rings, speech),
    population,
    periods,
    untested: untested && inWordsOf(speech, untested),
  };
}

function studyAreaWords(
  { of, rate }: Pick<HotspotQuestion, 'of' | 'rate'>,
  rings: number,
  speech: Speech,
): string {
  const { say } = speech;
  if (rate === 'recoveries') {
    return say('Cells with a recovery of this selection whose time-to-crime is known: others have no rate');
  }
  const around = aroundRecords(of, rings, speech);
  return rate === 'population' ? say('{cells}, and in which people live', { cells: around }) : around;
}

function aroundRecords(of: HotspotSubject, rings: number, { say }: Speech): string {
  const within = rings === 1 ? say('1 ring') : say('{rings} rings', { rings });
  return of === 'shootings'
    ? say('Cells within {within} of one in which any shooting is recorded, of any time, that you may see', {
        within,
      })
    : say(
        'Cells within {within} of one in which any gun was recovered, of any time and kind, that you may see',
        { within },
      );
}
