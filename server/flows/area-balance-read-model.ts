import type { BalanceLevel } from '../../domain/area-balance.ts';
import { PER_INHABITANTS } from '../../domain/area-balance.ts';
import type { AreaBalance } from '../../domain/responses.ts';
import { SHORT_TIME_TO_CRIME_DAYS } from '../../domain/time-to-crime.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { DEALER_TO_RECOVERY, NOT_A_RANDOM_SAMPLE } from '../../domain/vocabulary.ts';
import { readAreaPlaces } from '../areas/area-places.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { PlaceNodes } from '../rollups/gun-places.ts';
import type { AreaGuns } from './area-balance-item.ts';
import { areaBalanceItem } from './area-balance-item.ts';
import { readPairedGuns } from './read-paired-guns.ts';
import type { SelectedFlows } from './select-flows.ts';
import { selectFlows } from './select-flows.ts';

/** What each state or county exported, imported and kept of the guns in the filter that were traced to a dealer. */
export async function readAreaBalance(
  read: ScopedRead,
  filter: TraceFilter,
  level: BalanceLevel,
): Promise<AreaBalance> {
  const pairing = { level, resolution: 0, ends: DEALER_TO_RECOVERY } as const;
  const { guns, agencies } = await readPairedGuns(read, filter, pairing);
  const { areas, totals } = balanceOf(selectFlows(guns, filter, agencies).flows, guns.areas);
  const places = await readAreaPlaces(read, level);
  const items = [...areas].map(([code, guns]) => areaBalanceItem(code, guns, places.get(code) ?? null));
  return {
    items: items.sort((a, b) => b.exported - a.exported || (a.code < b.code ? -1 : 1)),
    totals,
    per: PER_INHABITANTS,
    notice: NOT_A_RANDOM_SAMPLE,
  };
}

/** Goes through the flows once: each gun between areas is counted in both, each at home in one, all in the totals. */
function balanceOf(flows: SelectedFlows, nodes: PlaceNodes) {
  const areas = new Map<string, AreaGuns>();
  const totals = { traced: 0, exported: 0, imported: 0, stayed: 0, unplaced: 0 };
  const between: { readonly flow: number; readonly source: AreaGuns }[] = [];
  for (let flow = 0; flow < flows.flows; flow++) {
    const origin = nodes.code(flows.origin(flow));
    const destination = nodes.code(flows.destination(flow));
    const count = flows.count(flow);
    totals.traced += count;
    if (origin === null || destination === null) {
      totals.unplaced += count;
    } else if (origin === destination) {
      gunsOf(areas, origin).stayed += count;
      totals.stayed += count;
    } else {
      const source = gunsOf(areas, origin);
      source.exported += count;
      gunsOf(areas, destination).imported += count;
      totals.exported += count;
      totals.imported += count;
      between.push({ flow, source });
    }
  }
  addTimesToCrime(flows, between);
  return { areas, totals };
}

function gunsOf(areas: Map<string, AreaGuns>, code: string): AreaGuns {
  const known = areas.get(code);
  if (known !== undefined) return known;
  const guns = { exported: 0, imported: 0, stayed: 0, exportedKnown: 0, exportedShort: 0 };
  areas.set(code, guns);
  return guns;
}

function addTimesToCrime(
  flows: SelectedFlows,
  between: readonly { readonly flow: number; readonly source: AreaGuns }[],
): void {
  for (const { flow, source } of between) {
    flows.readTimes([flow], (times) => {
      source.exportedKnown += times.known;
      source.exportedShort += times.countUpTo(SHORT_TIME_TO_CRIME_DAYS);
    });
  }
}
