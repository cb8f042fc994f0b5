import type { SqlCondition } from '../traces/filter-sql.ts';

/**
 * The features of one tile as SQL: a column `geom` in tile units (x right, y down, integers) and one column for each
 * attribute of the layer, null where a feature has none, in the order they are to be drawn.
 */
export type TileQuery = SqlCondition;
