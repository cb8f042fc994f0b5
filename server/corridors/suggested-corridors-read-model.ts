import type { SuggestedCorridors } from '../../domain/corridor.ts';
import { distanceKm } from '../../domain/geography/great-circle.ts';
import type { Speech } from '../../domain/languages/speech.ts';
import type { GravityModel, GravityPair } from '../../domain/statistics/gravity-model.ts';
import { fitGravityModel } from '../../domain/statistics/gravity-model.ts';
import { poissonInterval } from '../../domain/statistics/poisson-interval.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { NOT_A_RANDOM_SAMPLE } from '../../domain/vocabulary.ts';
import type { AreaPlaces } from '../areas/area-places.ts';
import { readAreaPlaces } from '../areas/area-places.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { PairCount } from './gun-tally.ts';
import { tallyGuns } from './gun-tally.ts';

const MOST_SUGGESTED = 20;
/** Standard deviations that 95 % of a normal variable lie within. */
const NORMAL_95 = 1.96;

const modelWords = ({ say }: Speech) =>
  say(
    'Expected guns between two states follow from how many guns each state sold to other states, how many each recovered from other states, and the distance between the middles of the two. Guns recovered in the state they were sold in are left out.',
  );

/** Pairs of states with more guns of the filter than sizes and distance make likely, the largest surplus first. */
export async function readSuggestedCorridors(
  read: ScopedRead,
  filter: TraceFilter,
  speech: Speech,
): Promise<SuggestedCorridors> {
  const { pairs: counted } = await tallyGuns(read, filter);
  const { pairs, model, items } = fitCorridors(counted, await readAreaPlaces(read, 'state'));
  return {
    items: items.slice(0, MOST_SUGGESTED),
    model: {
      fit: model && {
        distanceExponent: model.exponent,
        standardError: model.standardError,
        dispersion: model.dispersion,
      },
      pairs: pairs.length,
      guns: pairs.reduce((sum, { count }) => sum + count, 0),
      words: modelWords(speech),
    },
    notice: NOT_A_RANDOM_SAMPLE,
  };
}

/** The model of all pairs of states, and every pair that lies above it, the largest surplus first. */
export function fitCorridors(counted: readonly PairCount[], places: AreaPlaces) {
  const pairs = statePairs(counted, places);
  const model = fitGravityModel(pairs);
  return { pairs, model, items: model === null ? [] : suggested(pairs, model, places) };
}

/** Every pair of a state that sold to elsewhere and another that recovered from elsewhere, those without guns too. */
function statePairs(counted: readonly PairCount[], places: AreaPlaces): GravityPair[] {
  const counts = new Map<string, number>();
  const origins = new Set<string>();
  const destinations = new Set<string>();
  for (const { origin, destination, count } of counted) {
    const [from, to] = [origin.state, destination.state];
    if (from === null || to === null || from === to || !places.has(from) || !places.has(to)) continue;
    counts.set(`${from}>${to}`, (counts.get(`${from}>${to}`) ?? 0) + count);
    origins.add(from);
    destinations.add(to);
  }
  return [...origins].sort().flatMap((origin) =>
    [...destinations].sort().flatMap((destination) => {
      const [from, to] = [places.get(origin), places.get(destination)];
      if (origin === destination || from === undefined || to === undefined) return [];
      const count = counts.get(`${origin}>${destination}`) ?? 0;
      return [{ origin, destination, count, distanceKm: distanceKm(from, to) }];
    }),
  );
}

function suggested(
  pairs: readonly GravityPair[],
  { expected: expectations, dispersion }: GravityModel,
  places: AreaPlaces,
): SuggestedCorridors['items'] {
  return pairs
    .map((pair, index) => {
      const expected = expectations[index] ?? 0;
      const { low, high } = poissonInterval(pair.count);
      return { pair, expected, low, high };
    })
    .filter(({ expected, low }) => low > expected)
    .sort((a, b) => b.low - b.expected - (a.low - a.expected))
    .map(({ pair: { origin, destination, count, distanceKm: km }, expected, low, high }) => ({
      origin,
      destination,
      originName: places.get(origin)?.name ?? origin,
      destinationName: places.get(destination)?.name ?? destination,
      observed: count,
      expected,
      ratio: { value: count / expected, low: low / expected, high: high / expected },
      distanceKm: Math.round(km * 10) / 10,
      beyondScatter: count > expected + NORMAL_95 * Math.sqrt(Math.max(1, dispersion) * expected),
    }));
}
