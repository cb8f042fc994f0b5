import type { Knex } from 'knex';
import { originCondition } from '../traces/corridor-condition.ts';
import type { SqlCondition } from '../traces/filter-sql.ts';
import type { RecordFilter } from '../traces/resolve-corridors.ts';

/**
 * The condition on `dealer d` that guns it sold can be of the filter at all: by where they were sold. Null where any dealer's
 * can. A dealer elsewhere has none by what was asked, which must not make it look clean.
 */
export function sourceCondition(filter: RecordFilter): SqlCondition | null {
  const bindings: Knex.ValueDict = {};
  const bind = (name: string, value: Knex.Value) => {
    bindings[name] = value;
    return `:${name}`;
  };
  const codes = (column: string, name: string, values: readonly string[] | undefined) =>
    values === undefined ? [] : [`${column} IN (SELECT unnest(${bind(name, [...values])}::text[]))`];
  const parts = [
    ...codes('d.area_state', 'source_state', filter.sourceState),
    ...codes('d.area_county', 'source_county', filter.sourceCounty),
    ...codes('d.area_zip', 'source_zip', filter.sourceZip),
    ...(filter.corridorSides === undefined ? [] : [originCondition(filter.corridorSides, bind)]),
  ];
  return parts.length === 0 ? null : { sql: parts.join(' AND '), bindings };
}

/** The filter but for what it says of dealers: which they are, and in which state, county or ZIP. */
export function withoutDealers({
  dealer: _dealers,
  sourceState: _states,
  sourceCounty: _counties,
  sourceZip: _zips,
  ...rest
}: RecordFilter): RecordFilter {
  return rest;
}
