import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../database/connection.ts';

/** An area with a polygon that an agency (by its code) answers for. */
export interface Jurisdiction {
  readonly agency: string;
  readonly level: 'state' | 'county';
  readonly code: string;
}

const areaRow = z.object({ level: z.string(), code: z.string() });

/**
 * Adds areas to what agencies answer for, and tells which areas those are: those that do not exist are left out, and so
 * is what was there before.
 */
export function addJurisdictions(
  trx: Knex.Transaction,
  jurisdictions: readonly Jurisdiction[],
): Promise<z.infer<typeof areaRow>[]> {
  return selectRows(
    trx,
    areaRow,
    `INSERT INTO jurisdiction (agency_id, area_level, area_code)
     SELECT DISTINCT g.id, a.level, a.code
     FROM unnest(:agencies::text[], :levels::text[], :codes::text[]) wanted (agency, level, code)
     JOIN agency g ON g.code = wanted.agency
     JOIN area a ON a.level = wanted.level AND a.code = wanted.code AND a.geom_3857 IS NOT NULL
     ON CONFLICT DO NOTHING RETURNING area_level AS level, area_code AS code`,
    {
      agencies: jurisdictions.map(({ agency }) => agency),
      levels: jurisdictions.map(({ level }) => level),
      codes: jurisdictions.map(({ code }) => code),
    },
  );
}
