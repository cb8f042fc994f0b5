import { z } from 'zod';
import { gunsAmong, traitsOfGun } from '../../domain/guns/guns-among.ts';
import type { RevealedGun } from '../../domain/reveals.ts';
import { FIREARM_TYPES } from '../../domain/vocabulary.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { groupBy } from '../group-by.ts';
import type { OwnAgency } from './own-agency.ts';
import { revealParts } from './reveal-parts.ts';

const MOST_GUNS = 50;

const recoveredRow = z.object({
  /** Text: the number has 64 bits. */
  serialKey: z.string(),
  recovery: z.number(),
  firearm: z.number(),
  agencyId: z.number(),
  recoveredOn: z.string().nullable(),
  manufacturer: z.string().nullable(),
  importer: z.string().nullable(),
  firearmType: z.enum(FIREARM_TYPES),
  caliber: z.string().nullable(),
});
type RecoveredGun = z.infer<typeof recoveredRow>;

/** Which numbers are in several agencies' data is read from an index alone. */
const RECOVERED = `WITH several AS MATERIALIZED (
    SELECT serial_key FROM recovery WHERE serial_key IS NOT NULL
    GROUP BY serial_key HAVING min(agency_id) < max(agency_id)
  )
  SELECT r.serial_key::text AS "serialKey", r.id AS recovery, f.id AS firearm, r.agency_id AS "agencyId",
    r.recovered_on AS "recoveredOn", f.manufacturer, f.importer, f.firearm_type AS "firearmType", f.caliber
  FROM several s JOIN recovery r ON r.serial_key = s.serial_key JOIN firearm f ON f.id = r.firearm_id
  ORDER BY r.serial_key, r.id`;

const agencyRow = z.object({ id: z.number(), code: z.string(), name: z.string() });

/**
 * Guns that several agencies of the scope recovered, told as everywhere by their keyed serial number and their makers, and how
 * many there are. Serial numbers are not read.
 */
export async function readMatchedGuns(
  { trx }: ScopedRead,
  own: OwnAgency,
): Promise<{ readonly items: RevealedGun[]; readonly total: number }> {
  const rows = await selectRows(trx, recoveredRow, RECOVERED);
  const guns = [...groupBy(rows, ({ serialKey }) => serialKey).values()]
    .flatMap((records) => gunsAmong(records))
    .filter((records) => records.some(({ agencyId }) => agencyId !== records[0]?.agencyId))
    .map((records) => ({ records, isYours: records.some(({ agencyId }) => agencyId === own.id) }));
  guns.sort(
    (a, b) =>
      Number(b.isYours) - Number(a.isYours) ||
      b.records.length - a.records.length ||
      firearmOf(a.records) - firearmOf(b.records),
  );
  const names = await selectRows(trx, agencyRow, 'SELECT id, code, name FROM agency');
  const agencies = new Map(names.map(({ id, ...agency }) => [id, agency]));
  const told = guns.slice(0, MOST_GUNS).map(({ records }) => revealedGun(records, own, agencies));
  return { items: told, total: guns.length };
}

const firearmOf = (records: readonly RecoveredGun[]): number =>
  Math.min(...records.map(({ firearm }) => firearm));

function revealedGun(
  records: readonly RecoveredGun[],
  own: OwnAgency,
  agencies: ReadonlyMap<number, { readonly code: string; readonly name: string }>,
): RevealedGun {
  const parts = [...groupBy(records, ({ agencyId }) => agencyId)].flatMap(([agencyId, of]) => {
    const agency = agencies.get(agencyId);
    if (agency === undefined) return [];
    const recoveries = of.map(({ recovery }) => recovery);
    return [{ ...agency, count: of.length, subject: String(firearmOf(of)), recoveries }];
  });
  const { firearmType, manufacturer, importer, caliber } = traitsOfGun(records);
  const days = records.flatMap(({ recoveredOn }) => (recoveredOn === null ? [] : [recoveredOn])).sort();
  return {
    id: String(firearmOf(records)),
    firearmType,
    // A gun of which nobody names a maker is told of none.
    manufacturer: manufacturer ?? importer ?? '',
    caliber,
    firstRecoveredOn: days[0] ?? null,
    lastRecoveredOn: days.at(-1) ?? null,
    ...revealParts(own.code, parts),
  };
}
