import type { StateBalance } from '../../domain/responses.ts';
import { PER_INHABITANTS } from '../../domain/state-balance.ts';
import { SHORT_TIME_TO_CRIME_DAYS } from '../../domain/time-to-crime.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { NOT_A_RANDOM_SAMPLE } from '../../domain/vocabulary.ts';
import { readAreaPlaces } from '../areas/area-places.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { PlaceNodes } from '../rollups/gun-places.ts';
import { TimesToCrime } from '../rollups/times-to-crime.ts';
import type { FlowTally } from './flow-tally.ts';
import type { StateGuns } from './state-balance-item.ts';
import { stateBalanceItem } from './state-balance-item.ts';
import { readTracedGuns, tallyFlows } from './tally-flows.ts';

/** What each state exported, imported and kept of the guns in the filter that were traced to a dealer. */
export async function readStateBalance(read: ScopedRead, filter: TraceFilter): Promise<StateBalance> {
  const guns = await readTracedGuns(read, filter);
  const areas = guns.places.nodesAt('state');
  const { states, totals } = balanceOf(tallyFlows(guns, filter, areas).tally, areas);
  const places = await readAreaPlaces(read, 'state');
  const items = [...states].map(([code, guns]) => stateBalanceItem(code, guns, places.get(code) ?? null));
  return {
    items: items.sort((a, b) => b.exported - a.exported || (a.code < b.code ? -1 : 1)),
    totals,
    per: PER_INHABITANTS,
    notice: NOT_A_RANDOM_SAMPLE,
  };
}

/** Goes through the flows once: each gun between states is counted in both, each at home in one, all in the totals. */
function balanceOf(tally: FlowTally, areas: PlaceNodes) {
  const states = new Map<string, StateGuns>();
  const totals = { traced: 0, exported: 0, imported: 0, stayed: 0, unplaced: 0 };
  const between: { readonly flow: number; readonly source: StateGuns }[] = [];
  for (let flow = 0; flow < tally.flows; flow++) {
    const origin = areas.code(tally.origin(flow));
    const destination = areas.code(tally.destination(flow));
    const count = tally.count(flow);
    totals.traced += count;
    if (origin === null || destination === null) {
      totals.unplaced += count;
    } else if (origin === destination) {
      gunsOf(states, origin).stayed += count;
      totals.stayed += count;
    } else {
      const source = gunsOf(states, origin);
      source.exported += count;
      gunsOf(states, destination).imported += count;
      totals.exported += count;
      totals.imported += count;
      between.push({ flow, source });
    }
  }
  addTimesToCrime(tally, between);
  return { states, totals };
}

function gunsOf(states: Map<string, StateGuns>, code: string): StateGuns {
  const known = states.get(code);
  if (known !== undefined) return known;
  const guns = { exported: 0, imported: 0, stayed: 0, exportedKnown: 0, exportedShort: 0 };
  states.set(code, guns);
  return guns;
}

function addTimesToCrime(
  tally: FlowTally,
  between: readonly { readonly flow: number; readonly source: StateGuns }[],
): void {
  const sorted = tally.sortedTimes(between.map(({ flow }) => [flow]));
  for (const [index, { source }] of between.entries()) {
    const times = new TimesToCrime(sorted[index] ?? new Uint16Array());
    source.exportedKnown += times.known;
    source.exportedShort += times.countUpTo(SHORT_TIME_TO_CRIME_DAYS);
  }
}
