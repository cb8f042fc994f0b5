import type { Account } from '../../../domain/access.ts';
import type { NetworkFormat } from '../../../domain/purchasers/network.ts';
import { receivedEvents } from '../../audit/received-events.ts';
import { recordAuditEvents } from '../../audit/record-audit-event.ts';
import type { Database } from '../../database/connection.ts';
import { gunsOf } from '../indicated-purchasers.ts';
import type { NetworkGraph } from './connect-purchasers.ts';
import type { LookedAt } from './network-read-model.ts';

interface NetworkExport {
  readonly graph: NetworkGraph;
  readonly lookedAt: LookedAt;
  readonly format: NetworkFormat;
  /** Names of the parameters that narrowed it. */
  readonly parameters: readonly string[];
}

/** Notes, before it leaves, that a network is taken away as a file; and for each other agency how many guns of its own it tells of. */
export async function recordNetworkExport(
  database: Database,
  { email: actor, agencyId }: Pick<Account, 'email' | 'agencyId'>,
  { graph, lookedAt, format, parameters }: NetworkExport,
): Promise<void> {
  const subject = `network.${format}`;
  const filters = [...new Set(parameters)].sort().join(' ');
  const gunsOfAgency = countGuns(graph, lookedAt);
  await database.knex.transaction(async (trx) => {
    const about = { actor, agencyId, subject };
    const detail = { filters, rows: graph.order, complete: true };
    await recordAuditEvents(trx, [
      { ...about, action: 'export.begun', detail: { filters } },
      { ...about, action: 'export.finished', detail },
      ...(await receivedEvents(trx, about, ({ id }) => gunsOfAgency.get(id))),
    ]);
  });
}

function countGuns(graph: NetworkGraph, { found: { all }, slots }: LookedAt): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const slot of slots) {
    if (!graph.hasNode(`purchaser:${all.guns.ids[slot] ?? 0}`)) continue;
    for (const gun of gunsOf(all, slot)) {
      const agency = all.guns.agencies[gun] ?? 0;
      counts.set(agency, (counts.get(agency) ?? 0) + 1);
    }
  }
  return counts;
}
