import { z } from 'zod';
import type { Purchaser } from '../../domain/purchasers/purchaser-responses.ts';
import { readAreaPlaces } from '../areas/area-places.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { UNKNOWN_TIME } from '../rollups/packed-guns.ts';
import type { IndicatedPurchasers } from './indicated-purchasers.ts';
import { gunsOf, indicatorsOf, partiesOf } from './indicated-purchasers.ts';

const text = z.string().nullable();
const homeRow = z.object({
  id: z.number(),
  code: z.string(),
  name: z.string(),
  state: text,
  county: text,
  zip: text,
});

/** What is told of the purchasers of some slots, in the same order: homes by area, counts and indicators, never a name. */
export async function describePurchasers(
  read: ScopedRead,
  all: IndicatedPurchasers,
  slots: readonly number[],
): Promise<Purchaser[]> {
  const idsOf = (slot: number) => partiesOf(all, slot).map((party) => all.guns.ids[party] ?? 0);
  const rows = await selectRows(
    read.trx,
    homeRow,
    `SELECT p.id, a.code, a.name, p.area_state AS state, p.area_county AS county, p.area_zip AS zip
     FROM purchaser p JOIN agency a ON a.id = p.agency_id WHERE p.id IN (SELECT unnest(:ids::int[]))`,
    { ids: slots.flatMap(idsOf) },
  );
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const counties = await readAreaPlaces(read, 'county');
  return slots.map((slot) => {
    const ids = idsOf(slot);
    const own = ids.flatMap((id) => rowOf.get(id) ?? []);
    // The home of the record that says it most closely, and of those the first.
    const home = own.find(({ zip }) => zip !== null) ?? own.find(({ county }) => county !== null) ?? own[0];
    const agencies = new Map(own.map(({ code, name }) => [code, { code, name }]));
    return {
      id: ids[0] ?? 0,
      purchasers: ids,
      agencies: [...agencies.values()],
      home: {
        state: home?.state ?? null,
        county: home?.county ?? null,
        countyName: counties.get(home?.county ?? '')?.name ?? null,
        zip: home?.zip ?? null,
      },
      ...countsOf(all, slot),
      indicators: indicatorsOf(all.flags[slot] ?? 0),
    };
  });
}

function countsOf(
  all: IndicatedPurchasers,
  slot: number,
): Pick<Purchaser, 'guns' | 'dealers' | 'shortestDays'> {
  const guns = gunsOf(all, slot);
  const dealers = new Set(guns.map((gun) => all.guns.others[gun] ?? 0).filter((dealer) => dealer !== 0));
  const shortest = guns.reduce(
    (least, gun) => Math.min(least, all.guns.times[gun] ?? UNKNOWN_TIME),
    UNKNOWN_TIME,
  );
  return {
    guns: guns.length,
    dealers: dealers.size,
    shortestDays: shortest === UNKNOWN_TIME ? null : shortest,
  };
}
