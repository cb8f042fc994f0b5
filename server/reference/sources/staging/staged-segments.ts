import type { StreetClass } from '../../../../domain/vocabulary.ts';
import type { HouseNumbers } from '../house-numbers.ts';
import { MAJOR_STREET_METRES } from '../street-class.ts';
import type { StoredLine } from '../street-line.ts';
import type { Stage, StageColumn, StagedStreet } from './stage.ts';
import { countInserted, createStageSql, insertStaged, NOTHING_STORED, STREET_COLUMNS } from './stage.ts';

export interface SegmentSide {
  /** Null where the side has no house numbers. */
  readonly numbers: HouseNumbers | null;
  readonly zip: string | null;
}

export interface StagedSegment extends StagedStreet {
  readonly sourceRow: number;
  /** Null where the length of the whole street tells. */
  readonly streetClass: StreetClass | null;
  readonly line: StoredLine;
  readonly left: SegmentSide;
  readonly right: SegmentSide;
}

const COLUMNS: readonly StageColumn<StagedSegment>[] = [
  ...STREET_COLUMNS,
  { name: 'source_row', type: 'int', read: ({ sourceRow }) => sourceRow },
  { name: 'class', type: 'text', read: ({ streetClass }) => streetClass },
  { name: 'from_node', type: 'bigint', read: ({ line }) => line.from.node },
  { name: 'to_node', type: 'bigint', read: ({ line }) => line.to.node },
  { name: 'length_metres', type: 'real', read: ({ line }) => line.lengthMetres },
  { name: 'geom_3857', type: 'geometry', read: ({ line }) => line.ewkb },
  { name: 'left_from', type: 'int', read: ({ left }) => left.numbers?.from ?? null },
  { name: 'left_to', type: 'int', read: ({ left }) => left.numbers?.to ?? null },
  { name: 'left_zip', type: 'text', read: ({ left }) => left.zip },
  { name: 'right_from', type: 'int', read: ({ right }) => right.numbers?.from ?? null },
  { name: 'right_to', type: 'int', read: ({ right }) => right.numbers?.to ?? null },
  { name: 'right_zip', type: 'text', read: ({ right }) => right.zip },
];

const SEGMENT = `name_id, pre_direction, suffix, post_direction, state, place, source_row,
  from_node, to_node, length_metres, geom_3857`;

/** The class of a staged segment: as was told, else by the length of its street in its place, alleys apart. */
const CLASS = `coalesce(class, CASE WHEN sum(length_metres) FILTER (WHERE class IS DISTINCT FROM 'service')
    OVER (PARTITION BY name_id, suffix, state, place) >= ${MAJOR_STREET_METRES} THEN 'major' ELSE 'local' END)`;

/** Segments get their ids when they are staged, so that ranges can name them. */
export const segmentStage: Stage<StagedSegment> = {
  async create(trx, table) {
    await trx.raw(
      createStageSql(table, COLUMNS, [`id int NOT NULL DEFAULT nextval('street_segment_id_seq')`]),
    );
  },
  insert: (trx, table, rows) => insertStaged(trx, table, COLUMNS, rows),
  async publish(trx, table, sourceId) {
    await trx.raw(`ANALYZE ${table}`);
    const source = { sourceId };
    const segments = await countInserted(
      trx,
      // In the order of the map, so that what a tile reads lies together.
      `INSERT INTO street_segment (id, source_id, class, ${SEGMENT}) OVERRIDING SYSTEM VALUE
       SELECT id, :sourceId, ${CLASS}, ${SEGMENT} FROM ${table} ORDER BY geom_3857`,
      source,
    );
    const ranges = await countInserted(
      trx,
      `INSERT INTO street_range (source_id, segment_id, name_id, state, side, from_number, to_number, zip)
       SELECT :sourceId, id, name_id, state, side, from_number, to_number, zip
       FROM ${table} CROSS JOIN LATERAL (VALUES
         ('L', left_from, left_to, left_zip), ('R', right_from, right_to, right_zip)
       ) AS s(side, from_number, to_number, zip)
       WHERE from_number IS NOT NULL ORDER BY name_id, state`,
      source,
    );
    const nodes = await countInserted(trx, nodesSql(table), source);
    return { ...NOTHING_STORED, segments, ranges, nodes };
  },
  boxSql: (table) =>
    `SELECT ST_XMin(box) AS west, ST_YMin(box) AS south, ST_XMax(box) AS east, ST_YMax(box) AS north
     FROM (SELECT ST_Extent(geom_3857) AS box FROM ${table}) AS extent`,
};

/** A row for each street at each node; its place is that of one of the ends there, all of them within a node's 0.6 m. */
const nodesSql = (table: string) => `
  INSERT INTO street_node
    (node, source_id, name_id, pre_direction, suffix, post_direction, state, place, x_3857, y_3857)
  SELECT node, :sourceId, name_id, pre_direction, suffix, post_direction, min(state), min(place), min(x), min(y)
  FROM (
    SELECT *, from_node AS node, ST_X(ST_StartPoint(geom_3857)) AS x, ST_Y(ST_StartPoint(geom_3857)) AS y FROM ${table}
    UNION ALL
    SELECT *, to_node, ST_X(ST_EndPoint(geom_3857)), ST_Y(ST_EndPoint(geom_3857)) FROM ${table}
  ) AS segment_end
  GROUP BY node, name_id, pre_direction, suffix, post_direction
  ORDER BY name_id`;
