import { z } from 'zod';
import type { GunTraits } from '../../domain/guns/same-gun.ts';
import { compareGuns, gunVerdict } from '../../domain/guns/same-gun.ts';
import type { RecordedOrigin } from '../../domain/vocabulary.ts';
import { FIREARM_TYPES } from '../../domain/vocabulary.ts';
import { selectRows } from '../database/connection.ts';
import { KeptInScope } from '../database/kept-in-scope.ts';
import type { ScopedRead } from '../database/with-scope.ts';

/** Codes of the areas of a place, null where it is not known that closely. */
export interface AreaCodes {
  readonly state: string | null;
  readonly county: string | null;
  readonly zip: string | null;
}

/** A recovered gun, and where another record says that it was before. */
export interface RecordedPair {
  readonly recovery: number;
  readonly origin: AreaCodes;
  readonly destination: AreaCodes;
  readonly timeToCrimeDays: number | null;
}

/** Where the records are, and the day of what they tell, as SQL on a record `o`. */
const ORIGINS: Readonly<Record<RecordedOrigin, { readonly table: string; readonly day: string }>> = {
  theft: { table: 'theft_report', day: 'coalesce(o.stolen_on, o.reported_on)' },
  debrief: { table: 'debrief', day: 'o.obtained_on' },
};

const text = z.string().nullable();
const row = z.object({
  recovery: z.number(),
  from_state: text,
  from_county: text,
  from_zip: text,
  to_state: text,
  to_county: text,
  to_zip: text,
  time_to_crime_days: z.number().nullable(),
  from_manufacturer: text,
  from_importer: text,
  from_caliber: text,
  from_type: z.enum(FIREARM_TYPES),
  to_manufacturer: text,
  to_importer: text,
  to_caliber: text,
  to_type: z.enum(FIREARM_TYPES),
});
type Row = z.infer<typeof row>;

/** As many scopes as look at such flows at a time. */
const kept = new KeptInScope<readonly RecordedPair[]>(4);

/**
 * All recovered guns in scope that a record of a kind in scope is surely of too, each once: with the latest such record that is
 * not after the recovery; one without a day comes last. They are kept for the whole scope and its data version, so nothing kept
 * can be stale or reach another scope.
 */
export function readRecordedPairs(
  read: ScopedRead,
  origin: RecordedOrigin,
): Promise<readonly RecordedPair[]> {
  return kept.get(read, [origin], () => findPairs(read, origin));
}

/**
 * OFFSET 0 has the few records look up the many recoveries by the index of their numbers: the policies make the planner expect
 * so many that it would go through all of them.
 */
async function findPairs({ trx }: ScopedRead, origin: RecordedOrigin): Promise<readonly RecordedPair[]> {
  const { table, day } = ORIGINS[origin];
  const rows = await selectRows(
    trx,
    row,
    `SELECT r.id AS recovery, o.area_state AS from_state, o.area_county AS from_county, o.area_zip AS from_zip,
       r.recovery_state AS to_state, r.recovery_county AS to_county, r.recovery_zip AS to_zip, r.time_to_crime_days,
       o.manufacturer AS from_manufacturer, o.importer AS from_importer, o.caliber AS from_caliber,
       o.firearm_type AS from_type, g.manufacturer AS to_manufacturer, g.importer AS to_importer,
       g.caliber AS to_caliber, g.firearm_type AS to_type
     FROM ${table} o
     CROSS JOIN LATERAL (
       SELECT id, firearm_id, recovered_on, recovery_state, recovery_county, recovery_zip, time_to_crime_days
       FROM recovery WHERE serial_key = o.serial_key OFFSET 0
     ) r
     CROSS JOIN LATERAL (
       SELECT manufacturer, importer, caliber, firearm_type FROM firearm WHERE id = r.firearm_id OFFSET 0
     ) g
     WHERE ${day} <= r.recovered_on OR ${day} IS NULL OR r.recovered_on IS NULL
     ORDER BY r.id, ${day} DESC NULLS LAST, o.id DESC`,
  );
  const isSameGun = sameGunVerdicts();
  const pairs: RecordedPair[] = [];
  for (const one of rows) {
    if (pairs.at(-1)?.recovery === one.recovery || !isSameGun(one)) continue;
    pairs.push({
      recovery: one.recovery,
      origin: { state: one.from_state, county: one.from_county, zip: one.from_zip },
      destination: { state: one.to_state, county: one.to_county, zip: one.to_zip },
      timeToCrimeDays: one.time_to_crime_days,
    });
  }
  return pairs;
}

/** Whether two records are of one gun. What two say together is worked out once: many guns are of one maker and type. */
function sameGunVerdicts(): (one: Row) => boolean {
  const known = new Map<string, boolean>();
  return (one) => {
    const from: GunTraits = {
      manufacturer: one.from_manufacturer,
      importer: one.from_importer,
      firearmType: one.from_type,
      caliber: one.from_caliber,
    };
    const to: GunTraits = {
      manufacturer: one.to_manufacturer,
      importer: one.to_importer,
      firearmType: one.to_type,
      caliber: one.to_caliber,
    };
    const key = JSON.stringify([from, to]);
    const verdict = known.get(key) ?? gunVerdict(compareGuns(from, to)) === 'same';
    known.set(key, verdict);
    return verdict;
  };
}
