import type { ColumnType } from '../../../domain/exports/export-column.ts';
import { tileCodeRanges } from '../../../domain/geography/tile-code-ranges.ts';
import type { SqlCondition } from '../../traces/filter-sql.ts';
import type { Cql2, Cql2Geometry, Cql2Place, Cql2Scalar, SpatialOperator } from './cql2.ts';
import { positionsOf } from './cql2.ts';
import { notUnderstood } from './cql2-tokens.ts';

/** What a filter may ask of a row, as SQL of our own; names are those of the properties. */
export interface Queryables {
  readonly columns: Readonly<Record<string, { readonly sql: string; readonly type: ColumnType }>>;
  /** Null where rows lie nowhere. */
  readonly geometry: {
    readonly sql: string;
    readonly srid: 3857 | 4326;
    /** The tile code of rows that are points, where they have one: it has an index that holds under row-level security. */
    readonly tileCode?: string;
  } | null;
}

/** By this name a filter calls the geometry of a row, as GeoJSON does. */
export const GEOMETRY_NAME = 'geometry';

/** The SQL of a condition being written: every value of the filter is bound. */
interface Writing {
  readonly queryables: Queryables;
  readonly bindings: Record<string, string | number | boolean>;
}

/**
 * The condition that a filter stands for. Values are bound, never pasted; names only choose among the SQL of `queryables`. Throws
 * a FilterError for a property there is none of, and for values of another type than what they are compared with.
 */
export function cql2Sql(filter: Cql2, queryables: Queryables): SqlCondition {
  const writing: Writing = { queryables, bindings: {} };
  return { sql: conditionOf(filter, writing), bindings: writing.bindings };
}

function conditionOf(filter: Cql2, writing: Writing): string {
  switch (filter.is) {
    case 'boolean':
      return filter.value ? 'true' : 'false';
    case 'and':
    case 'or':
      return `(${filter.parts.map((part) => conditionOf(part, writing)).join(` ${filter.is.toUpperCase()} `)})`;
    case 'not':
      return `NOT (${conditionOf(filter.part, writing)})`;
    case 'compared': {
      const [left = '', right = ''] = sameType([filter.left, filter.right], writing);
      return `${left} ${filter.operator} ${right}`;
    }
    case 'like':
      return `${textOf(filter.value, writing)} LIKE ${bound(filter.pattern, 'text', writing)}`;
    case 'between': {
      const [value = '', low = '', high = ''] = sameType([filter.value, filter.low, filter.high], writing);
      return `${value} BETWEEN ${low} AND ${high}`;
    }
    case 'in': {
      const [value = '', ...list] = sameType([filter.value, ...filter.list], writing);
      return `${value} IN (${list.join(', ')})`;
    }
    case 'null':
      return isNull(filter.value, writing);
    case 'spatial':
      return spatial(filter.operator, filter.left, filter.right, writing);
  }
}

/** Kinds of values that can be compared with each other. */
type Kind = 'number' | 'text' | 'truth' | 'day' | 'moment';

const KIND_OF_TYPE: Readonly<Record<ColumnType, Kind>> = {
  integer: 'number',
  real: 'number',
  text: 'text',
  boolean: 'truth',
  date: 'day',
};
const KIND_OF_LITERAL = {
  number: 'number',
  text: 'text',
  truth: 'truth',
  date: 'day',
  timestamp: 'moment',
} as const;
const IN_WORDS: Readonly<Record<Kind, string>> = {
  number: 'a number',
  text: "a text in '…'",
  truth: 'TRUE or FALSE',
  day: "a day like DATE('2025-01-31')",
  moment: "a moment like TIMESTAMP('2025-01-31T00:00:00Z')",
};

/** The SQL of values that are compared with each other, by the type of the first property among them. */
function sameType(values: readonly Cql2Scalar[], writing: Writing): readonly string[] {
  const property = values.find((value) => value.is === 'property');
  const kind = kindOf(property ?? values[0], writing);
  for (const value of values) {
    const found = kindOf(value, writing);
    if (found === kind || areTimes(found, kind)) continue;
    throw notUnderstood(
      `${property?.is === 'property' ? property.name : 'The first value'} is compared with ${IN_WORDS[kind]}, not with ${IN_WORDS[found]}.`,
    );
  }
  // A day is compared with a moment as the moment at which it begins.
  const isMoment = values.some((value) => kindOf(value, writing) === 'moment');
  return values.map((value) => {
    const sql = scalarSql(value, writing);
    return isMoment && kindOf(value, writing) === 'day' ? `(${sql})::timestamp AT TIME ZONE 'UTC'` : sql;
  });
}

const areTimes = (one: Kind, other: Kind) =>
  [one, other].every((kind) => kind === 'day' || kind === 'moment');

function kindOf(value: Cql2Scalar | undefined, writing: Writing): Kind {
  if (value === undefined) throw new Error('A comparison has values.');
  return value.is === 'property'
    ? KIND_OF_TYPE[columnOf(value.name, writing).type]
    : KIND_OF_LITERAL[value.is];
}

const TYPE_OF_LITERAL = {
  number: 'float8',
  text: 'text',
  truth: 'boolean',
  date: 'date',
  timestamp: 'timestamptz',
} as const;

const scalarSql = (value: Cql2Scalar, writing: Writing): string =>
  value.is === 'property'
    ? columnOf(value.name, writing).sql
    : bound(value.value, TYPE_OF_LITERAL[value.is], writing);

function columnOf(name: string, { queryables }: Writing) {
  const column = Object.hasOwn(queryables.columns, name) ? queryables.columns[name] : undefined;
  if (column !== undefined) return column;
  const known = Object.keys(queryables.columns).join(', ');
  throw notUnderstood(`There is no property ${name} to filter by here. There are ${known}.`);
}

function bound(value: string | number | boolean, type: string, { bindings }: Writing): string {
  const name = `cql${Object.keys(bindings).length}`;
  bindings[name] = value;
  return `:${name}::${type}`;
}

function textOf(value: Cql2Scalar, writing: Writing): string {
  if (kindOf(value, writing) !== 'text')
    throw notUnderstood('LIKE takes a text: % stands for any characters, _ for one.');
  return scalarSql(value, writing);
}

function isNull(value: Cql2Scalar, writing: Writing): string {
  if (value.is === 'property' && isGeometryName(value.name, writing))
    return `${placeOfRow(writing).sql} IS NULL`;
  return `${scalarSql(value, writing)} IS NULL`;
}

const isGeometryName = (name: string, { queryables }: Writing): boolean =>
  queryables.geometry !== null && name === GEOMETRY_NAME;

const SPATIAL_FUNCTIONS: Readonly<Record<SpatialOperator, string>> = {
  S_INTERSECTS: 'ST_Intersects',
  S_WITHIN: 'ST_Within',
  S_CONTAINS: 'ST_Contains',
  S_DISJOINT: 'ST_Disjoint',
  S_EQUALS: 'ST_Equals',
  S_TOUCHES: 'ST_Touches',
  S_CROSSES: 'ST_Crosses',
  S_OVERLAPS: 'ST_Overlaps',
};

function spatial(operator: SpatialOperator, left: Cql2Place, right: Cql2Place, writing: Writing): string {
  const holds = `${SPATIAL_FUNCTIONS[operator]}(${placeSql(left, writing)}, ${placeSql(right, writing)})`;
  const around =
    (operator === 'S_INTERSECTS' || operator === 'S_WITHIN') &&
    left.is === 'property' &&
    right.is === 'geometry'
      ? codesAround(right.geometry, writing)
      : null;
  return around === null ? holds : `(${around} AND ${holds})`;
}

/** That a row lies about where a geometry does; null where its place has no code. */
function codesAround(geometry: Cql2Geometry, writing: Writing): string | null {
  const { tileCode } = placeOfRow(writing);
  if (tileCode === undefined) return null;
  const positions = positionsOf(geometry);
  const longitudes = positions.map(([longitude]) => longitude);
  const latitudes = positions.map(([, latitude]) => latitude);
  const ranges = tileCodeRanges(
    Math.min(...longitudes),
    Math.min(...latitudes),
    Math.max(...longitudes),
    Math.max(...latitudes),
  );
  const parts = ranges.map(
    ({ from, to }) =>
      `${tileCode} >= ${bound(from, 'bigint', writing)} AND ${tileCode} < ${bound(to, 'bigint', writing)}`,
  );
  return `(${parts.join(' OR ')})`;
}

function placeSql(place: Cql2Place, writing: Writing): string {
  if (place.is === 'geometry') return literalPlace(place.geometry, writing);
  if (!isGeometryName(place.name, writing)) {
    throw notUnderstood(
      writing.queryables.geometry === null
        ? 'Rows of this collection lie nowhere: it has no geometry to ask of.'
        : `${place.name} is no place: the geometry of a row is called ${GEOMETRY_NAME}.`,
    );
  }
  return placeOfRow(writing).sql;
}

function placeOfRow({ queryables: { geometry } }: Writing) {
  if (geometry === null) throw notUnderstood('Rows of this collection lie nowhere.');
  return geometry;
}

/** A geometry of the filter in the units of the rows, mended where its lines cross themselves; made once, not for each row. */
function literalPlace(geometry: Cql2Geometry, writing: Writing): string {
  const { srid } = placeOfRow(writing);
  const degrees = `ST_SetSRID(ST_GeomFromGeoJSON(${bound(JSON.stringify(geometry), 'text', writing)}), 4326)`;
  return `(SELECT ST_MakeValid(${srid === 4326 ? degrees : `ST_Transform(${degrees}, ${srid})`}))`;
}
