import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { SqlCondition } from '../traces/filter-sql.ts';
import type { Tile } from './tile.ts';
import type { VersionedReads } from './versioned-reads.ts';

/**
 * The features of one tile as SQL: a column `geom` in tile units (x right, y down, integers) and one column for each
 * attribute of the layer, null where a feature has none, in the order they are to be drawn.
 */
export type TileQuery = SqlCondition;

/** A point, or lines, or the rings of polygons, in tile units, with the attributes it has. */
export interface TileFeature {
  readonly type: 'point' | 'line' | 'polygon';
  readonly geometry: [x: number, y: number][][];
  readonly properties: Readonly<Record<string, string | number | boolean>>;
}

/** The features of one tile that was made here, not by the database, in the order they are to be drawn. */
export interface TileFeatures {
  readonly features: readonly TileFeature[];
}

/** What a layer is asked for. */
export interface TileAsked {
  readonly tile: Tile;
  readonly filter: TraceFilter;
  /** The layer's own, see layer-parameters.ts. */
  readonly parameters: URLSearchParams;
  /** For what all tiles of the filter share: see {@link FilterCounts}. */
  readonly reads: VersionedReads;
  /** Aborts when nobody waits for the tile any more. */
  readonly signal: AbortSignal;
}

/** Makes the query of a tile of one layer, or its features. */
export type LayerQuery = (asked: TileAsked) => TileQuery | Promise<TileQuery | TileFeatures>;
