import type { Knex } from 'knex';
import { z } from 'zod';
import { fromMercator } from '../../../../domain/geography/world-grid.ts';
import { plainArray } from '../../../database/array-literal.ts';
import { selectRows } from '../../../database/connection.ts';
import { ImportRefusal } from '../../../imports/import-refusal.ts';
import { storedCell } from '../../../places/stored-place.ts';
import type { StoredPoint } from '../place.ts';
import type { Stage } from './stage.ts';
import { NOTHING_STORED, pointBoxSql } from './stage.ts';

/** A place where people live. */
export interface StagedPopulation {
  readonly inhabitants: number;
  readonly point: StoredPoint;
}

/** A source of which more than this part of the cells is another's already would count people twice. */
const MOST_SHARED = 0.5;

export const populationStage: Stage<StagedPopulation> = {
  async create(trx, table) {
    await trx.raw(
      `CREATE UNLOGGED TABLE ${table} (h3_cell bigint NOT NULL, inhabitants int NOT NULL, x_3857 float8, y_3857 float8)`,
    );
  },
  async insert(trx, table, rows) {
    await trx.raw(
      `INSERT INTO ${table} (h3_cell, inhabitants, x_3857, y_3857)
       SELECT * FROM unnest(?::bigint[], ?::int[], ?::float8[], ?::float8[])`,
      [
        plainArray(rows.map(({ point }) => cellAt(point))),
        plainArray(rows.map(({ inhabitants }) => inhabitants)),
        plainArray(rows.map(({ point }) => point.x)),
        plainArray(rows.map(({ point }) => point.y)),
      ],
    );
  },
  async publish(trx, table, sourceId) {
    await refuseTwice(trx, table);
    const [stored] = await selectRows(
      trx,
      countRow,
      `WITH inserted AS (
         INSERT INTO population_cell (source_id, h3_cell, inhabitants)
         SELECT :sourceId, h3_cell, sum(inhabitants) FROM ${table} GROUP BY h3_cell ORDER BY h3_cell
         RETURNING inhabitants)
       SELECT coalesce(sum(inhabitants), 0)::float8 AS inhabitants FROM inserted`,
      { sourceId },
    );
    return { ...NOTHING_STORED, inhabitants: stored?.inhabitants ?? 0 };
  },
  boxSql: pointBoxSql,
};

const countRow = z.object({ inhabitants: z.number() });

function cellAt({ x, y }: StoredPoint): string {
  const { lon, lat } = fromMercator(x, y);
  return storedCell(lon, lat);
}

const sharedRow = z.object({ name: z.string() });

/** The same people under two names would be counted twice: a file of a newer census goes by the name of the older. */
async function refuseTwice(trx: Knex.Transaction, table: string): Promise<void> {
  const [other] = await selectRows(
    trx,
    sharedRow,
    `SELECT s.name FROM (SELECT DISTINCT h3_cell FROM ${table}) staged
     JOIN population_cell c USING (h3_cell) JOIN reference_source s ON s.id = c.source_id
     GROUP BY s.name HAVING count(*) > :most::float8 * (SELECT count(DISTINCT h3_cell) FROM ${table})`,
    { most: MOST_SHARED },
  );
  if (other === undefined) return;
  throw new ImportRefusal(
    `Most of these places are loaded as "${other.name}" already, and their people would count twice. Load the file with --name "${other.name}" to put it in that one's place.`,
  );
}
