import type { Flows } from '../../domain/responses.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { FlowLevel } from '../../domain/vocabulary.ts';
import { readAreaPlaces } from '../areas/area-places.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { PackedMonth, Place } from '../rollups/packed-guns.ts';
import { placeAt, placeCode, visitGuns } from '../rollups/packed-guns.ts';
import { readPackedGuns } from '../rollups/read-packed-guns.ts';
import { TimesToCrime } from '../rollups/times-to-crime.ts';
import type { FlowCount, FlowTimeToCrime } from './flow-collection.ts';
import { flowCollection } from './flow-collection.ts';

/** Flows of the guns in the filter that were traced to a dealer, from the dealer's area to that of recovery. */
export async function readFlows(
  { trx }: ScopedRead,
  filter: TraceFilter,
  { level, limit }: { readonly level: FlowLevel; readonly limit: number },
): Promise<Flows> {
  const guns = await readPackedGuns(trx, filter, { tracedOnly: true });
  const counts = countFlows(guns, filter, level);
  const codes = new Set(counts.flatMap(({ origin, destination }) => [origin, destination]));
  const places = await readAreaPlaces(
    trx,
    level,
    [...codes].filter((code) => code !== null),
  );
  return flowCollection(counts, places, level, limit);
}

/** The times-to-crime of a flow's guns in days, unknown ones too. */
interface Tally {
  readonly source: Place;
  readonly recovery: Place;
  readonly days: number[];
}

function countFlows(guns: readonly PackedMonth[], filter: TraceFilter, level: FlowLevel): FlowCount[] {
  const tallies = new Map<number, Tally>();
  let last: Tally | undefined;
  visitGuns(guns, filter, (fullSource, fullRecovery, timeToCrimeDays) => {
    const source = placeAt(fullSource, level);
    const recovery = placeAt(fullRecovery, level);
    // Guns are sorted by place, so the next one mostly belongs to the same flow.
    if (last === undefined || last.source !== source || last.recovery !== recovery) {
      const key = recovery * 65_536 + source;
      last = tallies.get(key) ?? { source, recovery, days: [] };
      tallies.set(key, last);
    }
    last.days.push(timeToCrimeDays);
  });
  return [...tallies.values()].map(({ source, recovery, days }) => ({
    origin: placeCode(source, level),
    destination: placeCode(recovery, level),
    count: days.length,
    timeToCrime: () => figuresOf(days),
  }));
}

function figuresOf(days: readonly number[]): FlowTimeToCrime {
  const times = new TimesToCrime(days);
  return {
    medianTimeToCrimeDays: times.median(),
    shortTimeToCrimeShare: times.shortShare(),
    knownTimeToCrime: times.known,
  };
}
