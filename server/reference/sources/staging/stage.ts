import type { Knex } from 'knex';
import { z } from 'zod';
import type { ArrayCell } from '../../../database/array-literal.ts';
import { plainArray, textArray } from '../../../database/array-literal.ts';
import { selectRows } from '../../../database/connection.ts';
import type { StreetName } from '../../../geocoding/parse/street.ts';
import { streetKey } from '../../../geocoding/parse/street.ts';

/** How many rows of each table of streets a source has, or how many people. */
export interface StoredCounts {
  readonly segments: number;
  readonly ranges: number;
  readonly nodes: number;
  readonly addressPoints: number;
  /** Not rows: people who live in what was loaded. */
  readonly inhabitants: number;
}

export const NOTHING_STORED: StoredCounts = {
  segments: 0,
  ranges: 0,
  nodes: 0,
  addressPoints: 0,
  inhabitants: 0,
};

/** Where the rows of one load wait, in a table of their own, until one transaction makes them the source's. */
export interface Stage<Row> {
  create(trx: Knex.Transaction, table: string): Promise<void>;
  insert(trx: Knex.Transaction, table: string, rows: readonly Row[]): Promise<void>;
  /** Copies what is staged into the tables it is for. */
  publish(trx: Knex.Transaction, table: string, sourceId: number): Promise<StoredCounts>;
  /** SELECT of `west, south, east, north` around what is staged, in EPSG:3857. */
  readonly boxSql: (table: string) => string;
}

export interface StagedStreet {
  readonly street: StreetName;
  /** USPS code. */
  readonly state: string;
  readonly place: string | null;
}

export interface StageColumn<Row> {
  readonly name: string;
  readonly type: 'int' | 'bigint' | 'real' | 'float8' | 'text' | 'geometry';
  readonly read: (row: Row) => ArrayCell;
}

/** The columns every staged row has. */
export const STREET_COLUMNS: readonly StageColumn<StagedStreet>[] = [
  { name: 'pre_direction', type: 'text', read: ({ street }) => street.preDirection },
  { name: 'suffix', type: 'text', read: ({ street }) => street.suffix },
  { name: 'post_direction', type: 'text', read: ({ street }) => street.postDirection },
  { name: 'state', type: 'text', read: ({ state }) => state },
  { name: 'place', type: 'text', read: ({ place }) => place },
];

/** `CREATE TABLE` of a stage: the street's name by id, `columns`, and what else there is. */
export function createStageSql<Row>(
  table: string,
  columns: readonly StageColumn<Row>[],
  more: readonly string[] = [],
): string {
  const list = columns.map(({ name, type }) => `${name} ${type}`);
  return `CREATE UNLOGGED TABLE ${table} (${['name_id int NOT NULL', ...more, ...list].join(', ')})`;
}

/** Writes rows to a stage, and the names of their streets to `street_name` where they are new. */
export async function insertStaged<Row extends StagedStreet>(
  trx: Knex.Transaction,
  table: string,
  columns: readonly StageColumn<Row>[],
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  await ensureNames(trx, rows);
  const names = columns.map(({ name }) => name).join(', ');
  const values = columns.map(({ name, type }) => (type === 'geometry' ? `t.${name}::geometry` : `t.${name}`));
  const arrays = columns.map(({ type }) => `?::${type === 'geometry' ? 'text' : type}[]`);
  await trx.raw(
    `INSERT INTO ${table} (name_id, ${names}) SELECT n.id, ${values.join(', ')}
     FROM unnest(?::text[], ${arrays.join(', ')}) AS t(key, ${names}) JOIN street_name n ON n.key = t.key`,
    [
      textArray(rows.map(({ street }) => streetKey(street.name))),
      ...columns.map(({ type, read }) =>
        type === 'text' ? textArray(rows.map(read)) : plainArray(rows.map(read)),
      ),
    ],
  );
}

async function ensureNames(trx: Knex.Transaction, rows: readonly StagedStreet[]): Promise<void> {
  const names = new Map<string, string>();
  for (const { street } of rows) {
    const key = streetKey(street.name);
    if (!names.has(key)) names.set(key, street.name);
  }
  // In order, so that two loads that bring the same names wait for each other instead of locking each other out.
  // NOT EXISTS spares the ids that ON CONFLICT alone would use up.
  await trx.raw(
    `INSERT INTO street_name (key, name) SELECT key, name
     FROM unnest(?::text[], ?::text[]) AS t(key, name)
     WHERE NOT EXISTS (SELECT FROM street_name s WHERE s.key = t.key) ORDER BY key
     ON CONFLICT (key) DO NOTHING`,
    [textArray([...names.keys()]), textArray([...names.values()])],
  );
}

/** The box of a stage whose rows are points. */
export const pointBoxSql = (table: string): string =>
  `SELECT min(x_3857) AS west, min(y_3857) AS south, max(x_3857) AS east, max(y_3857) AS north FROM ${table}`;

const countRow = z.object({ rows: z.number() });

/** Runs an `INSERT … SELECT` and gives how many rows it wrote. */
export async function countInserted(
  trx: Knex.Transaction,
  sql: string,
  bindings: Knex.ValueDict,
): Promise<number> {
  const [found] = await selectRows(
    trx,
    countRow,
    `WITH inserted AS (${sql} RETURNING 1) SELECT count(*) AS rows FROM inserted`,
    bindings,
  );
  return found?.rows ?? 0;
}
