import { z } from 'zod';
import { ALL } from '../../domain/disclosure/additive-table.ts';
import { categoriesOf, categoryCode } from '../../domain/publication.ts';
import type { PublicationPlan } from '../../domain/snapshots.ts';
import { CATEGORY_WAYS, OTHER, UNKNOWN } from '../../domain/snapshots.ts';
import type { Database } from '../../server/database/connection.ts';
import { selectRows } from '../../server/database/connection.ts';
import { cellKey, ELSEWHERE } from './outsider.ts';

const row = z.object({
  year: z.number(),
  county: z.string().nullable(),
  state: z.string().nullable(),
  time: z.string(),
  type: z.string(),
  guns: z.number(),
});

/** ATF's classes of time-to-crime in days, written out once more. */
const COUNTED = `SELECT extract(year FROM recovered_on)::int AS year, recovery_county AS county, source_state AS state,
    CASE WHEN time_to_crime_days IS NULL THEN 'unknown' WHEN time_to_crime_days < 91 THEN 'under_3_months'
      WHEN time_to_crime_days < 213 THEN '3_to_7_months' WHEN time_to_crime_days < 365 THEN '7_to_12_months'
      WHEN time_to_crime_days < 730 THEN '1_to_2_years' WHEN time_to_crime_days <= 1095 THEN '2_to_3_years'
      ELSE '3_years_and_over' END AS time,
    firearm_type AS type, count(*)::int AS guns
  FROM recovery WHERE agency_id = ? AND recovered_on IS NOT NULL GROUP BY 1, 2, 3, 4, 5`;

/** The guns an agency recovered in each year by the areas and categories of a plan, by {@link cellKey}: counted from the records alone. */
export async function trueCounts(
  { knex }: Database,
  agencyId: number,
  plan: PublicationPlan,
): Promise<Map<string, number>> {
  const rows = await selectRows(knex, row, COUNTED, [agencyId]);
  const categories = CATEGORY_WAYS.flatMap((way) =>
    categoriesOf(plan)[way].map((code) => categoryCode(way, code)),
  );
  const areas = [ALL, ...plan.areas.map(({ name }) => name)];
  const counts = new Map<string, number>();
  for (const year of new Set(rows.map((one) => one.year))) {
    for (const area of areas)
      for (const category of [ALL, ...categories]) counts.set(cellKey(year, area, category), 0);
  }
  for (const { year, county, state, time, type, guns } of rows) {
    const isTold = plan.sources.some(({ code }) => code === state);
    const source = state === null ? UNKNOWN : isTold ? state : OTHER;
    const area = plan.areas.find(({ code }) => code === county)?.name ?? ELSEWHERE;
    for (const where of plan.areas.length > 0 ? [ALL, area] : [ALL]) {
      for (const category of [ALL, `source:${source}`, `time:${time}`, `type:${type}`]) {
        const key = cellKey(year, where, category);
        const before = counts.get(key);
        if (before === undefined) throw new Error(`The plan has no place for ${key}.`);
        counts.set(key, before + guns);
      }
    }
  }
  return counts;
}
