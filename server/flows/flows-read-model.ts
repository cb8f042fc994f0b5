import type { Flows } from '../../domain/responses.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { FlowLevel } from '../../domain/vocabulary.ts';
import { readAreaPlaces } from '../areas/area-places.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { Place } from '../rollups/packed-guns.ts';
import { placeCode } from '../rollups/packed-guns.ts';
import { TimesToCrime } from '../rollups/times-to-crime.ts';
import type { FlowCount, FlowTimeToCrime } from './flow-collection.ts';
import { flowCollection } from './flow-collection.ts';
import type { FlowTally } from './flow-tally.ts';
import { tallyFlows } from './tally-flows.ts';

/** Flows of the guns in the filter that were traced to a dealer, from the dealer's area to that of recovery. */
export async function readFlows(
  read: ScopedRead,
  filter: TraceFilter,
  { level, limit }: { readonly level: FlowLevel; readonly limit: number },
): Promise<Flows> {
  const tally = await tallyFlows(read, filter, level);
  const counts = countsOf(tally, level);
  const places = await readAreaPlaces(read, level);
  const timesToCrime = (drawn: readonly NumberedFlow[]) =>
    tally.timesToCrime(drawn.map(({ number }) => number)).map(figuresOf);
  return flowCollection(counts, timesToCrime, places, level, limit);
}

/** A flow with its number in the tally. */
interface NumberedFlow extends FlowCount {
  readonly number: number;
}

function countsOf(tally: FlowTally, level: FlowLevel): NumberedFlow[] {
  const codeOf = codesOf(level);
  return Array.from({ length: tally.flows }, (_, number) => ({
    number,
    origin: codeOf(tally.source(number)),
    destination: codeOf(tally.recovery(number)),
    count: tally.count(number),
  }));
}

/** Codes of places, each made once: hundreds of thousands of flows share a few thousand places. */
function codesOf(level: FlowLevel): (place: Place) => string | null {
  const codes = new Map<Place, string | null>();
  return (place) => {
    const known = codes.get(place);
    if (known !== undefined) return known;
    const code = placeCode(place, level);
    codes.set(place, code);
    return code;
  };
}

function figuresOf(sortedDays: Uint16Array): FlowTimeToCrime {
  const times = new TimesToCrime(sortedDays);
  return {
    medianTimeToCrimeDays: times.median(),
    shortTimeToCrimeShare: times.shortShare(),
    knownTimeToCrime: times.known,
  };
}
