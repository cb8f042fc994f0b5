import type { StateBalance } from '../../domain/responses.ts';
import { PER_INHABITANTS } from '../../domain/state-balance.ts';
import { SHORT_TIME_TO_CRIME_DAYS } from '../../domain/time-to-crime.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { DEALER_TO_RECOVERY, NOT_A_RANDOM_SAMPLE } from '../../domain/vocabulary.ts';
import { readAreaPlaces } from '../areas/area-places.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { PlaceNodes } from '../rollups/gun-places.ts';
import { TimesToCrime } from '../rollups/times-to-crime.ts';
import { readPairedGuns } from './read-paired-guns.ts';
import type { SelectedFlows } from './select-flows.ts';
import { selectFlows } from './select-flows.ts';
import type { StateGuns } from './state-balance-item.ts';
import { stateBalanceItem } from './state-balance-item.ts';

/** What each state exported, imported and kept of the guns in the filter that were traced to a dealer. */
export async function readStateBalance(read: ScopedRead, filter: TraceFilter): Promise<StateBalance> {
  const pairing = { level: 'state', resolution: 0, ends: DEALER_TO_RECOVERY } as const;
  const { guns, agencies } = await readPairedGuns(read, filter, pairing);
  const { states, totals } = balanceOf(selectFlows(guns, filter, agencies).flows, guns.areas);
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
function balanceOf(flows: SelectedFlows, areas: PlaceNodes) {
  const states = new Map<string, StateGuns>();
  const totals = { traced: 0, exported: 0, imported: 0, stayed: 0, unplaced: 0 };
  const between: { readonly flow: number; readonly source: StateGuns }[] = [];
  for (let flow = 0; flow < flows.flows; flow++) {
    const origin = areas.code(flows.origin(flow));
    const destination = areas.code(flows.destination(flow));
    const count = flows.count(flow);
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
  addTimesToCrime(flows, between);
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
  flows: SelectedFlows,
  between: readonly { readonly flow: number; readonly source: StateGuns }[],
): void {
  for (const { flow, source } of between) {
    const times = new TimesToCrime(flows.sortedTimes([flow]));
    source.exportedKnown += times.known;
    source.exportedShort += times.countUpTo(SHORT_TIME_TO_CRIME_DAYS);
  }
}
