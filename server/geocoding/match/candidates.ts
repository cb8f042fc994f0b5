import type { Knex } from 'knex';
import { z } from 'zod';
import { plainArray, textArray } from '../../database/array-literal.ts';
import { selectRows } from '../../database/connection.ts';
import type { StreetName } from '../parse/street.ts';
import { STREET_DIRECTIONS } from '../parse/street.ts';
import type { PlacePoint, StreetCoordinates, StreetSide } from './line-geometry.ts';
import { lineFromWkb } from './line-geometry.ts';

/** One street name to look up for a question, where the question may lie. */
export interface StreetLookup {
  /** Which question of the batch asks. */
  readonly question: number;
  readonly nameId: number;
  /** USPS code; null looks in all states. */
  readonly state: string | null;
  /** Only what lies at most `reach` (units of EPSG:3857) from here to each side; null looks everywhere. */
  readonly near: Near | null;
}

export interface Near extends PlacePoint {
  readonly reach: number;
}

/** A lookup of house numbers, both ends included. */
export interface NumberLookup extends StreetLookup {
  readonly low: number;
  readonly high: number;
}

/** A street of the reference, as far as it tells one from another; its name is a number of `street_name`. */
export interface FoundStreet extends Omit<StreetName, 'name'> {
  readonly question: number;
  readonly nameId: number;
  readonly sourceId: number;
  readonly name: string;
  readonly state: string | null;
  /** City, in capitals. */
  readonly place: string | null;
  readonly zip: string | null;
}

export interface FoundRange extends FoundStreet {
  readonly segmentId: number;
  readonly side: StreetSide;
  readonly fromNumber: number;
  readonly toNumber: number;
  readonly line: StreetCoordinates;
}

export interface FoundPoint extends FoundStreet, PlacePoint {
  readonly number: number;
  readonly numberSuffix: string | null;
  readonly unit: string | null;
}

/** A node at which a street ends or crosses. */
export interface FoundNode extends FoundStreet, PlacePoint {
  readonly node: number;
}

/** A whole street: its middle, and half of its extent in units of EPSG:3857. */
export interface FoundWhole extends FoundStreet, PlacePoint {
  readonly halfExtent: number;
  /** Whether house numbers on it are known. */
  readonly isNumbered: boolean;
}

const text = z.string().nullable();
const direction = z.enum(STREET_DIRECTIONS).nullable();
const street = {
  question: z.number(),
  nameId: z.number(),
  sourceId: z.number(),
  name: z.string(),
  preDirection: direction,
  suffix: text,
  postDirection: direction,
  state: text,
  place: text,
  zip: text,
};
const point = { x: z.number(), y: z.number() };
const rangeRow = z.object({
  ...street,
  segmentId: z.number(),
  side: z.enum(['L', 'R']),
  fromNumber: z.number(),
  toNumber: z.number(),
  line: z.instanceof(Buffer).transform(lineFromWkb),
});
const pointRow = z.object({
  ...street,
  ...point,
  number: z.number(),
  numberSuffix: text,
  unit: text,
});
const nodeRow = z.object({ ...street, ...point, node: z.number() });
const wholeRow = z.object({ ...street, ...point, halfExtent: z.number(), isNumbered: z.boolean() });

/** The columns of a street, from a table that has them; rows come out in the words of {@link FoundStreet}. */
const streetOf = (table: string, zip: string) =>
  `q.question, ${table}.name_id AS "nameId", ${table}.source_id AS "sourceId", n.name, ${table}.pre_direction AS "preDirection",
   ${table}.suffix, ${table}.post_direction AS "postDirection", ${table}.state, ${table}.place, ${zip} AS zip`;

/** What is asked, as rows to join. */
const ASKED = `unnest(:question::int[], :name::int[], :state::text[], :x::float8[], :y::float8[], :reach::float8[], :low::int[], :high::int[])
  q (question, name_id, state, x, y, reach, low, high)`;
const IN_STATE = (table: string) => `(q.state IS NULL OR ${table}.state = q.state OR ${table}.state IS NULL)`;
const isNear = (x: string, y: string) =>
  `(q.reach IS NULL OR (abs(${x} - q.x) <= q.reach AND abs(${y} - q.y) <= q.reach))`;

function asked(lookups: readonly (StreetLookup | NumberLookup)[]): Knex.ValueDict {
  const numbers = (of: (lookup: StreetLookup | NumberLookup) => number | null) => plainArray(lookups.map(of));
  return {
    question: numbers(({ question }) => question),
    name: numbers(({ nameId }) => nameId),
    state: textArray(lookups.map(({ state }) => state)),
    x: numbers(({ near }) => near?.x ?? null),
    y: numbers(({ near }) => near?.y ?? null),
    reach: numbers(({ near }) => near?.reach ?? null),
    low: numbers((lookup) => ('low' in lookup ? lookup.low : null)),
    high: numbers((lookup) => ('high' in lookup ? lookup.high : null)),
  };
}

/**
 * Runs a lookup in a transaction of its own. Its arrays are longer than what the socket of the embedded engine passes on
 * at once, and outside of a transaction another connection's statement may come between the pieces: then each would be
 * answered with the other's columns.
 */
function selectAlone<Row>(
  knex: Knex,
  row: z.ZodType<Row>,
  sql: string,
  bindings: Knex.ValueDict,
): Promise<Row[]> {
  return knex.transaction((trx) => selectRows(trx, row, sql, bindings));
}

/** Ranges of the named streets that hold one of the numbers; for a single number those with its parity. */
export async function findRanges(knex: Knex, lookups: readonly NumberLookup[]): Promise<FoundRange[]> {
  if (lookups.length === 0) return [];
  return selectAlone(
    knex,
    rangeRow,
    `SELECT ${streetOf('s', 'r.zip')}, r.segment_id AS "segmentId", r.side, r.from_number AS "fromNumber",
       r.to_number AS "toNumber", ST_AsBinary(s.geom_3857, 'NDR') AS line
     FROM ${ASKED}
     JOIN street_range r ON r.name_id = q.name_id AND r.low <= q.high AND r.high >= q.low AND ${IN_STATE('r')}
       AND (q.low < q.high OR (r.from_number - q.low) % 2 = 0 OR (r.from_number - r.to_number) % 2 <> 0)
     JOIN street_segment s ON s.id = r.segment_id AND ${isNear('ST_X(ST_StartPoint(s.geom_3857))', 'ST_Y(ST_StartPoint(s.geom_3857))')}
     JOIN street_name n ON n.id = r.name_id
     ORDER BY q.question, r.segment_id, r.side`,
    asked(lookups),
  );
}

/** Address points of the named streets with just these numbers. */
export async function findPoints(knex: Knex, lookups: readonly NumberLookup[]): Promise<FoundPoint[]> {
  if (lookups.length === 0) return [];
  return selectAlone(
    knex,
    pointRow,
    `SELECT ${streetOf('p', 'p.zip')}, p.x_3857 AS x, p.y_3857 AS y, p.number, p.number_suffix AS "numberSuffix", p.unit
     FROM ${ASKED}
     JOIN address_point p ON p.name_id = q.name_id AND p.number BETWEEN q.low AND q.high AND ${IN_STATE('p')}
       AND ${isNear('p.x_3857', 'p.y_3857')}
     JOIN street_name n ON n.id = p.name_id
     ORDER BY q.question, p.id`,
    asked(lookups),
  );
}

/** All nodes of the named streets. */
export async function findNodes(knex: Knex, lookups: readonly StreetLookup[]): Promise<FoundNode[]> {
  if (lookups.length === 0) return [];
  return selectAlone(
    knex,
    nodeRow,
    `SELECT ${streetOf('s', 'NULL::text')}, s.x_3857 AS x, s.y_3857 AS y, s.node
     FROM ${ASKED}
     JOIN street_node s ON s.name_id = q.name_id AND ${IN_STATE('s')} AND ${isNear('s.x_3857', 's.y_3857')}
     JOIN street_name n ON n.id = s.name_id
     ORDER BY q.question, s.node, s.name_id, s.pre_direction, s.suffix, s.post_direction`,
    asked(lookups),
  );
}

/** The named streets whole, from their segments and their address points. */
export async function findWholes(knex: Knex, lookups: readonly StreetLookup[]): Promise<FoundWhole[]> {
  if (lookups.length === 0) return [];
  return selectAlone(
    knex,
    wholeRow,
    `SELECT question, "nameId", min("sourceId") AS "sourceId", name, "preDirection", suffix, "postDirection", state, place,
       NULL::text AS zip, (min(west) + max(east)) / 2 AS x, (min(south) + max(north)) / 2 AS y,
       greatest(max(east) - min(west), max(north) - min(south)) / 2 AS "halfExtent", bool_or(numbered) AS "isNumbered"
     FROM (
       SELECT ${streetOf('s', 'NULL::text')}, ST_XMin(s.geom_3857) AS west, ST_XMax(s.geom_3857) AS east,
         ST_YMin(s.geom_3857) AS south, ST_YMax(s.geom_3857) AS north,
         EXISTS (SELECT FROM street_range r WHERE r.segment_id = s.id) AS numbered
       FROM ${ASKED}
       JOIN street_segment s ON s.name_id = q.name_id AND ${IN_STATE('s')}
         AND ${isNear('ST_XMin(s.geom_3857)', 'ST_YMin(s.geom_3857)')}
       JOIN street_name n ON n.id = s.name_id
       UNION ALL
       SELECT ${streetOf('p', 'NULL::text')}, p.x_3857, p.x_3857, p.y_3857, p.y_3857, true
       FROM ${ASKED}
       JOIN address_point p ON p.name_id = q.name_id AND ${IN_STATE('p')} AND ${isNear('p.x_3857', 'p.y_3857')}
       JOIN street_name n ON n.id = p.name_id
     ) piece
     GROUP BY question, "nameId", name, "preDirection", suffix, "postDirection", state, place
     ORDER BY question, "nameId", "preDirection", suffix, "postDirection", state, place`,
    asked(lookups),
  );
}
