import type { Knex } from 'knex';
import { z } from 'zod';
import { gunsAmong } from '../../domain/guns/guns-among.ts';
import { makersOf } from '../../domain/guns/makers.ts';
import type { GunTraits } from '../../domain/guns/same-gun.ts';
import { FIREARM_TYPES } from '../../domain/vocabulary.ts';
import { plainArray, textArray } from '../database/array-literal.ts';
import { selectRows } from '../database/connection.ts';
import { groupBy } from '../group-by.ts';

const recoveredRow = z.object({
  /** Equal for recoveries with one serial number. */
  number: z.number(),
  recovery: z.number(),
  firearm: z.number(),
  agencyId: z.number(),
  /** Place of its traits in the list of all. */
  traits: z.number(),
});

/** A recovery of a gun that others have too. */
export interface SharedRecovery extends GunTraits {
  readonly recovery: number;
  readonly firearm: number;
  readonly agencyId: number;
}

/**
 * Recoveries with a serial number that, under one maker, is in several agencies' data: of a million numbers most that are in
 * several are other makers' guns. A recovery comes once for each of its makers. Which numbers are in several is read from an index
 * alone; the rest is told by windows, and joined in steps, since nothing tells the planner how many there are.
 */
const RECOVERED = `WITH said AS MATERIALIZED (
    SELECT * FROM unnest(:manufacturers::text[], :importers::text[], :types::text[], :traits::int[], :makers::text[])
      s (manufacturer, importer, firearm_type, traits, maker)
  ), several AS MATERIALIZED (
    SELECT serial_key, row_number() OVER ()::int AS number FROM recovery WHERE serial_key IS NOT NULL
    GROUP BY serial_key HAVING min(agency_id) < max(agency_id)
  ), recovered AS MATERIALIZED (
    SELECT s.number, r.id AS recovery, f.id AS firearm, r.agency_id, f.firearm_type,
      coalesce(f.manufacturer, '') AS manufacturer, coalesce(f.importer, '') AS importer
    FROM several s JOIN recovery r ON r.serial_key = s.serial_key JOIN firearm f ON f.id = r.firearm_id
  ), found AS (
    SELECT number, recovery, firearm, agency_id, traits,
      min(agency_id) OVER same_maker < max(agency_id) OVER same_maker AS is_shared
    FROM recovered JOIN said USING (manufacturer, importer, firearm_type)
    WINDOW same_maker AS (PARTITION BY number, maker)
  )
  SELECT number, recovery, firearm, agency_id AS "agencyId", traits
  FROM (SELECT *, bool_or(is_shared) OVER (PARTITION BY number) AS is_told FROM found) judged
  WHERE is_told ORDER BY number, recovery`;

/** The guns that several agencies of the scope recovered, told as everywhere; each with its recoveries by number. */
export async function readSharedGuns(trx: Knex.Transaction): Promise<SharedRecovery[][]> {
  const all = await readAllTraits(trx);
  const said = all.flatMap((of, traits) => [...makersOf(of)].map((maker) => ({ ...of, traits, maker })));
  const rows = await selectRows(trx, recoveredRow, RECOVERED, {
    manufacturers: textArray(said.map(({ manufacturer }) => manufacturer ?? '')),
    importers: textArray(said.map(({ importer }) => importer ?? '')),
    types: textArray(said.map(({ firearmType }) => firearmType)),
    traits: plainArray(said.map(({ traits }) => traits)),
    makers: textArray(said.map(({ maker }) => maker)),
  });
  return [...groupBy(rows, ({ number }) => number).values()]
    .flatMap((of) => gunsAmong(recoveriesOf(of, all)))
    .filter((recoveries) => recoveries.some(({ agencyId }) => agencyId !== recoveries[0]?.agencyId));
}

function recoveriesOf(
  rows: readonly z.infer<typeof recoveredRow>[],
  all: readonly GunTraits[],
): SharedRecovery[] {
  return rows.flatMap(({ number: _number, traits, ...one }, place) => {
    const said = all[traits];
    const isRepeated = rows[place - 1]?.recovery === one.recovery;
    return said === undefined || isRepeated ? [] : [{ ...one, ...said }];
  });
}

const traitsRow = z.object({
  manufacturer: z.string().nullable(),
  importer: z.string().nullable(),
  firearmType: z.enum(FIREARM_TYPES),
});

/** What guns of the scope are said to be, each once. Calibers decide nothing, and are left out. */
async function readAllTraits(trx: Knex.Transaction): Promise<readonly GunTraits[]> {
  const rows = await selectRows(
    trx,
    traitsRow,
    `SELECT nullif(manufacturer, '') AS manufacturer, nullif(importer, '') AS importer, firearm_type AS "firearmType"
     FROM (SELECT DISTINCT coalesce(manufacturer, '') AS manufacturer, coalesce(importer, '') AS importer, firearm_type
       FROM firearm) said ORDER BY 1, 2, 3`,
  );
  return rows.map((row) => ({ ...row, caliber: null }));
}
