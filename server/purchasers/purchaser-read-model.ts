import { z } from 'zod';
import type { PurchaserDetail, PurchaserGun } from '../../domain/purchasers/purchaser-responses.ts';
import { NOT_A_RANDOM_SAMPLE } from '../../domain/vocabulary.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { indexOfParty } from '../dealers/dealer-figures.ts';
import { readDealerNames } from '../dealers/dealer-names-read-model.ts';
import { UNKNOWN_TIME } from '../rollups/packed-guns.ts';
import type { RecordFilter } from '../traces/resolve-corridors.ts';
import { describePurchasers } from './describe-purchasers.ts';
import type { IndicatedPurchasers } from './indicated-purchasers.ts';
import { gunsOf, indicatorsOf, partiesOf } from './indicated-purchasers.ts';
import { readListingOf } from './listed-purchasers-read-model.ts';
import { neighboursOf } from './neighbours.ts';
import type { PurchasersOfFilter } from './read-indicated-purchasers.ts';
import { readIndicatedPurchasers } from './read-indicated-purchasers.ts';

const MOST_NEIGHBOURS = 25;
/** No person has more; what bought more is a shop, and its first guns say so. */
const MOST_GUNS = 500;

export interface FoundPurchaser {
  readonly purchaser: PurchaserDetail;
  /** The rows of purchasers it is, and whose they are. */
  readonly rows: readonly { readonly id: number; readonly agencyId: number }[];
}

/** One purchaser with its guns of a filter, why it shows its indicators, and its neighbours; null where none is seen. */
export async function readPurchaser(
  read: ScopedRead,
  id: number,
  filter: RecordFilter,
): Promise<FoundPurchaser | null> {
  const found = await readIndicatedPurchasers(read, filter);
  const { all } = found;
  const slot = slotOf(found, id);
  if (slot === null) return null;
  const [purchaser] = await describePurchasers(read, all, [slot]);
  if (purchaser === undefined || purchaser.agencies.length === 0) return null;
  const neighbours = neighboursOf(found, slot);
  return {
    rows: rowsOf(all, slot),
    purchaser: {
      ...purchaser,
      gunList: await readGuns(read, found, slot),
      neighbours: neighbours.slice(0, MOST_NEIGHBOURS).map((near) => ({
        id: all.guns.ids[near.slot] ?? 0,
        guns: all.counts[near.slot] ?? 0,
        indicators: indicatorsOf(all.flags[near.slot] ?? 0),
        sharedDealers: [...near.sharedDealers],
        sharedChains: [...near.sharedChains],
      })),
      neighboursLeftOut: Math.max(0, neighbours.length - MOST_NEIGHBOURS),
      listing: await readListingOf(read.trx, purchaser.purchasers),
      notice: NOT_A_RANDOM_SAMPLE,
    },
  };
}

/** The rows of purchasers that one is, and the agencies whose records they are in. */
const rowsOf = (all: IndicatedPurchasers, slot: number): FoundPurchaser['rows'] =>
  partiesOf(all, slot).map((party) => ({
    id: all.guns.ids[party] ?? 0,
    // A row of purchasers and the guns it bought are one agency's.
    agencyId: all.guns.agencies[all.guns.starts[party] ?? 0] ?? 0,
  }));

/** The rows of purchasers that one of them is; none where it is not seen. */
export async function readRowsOfPurchaser(read: ScopedRead, id: number): Promise<FoundPurchaser['rows']> {
  const { all } = await readIndicatedPurchasers(read, {});
  const slot = slotOf({ all }, id);
  return slot === null ? [] : rowsOf(all, slot);
}

/** The slot of a row of `purchaser`, or of the person it was joined to; null where it has no gun of the filter. */
export function slotOf({ all }: Pick<PurchasersOfFilter, 'all'>, id: number): number | null {
  const party = indexOfParty(all.guns, id);
  return party === null ? null : (all.slots[party] ?? null);
}

const text = z.string().nullable();
const gunRow = z.object({
  id: z.number(),
  code: z.string(),
  name: z.string(),
  on: text,
  state: text,
  county: text,
  zip: text,
});

async function readGuns(
  read: ScopedRead,
  { all, distances }: PurchasersOfFilter,
  slot: number,
): Promise<PurchaserGun[]> {
  const guns = gunsOf(all, slot).slice(0, MOST_GUNS);
  const rows = await selectRows(
    read.trx,
    gunRow,
    `SELECT r.id, a.code, a.name, r.recovered_on::text AS on, r.recovery_state AS state, r.recovery_county AS county,
       r.recovery_zip AS zip
     FROM recovery r JOIN agency a ON a.id = r.agency_id WHERE r.id IN (SELECT unnest(:ids::int[]))`,
    { ids: guns.map((gun) => all.guns.records[gun] ?? 0) },
  );
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const names = await readDealerNames(read, [...new Set(guns.map((gun) => all.guns.others[gun] ?? 0))]);
  const buyers = buyersOf(all, slot);
  return guns.flatMap((gun): PurchaserGun[] => {
    const row = rowOf.get(all.guns.records[gun] ?? 0);
    if (row === undefined) return [];
    const [time = UNKNOWN_TIME, dealer = 0] = [all.guns.times[gun], all.guns.others[gun]];
    const km = distances.between(all.guns.purchaserPlaces[gun] ?? 0, all.guns.recoveryPlaces[gun] ?? 0);
    return [
      {
        recovery: row.id,
        purchaser: buyers.get(gun) ?? 0,
        agency: { code: row.code, name: row.name },
        recoveredOn: row.on,
        timeToCrimeDays: time === UNKNOWN_TIME ? null : time,
        dealer: dealer === 0 ? null : { id: dealer, name: names.get(dealer) ?? null },
        recovered: { state: row.state, county: row.county, zip: row.zip },
        distanceKm: km === null ? null : Math.round(km),
        indicators: indicatorsOf(all.gunFlags[gun] ?? 0),
      },
    ];
  });
}

/** Which row of `purchaser` bought each gun of a slot. */
function buyersOf(all: IndicatedPurchasers, slot: number): ReadonlyMap<number, number> {
  const buyers = new Map<number, number>();
  for (const party of partiesOf(all, slot)) {
    for (let gun = all.guns.starts[party] ?? 0; gun < (all.guns.starts[party + 1] ?? 0); gun++) {
      buyers.set(gun, all.guns.ids[party] ?? 0);
    }
  }
  return buyers;
}
