import type { Knex } from 'knex';
import { z } from 'zod';
import { told } from '../../domain/languages/told.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { FilterError } from '../../domain/trace-filter.ts';
import { selectRows } from '../database/connection.ts';

/** One side of a corridor, as a condition needs it: which of its kinds of places there are at all. */
export interface CorridorSide {
  readonly states: readonly string[];
  readonly counties: readonly string[];
  /** The polygons, by the id of their rows in `corridor_end`. */
  readonly polygons: readonly number[];
}

export interface CorridorSides {
  readonly origin: CorridorSide;
  readonly destination: CorridorSide;
}

/** A filter whose corridors have been looked up: what a condition in SQL is made of. */
export interface RecordFilter extends TraceFilter {
  readonly corridorSides?: readonly CorridorSides[];
}

const endRow = z.object({
  corridor_id: z.number(),
  side: z.enum(['origin', 'destination']),
  states: z.array(z.string()),
  counties: z.array(z.string()),
  polygons: z.array(z.number()),
});

const NOWHERE: CorridorSide = { states: [], counties: [], polygons: [] };

/**
 * Looks up the corridors a filter names. A condition made of what is really there can use an index where one that
 * provides for every kind of place could not. A {@link FilterError} where there is no such corridor: it would look like
 * one without guns.
 */
export async function resolveCorridors(trx: Knex.Transaction, filter: TraceFilter): Promise<RecordFilter> {
  const ids = filter.corridor;
  if (ids === undefined || ids.length === 0) return filter;
  const rows = await selectRows(
    trx,
    endRow,
    `SELECT corridor_id, side,
       coalesce(array_agg(code) FILTER (WHERE level = 'state'), '{}') AS states,
       coalesce(array_agg(code) FILTER (WHERE level = 'county'), '{}') AS counties,
       coalesce(array_agg(id) FILTER (WHERE level = 'polygon'), '{}') AS polygons
     FROM corridor_end WHERE corridor_id = ANY(:ids::int[]) GROUP BY corridor_id, side`,
    { ids: [...ids] },
  );
  return {
    ...filter,
    corridorSides: ids.map((id) => {
      const sides = rows.filter((row) => row.corridor_id === id);
      if (sides.length === 0) {
        throw new FilterError(
          'corridor',
          told('There is no corridor {id}. It may have been deleted; take it off the filter.', { id }),
        );
      }
      const sideOf = (side: 'origin' | 'destination') => sides.find((row) => row.side === side) ?? NOWHERE;
      return { origin: sideOf('origin'), destination: sideOf('destination') };
    }),
  };
}

/** The filter without what it says of corridors. */
export function withoutCorridors(filter: RecordFilter): TraceFilter {
  const { corridor: _ids, corridorSides: _sides, ...rest } = filter;
  return rest;
}
