import type { StoredPoint } from '../place.ts';
import type { Stage, StageColumn, StagedStreet } from './stage.ts';
import {
  countInserted,
  createStageSql,
  insertStaged,
  NOTHING_STORED,
  pointBoxSql,
  STREET_COLUMNS,
} from './stage.ts';

/** One street at one intersection. */
export interface StagedNode extends StagedStreet {
  readonly point: StoredPoint;
}

const COLUMNS: readonly StageColumn<StagedNode>[] = [
  ...STREET_COLUMNS,
  { name: 'node', type: 'bigint', read: ({ point }) => point.node },
  { name: 'x_3857', type: 'float8', read: ({ point }) => point.x },
  { name: 'y_3857', type: 'float8', read: ({ point }) => point.y },
];

export const nodeStage: Stage<StagedNode> = {
  async create(trx, table) {
    await trx.raw(createStageSql(table, COLUMNS));
  },
  insert: (trx, table, rows) => insertStaged(trx, table, COLUMNS, rows),
  async publish(trx, table, sourceId) {
    const nodes = await countInserted(
      trx,
      `INSERT INTO street_node
         (node, source_id, name_id, pre_direction, suffix, post_direction, state, place, x_3857, y_3857)
       SELECT node, :sourceId, name_id, pre_direction, suffix, post_direction, min(state), min(place),
         min(x_3857), min(y_3857)
       FROM ${table} GROUP BY node, name_id, pre_direction, suffix, post_direction ORDER BY name_id`,
      { sourceId },
    );
    return { ...NOTHING_STORED, nodes };
  },
  boxSql: pointBoxSql,
};
