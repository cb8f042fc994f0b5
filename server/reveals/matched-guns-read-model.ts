import { z } from 'zod';
import type { RevealedGun } from '../../domain/reveals.ts';
import { FIREARM_TYPES } from '../../domain/vocabulary.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { groupBy } from '../group-by.ts';
import type { OwnAgency } from './own-agency.ts';
import { revealParts } from './reveal-parts.ts';

const MOST_GUNS = 50;

const date = z.string().nullable();
const row = z.object({
  place: z.number(),
  total: z.number(),
  firearm: z.number(),
  code: z.string(),
  agency: z.string(),
  recoveries: z.array(z.number()),
  type: z.enum(FIREARM_TYPES),
  manufacturer: z.string(),
  caliber: z.string().nullable(),
  first: date,
  last: date,
});

const GUNS = `WITH several AS MATERIALIZED (
    SELECT serial_number, manufacturer FROM firearm WHERE serial_number IS NOT NULL AND manufacturer IS NOT NULL
    GROUP BY 1, 2 HAVING min(agency_id) < max(agency_id)
  ), each AS MATERIALIZED (
    SELECT f.serial_number, f.manufacturer, f.agency_id, min(f.id) AS firearm_id, min(f.firearm_type) AS firearm_type,
      min(f.caliber) AS caliber, array_agg(r.id ORDER BY r.id) AS recoveries, min(r.recovered_on) AS first_on,
      max(r.recovered_on) AS last_on
    FROM several s JOIN firearm f ON f.serial_number = s.serial_number AND f.manufacturer = s.manufacturer
      JOIN recovery r ON r.firearm_id = f.id
    GROUP BY 1, 2, 3
  ), page AS (
    SELECT serial_number, manufacturer, count(*) OVER ()::int AS total, row_number() OVER (
        ORDER BY bool_or(agency_id = :own) DESC, sum(cardinality(recoveries)) DESC, min(firearm_id))::int AS place
    FROM each GROUP BY 1, 2 HAVING min(agency_id) < max(agency_id)
    ORDER BY place LIMIT ${MOST_GUNS}
  )
  SELECT page.place, page.total, e.firearm_id AS firearm, a.code, a.name AS agency, e.recoveries, e.firearm_type AS type,
    e.manufacturer, e.caliber, e.first_on AS first, e.last_on AS last
  FROM page JOIN each e ON e.serial_number = page.serial_number AND e.manufacturer = page.manufacturer
    JOIN agency a ON a.id = e.agency_id
  ORDER BY page.place, e.firearm_id`;

/**
 * Guns that several agencies recovered which all share identified recoveries, and how many there are. Must read as
 * `identified`; serial numbers stay in the database.
 */
export async function readMatchedGuns(
  { trx }: ScopedRead,
  own: OwnAgency,
): Promise<{ readonly items: RevealedGun[]; readonly total: number }> {
  const rows = await selectRows(trx, row, GUNS, { own: own.id });
  const items = [...groupBy(rows, ({ place }) => place).values()].flatMap((of) => {
    const [first] = of;
    if (first === undefined) return [];
    const parts = of.map(({ firearm, code, agency, recoveries }) => ({
      code,
      name: agency,
      count: recoveries.length,
      subject: String(firearm),
      recoveries,
    }));
    const days = of.flatMap((part) => [part.first, part.last]).filter((day) => day !== null);
    return [
      {
        id: String(first.firearm),
        firearmType: first.type,
        manufacturer: first.manufacturer,
        caliber: first.caliber,
        firstRecoveredOn: days.reduce<string | null>((a, b) => (a === null || b < a ? b : a), null),
        lastRecoveredOn: days.reduce<string | null>((a, b) => (a === null || b > a ? b : a), null),
        ...revealParts(own.code, parts),
      },
    ];
  });
  return { items, total: rows[0]?.total ?? 0 };
}
