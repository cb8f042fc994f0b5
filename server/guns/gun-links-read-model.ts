import { z } from 'zod';
import type { LinkFeature } from '../../domain/market-responses.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { readCaseRecoveries } from '../links/case-recoveries.ts';
import { readLinkPage } from '../links/links-read-model.ts';
import { readChain } from '../links/read-chains.ts';

const eventRow = z.object({ id: z.number() });

/** More links than any chain should have; what is beyond is told by the list of links. */
const MOST_LINKS = 1000;

/** The chains of links in scope that the cases of some recoveries are in. */
export async function readGunLinks(
  read: ScopedRead,
  recoveries: readonly number[],
): Promise<readonly LinkFeature[]> {
  const { trx } = read;
  const events = await selectRows(
    trx,
    eventRow,
    `SELECT DISTINCT e.id FROM link_event e JOIN recovery r ON r.case_key = e.case_key
     WHERE r.id IN (SELECT unnest(:ids::int[])) ORDER BY e.id`,
    { ids: [...recoveries] },
  );
  const cases = await readCaseRecoveries(
    trx,
    events.map(({ id }) => id),
  );
  const links = new Map<number, LinkFeature>();
  const chains = new Set<number>();
  for (const [event, ofCase] of cases) {
    if (!ofCase.some((id) => recoveries.includes(id))) continue;
    const chain = await readChain(trx, event);
    if (chain === null || chains.has(chain.id)) continue;
    chains.add(chain.id);
    const { features } = await readLinkPage(
      read,
      { filter: {}, type: null, chain },
      { sort: 'id', limit: MOST_LINKS, after: null },
    );
    for (const feature of features) links.set(feature.id, feature);
  }
  return [...links.values()];
}
