import type { PurchaserIndicator } from '../../../domain/purchasers/indicators.ts';
import type { PurchaserNetwork } from '../../../domain/purchasers/network.ts';
import { MOST_NETWORK_PURCHASERS } from '../../../domain/purchasers/network.ts';
import { NOT_A_RANDOM_SAMPLE } from '../../../domain/vocabulary.ts';
import type { ScopedRead } from '../../database/with-scope.ts';
import { readDealerNames } from '../../dealers/dealer-names-read-model.ts';
import type { RecordFilter } from '../../traces/resolve-corridors.ts';
import { gunsOf } from '../indicated-purchasers.ts';
import { rankPurchasers } from '../rank-purchasers.ts';
import type { PurchasersOfFilter } from '../read-indicated-purchasers.ts';
import { readIndicatedPurchasers } from '../read-indicated-purchasers.ts';
import type { Connections, NetworkGraph } from './connect-purchasers.ts';

/** The purchasers that are looked at, with all that is known of them but their possessors. */
export interface LookedAt {
  readonly found: PurchasersOfFilter;
  readonly slots: readonly number[];
  readonly total: number;
  readonly recoveries: readonly number[];
  readonly connections: Omit<Connections, 'possessorOf'>;
}

/** Of the purchasers of a filter that show every one of some indicators, the first {@link MOST_NETWORK_PURCHASERS}. */
export async function readPurchasersLookedAt(
  read: ScopedRead,
  filter: RecordFilter,
  showing: readonly PurchaserIndicator[],
): Promise<LookedAt> {
  const found = await readIndicatedPurchasers(read, filter);
  const { guns } = found.all;
  const ranked = rankPurchasers(found.all, showing);
  const slots = [...ranked.subarray(0, MOST_NETWORK_PURCHASERS)];
  const places = slots.flatMap((slot) => gunsOf(found.all, slot));
  const dealers = new Set(places.map((gun) => guns.others[gun] ?? 0));
  return {
    found,
    slots,
    total: ranked.length,
    recoveries: places.map((gun) => guns.records[gun] ?? 0),
    connections: {
      chainOf: found.marks.chainOf,
      dealerNames: await readDealerNames(read, [...dealers]),
    },
  };
}

/** A network as it is answered. */
export function describeNetwork(graph: NetworkGraph, { slots, total }: LookedAt): PurchaserNetwork {
  const nodes = graph.mapNodes((id, attributes) => ({ id, ...attributes }));
  return {
    nodes,
    edges: graph.mapEdges((_edge, { guns }, from, to) => ({ from, to, guns })),
    total,
    lookedAt: slots.length,
    unconnected: slots.length - nodes.filter(({ kind }) => kind === 'purchaser').length,
    notice: NOT_A_RANDOM_SAMPLE,
  };
}
