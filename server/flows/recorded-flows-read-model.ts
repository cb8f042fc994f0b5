import { z } from 'zod';
import { formatTraceFilter } from '../../domain/trace-filter.ts';
import type { FlowLevel, RecordedEnds } from '../../domain/vocabulary.ts';
import type { AreaPlaces } from '../areas/area-places.ts';
import { readAreaPlaces } from '../areas/area-places.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { filterCondition } from '../traces/filter-sql.ts';
import type { RecordFilter } from '../traces/resolve-corridors.ts';
import type { FlowNodes, FoundFlows } from './flow-counts.ts';
import { NOWHERE_ELSE } from './flow-counts.ts';
import type { View } from './flow-nodes.ts';
import { nodesInView } from './flow-nodes.ts';
import type { PlacedGun } from './recorded-flows.ts';
import { RecordedFlows } from './recorded-flows.ts';
import type { RecordedPair } from './recorded-pairs.ts';
import { readRecordedPairs } from './recorded-pairs.ts';

interface RecordedQuestion {
  readonly level: FlowLevel;
  readonly ends: RecordedEnds;
  readonly view?: View | null;
}

/**
 * Flows from where guns were stolen or obtained to where they were recovered: of the recoveries in the filter that have a record
 * of the same gun. Without the right to see single records, a scope has none.
 */
export async function readRecordedFlows(
  read: ScopedRead,
  filter: RecordFilter,
  { level, ends, view = null }: RecordedQuestion,
): Promise<FoundFlows> {
  if (level === 'cell') throw new Error('Where guns were stolen or obtained is known by ZIP, not by cell.');
  const pairs = await inFilter(read, filter, await readRecordedPairs(read, ends.origin));
  const places = await readAreaPlaces(read, level);
  const { nodes, numberOf } = nodesOf(places);
  const guns = pairs.map(({ origin, destination, timeToCrimeDays }) => ({
    origin: numberOf(origin[level]),
    destination: numberOf(destination[level]),
    timeToCrimeDays,
  }));
  const inView = view === null ? null : nodesInView(places, nodes, view);
  return { ...splitByView(guns, inView), nodes, inView };
}

const idRow = z.object({ id: z.number() });

/** The pairs whose recovery a filter lets through. */
async function inFilter(
  { trx }: ScopedRead,
  filter: RecordFilter,
  pairs: readonly RecordedPair[],
): Promise<readonly RecordedPair[]> {
  if (pairs.length === 0 || formatTraceFilter(filter).size === 0) return pairs;
  const { sql, bindings } = filterCondition(filter);
  const rows = await selectRows(
    trx,
    idRow,
    `SELECT r.id FROM recovery r WHERE r.id IN (SELECT unnest(:ids::int[])) AND ${sql}`,
    { ...bindings, ids: pairs.map(({ recovery }) => recovery) },
  );
  const ids = new Set(rows.map(({ id }) => id));
  return pairs.filter(({ recovery }) => ids.has(recovery));
}

/** The areas of a level numbered from 1; 0 is none of them. */
function nodesOf(places: AreaPlaces) {
  const codes = [...places.keys()];
  const numbers = new Map(codes.map((code, index) => [code, index + 1]));
  const nodes: FlowNodes = {
    length: 1 + codes.length,
    at(node) {
      const code = codes[node - 1];
      const place = code === undefined ? undefined : places.get(code);
      return code === undefined || place === undefined ? null : { code, areas: 1, ...place };
    },
  };
  return { nodes, numberOf: (code: string | null) => numbers.get(code ?? '') ?? 0 };
}

/** Flows of the guns with an end that is looked at; the others are only counted. */
function splitByView(guns: readonly PlacedGun[], inView: Uint8Array | null) {
  if (inView === null) return { flows: new RecordedFlows(guns), elsewhere: NOWHERE_ELSE };
  const elsewhere = { withinArea: 0, between: 0, unplaced: 0 };
  const seen = guns.filter(({ origin, destination }) => {
    if (inView[origin] === 1 || inView[destination] === 1) return true;
    if (origin === 0 || destination === 0) elsewhere.unplaced += 1;
    else if (origin === destination) elsewhere.withinArea += 1;
    else elsewhere.between += 1;
    return false;
  });
  return { flows: new RecordedFlows(seen), elsewhere };
}
