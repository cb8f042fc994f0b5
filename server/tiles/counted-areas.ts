import type { TraceFilter } from '../../domain/trace-filter.ts';
import { TRACE_OUTCOMES } from '../../domain/vocabulary.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import {
  DEALER_PLACE,
  outcomeAt,
  PURCHASER_PLACE,
  placeAt,
  RECOVERY_PLACE,
  selectGuns,
} from '../rollups/packed-guns.ts';
import { readPackedGuns } from '../rollups/read-packed-guns.ts';
import type { AreaCounts } from './area-counts.ts';
import { areaCounts } from './area-counts.ts';
import { FilterCounts } from './filter-counts.ts';
import type { HomeLevel, PurchaserHomes } from './purchaser-homes.ts';
import { readPurchaserHomes } from './purchaser-homes.ts';
import type { TileAsked } from './tile-query.ts';
import type { ZipCounts } from './zip-counts.ts';
import { readZipCounts } from './zip-counts.ts';

/** A filter's guns by area, for every level that tiles tell them at. */
export interface CountedAreas {
  readonly areas: Readonly<Record<'state' | 'county', AreaCounts>>;
  /** Recoveries known to lie in a ZIP but not where. */
  readonly zips: ZipCounts;
  readonly homes: Readonly<Record<HomeLevel, readonly PurchaserHomes[]>>;
}

const TRACED_TO_PURCHASER = TRACE_OUTCOMES.indexOf('purchaser');

/** The counts of a tile's filter. Layers share them: going through the guns takes longer than all that follows. */
export function createCountedAreas(): (asked: TileAsked) => Promise<CountedAreas> {
  const counts = new FilterCounts(readCountedAreas);
  return (asked) => counts.of(asked, 'all levels');
}

async function readCountedAreas(read: ScopedRead, filter: TraceFilter): Promise<CountedAreas> {
  const records = await readPackedGuns(read, filter);
  const { places } = records;
  // By place first, since there are many more guns than places.
  const recovered = new Uint32Array(places.length);
  const sold = new Uint32Array(places.length);
  const homes = new Uint32Array(places.length);
  selectGuns(records, filter, ({ guns, at, count }) => {
    for (let index = 0; index < count; index++) {
      const gun = at[index] ?? 0;
      addOne(recovered, placeAt(guns, gun, RECOVERY_PLACE));
      addOne(sold, placeAt(guns, gun, DEALER_PLACE));
      if (outcomeAt(guns, gun) === TRACED_TO_PURCHASER) addOne(homes, placeAt(guns, gun, PURCHASER_PLACE));
    }
  });
  const areasAt = (level: 'state' | 'county') => areaCounts(places.nodesAt(level), { recovered, sold });
  const homesAt = (finest: HomeLevel) => readPurchaserHomes(read, places, homes, finest);
  return {
    areas: { state: areasAt('state'), county: areasAt('county') },
    zips: await readZipCounts(read, places, recovered),
    homes: { state: await homesAt('state'), county: await homesAt('county'), zip: await homesAt('zip') },
  };
}

function addOne(counts: Uint32Array, place: number): void {
  counts[place] = (counts[place] ?? 0) + 1;
}
