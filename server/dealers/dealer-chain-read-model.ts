import type { Knex } from 'knex';
import { isNamedAlike, movesOf, samePremises } from '../../domain/dealers/dealer-chain.ts';
import type {
  ChainedLicence,
  ChainedLicences,
  DealerChain,
} from '../../domain/dealers/dealer-chain-response.ts';
import type { Speech } from '../../domain/languages/speech.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { readGroupedGuns } from '../rollups/read-grouped-guns.ts';
import type { RecordFilter } from '../traces/resolve-corridors.ts';
import type { FoundDealer } from './chained-dealers.ts';
import { readChainedDealers } from './chained-dealers.ts';
import { indexOfParty } from './dealer-figures.ts';
import { withoutDealers } from './source-condition.ts';

/** A name that more licences have is that of a chain of shops, and tells of no move. */
const MOST_NAMESAKES = 50;
/** More than there are licences in any house. */
const MOST_NEIGHBOURS = 200;
const MOST_TOLD = 20;

/** Found by indexes, and compared in the program; a house's number may stand in another house of the ZIP too. */
const NEIGHBOURS = `SELECT id FROM (
    SELECT d.id FROM dealer d JOIN dealer asked ON asked.id = :id AND d.premises_block = asked.premises_block
    UNION
    SELECT d.id FROM dealer d JOIN dealer asked ON asked.id = :id AND d.tile_code = asked.tile_code
      AND d.precision IN ('point', 'range')
  ) near WHERE id <> :id ORDER BY id LIMIT ${MOST_NEIGHBOURS}`;

const NAMESAKES = `SELECT id FROM (
    SELECT id FROM dealer WHERE licensee_key = ANY(:names::text[])
    UNION SELECT id FROM dealer WHERE shop_key = ANY(:names::text[])
  ) named WHERE id <> :id ORDER BY id LIMIT ${MOST_NAMESAKES + 1}`;

/**
 * Other licences in scope that may be the business of a dealer, each with the guns of the filter traced to it; null where the
 * scope does not see the dealer.
 */
export async function readDealerChain(
  read: ScopedRead,
  id: number,
  filter: RecordFilter,
  speech: Speech,
): Promise<DealerChain | null> {
  const { trx } = read;
  const [asked] = await readChainedDealers(trx, 'SELECT :id::int AS id', { id });
  if (asked === undefined) return null;
  const premises = (await readChainedDealers(trx, NEIGHBOURS, { id })).flatMap((dealer) => {
    const reason = samePremises(asked, dealer, speech);
    return reason === null ? [] : [{ dealer, reason }];
  });
  const moves = movesOf(asked, await readNamesakes(trx, asked), speech);
  const others = [...premises, ...moves].map(({ dealer }) => dealer.id);
  const traces = await countTraces(read, filter, [id, ...others]);
  const told = (of: readonly Chained[]) => licences(of, traces);
  return {
    premises: told(premises),
    movedFrom: told(moves.filter(({ way }) => way === 'from')),
    movedTo: told(moves.filter(({ way }) => way === 'to')),
    traces: [...traces.values()].reduce((sum, count) => sum + count, 0),
  };
}

/** Dealers of the same name; none where it is that of a chain of shops. */
async function readNamesakes(trx: Knex.Transaction, asked: FoundDealer): Promise<readonly FoundDealer[]> {
  if (asked.active === null || asked.district === null) return [];
  const names = [asked.licensee, asked.shop].filter((name) => name !== null);
  const found = await readChainedDealers(trx, NAMESAKES, { id: asked.id, names });
  return found.length > MOST_NAMESAKES ? [] : found.filter((dealer) => isNamedAlike(asked, dealer));
}

interface Chained {
  readonly dealer: FoundDealer;
  readonly reason: string;
}

function licences(chained: readonly Chained[], traces: ReadonlyMap<number, number>): ChainedLicences {
  const items = chained
    .map(
      ({ dealer: { id, name, licenseNumber, city, state }, reason }): ChainedLicence => ({
        id,
        name,
        licenseNumber,
        place: [city, state].filter((part) => part !== null).join(', '),
        reason,
        traces: traces.get(id) ?? 0,
      }),
    )
    .sort((a, b) => b.traces - a.traces || a.id - b.id);
  return { items: items.slice(0, MOST_TOLD), total: items.length };
}

/** Guns of a filter traced to each of some dealers, whatever it says of dealers itself; counted as lists of dealers count. */
async function countTraces(
  read: ScopedRead,
  filter: RecordFilter,
  dealers: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const all = [...new Set(dealers)];
  const { guns } = await readGroupedGuns(read, { ...withoutDealers(filter), dealer: all }, 'dealer');
  return new Map(
    all.map((id) => {
      const index = indexOfParty(guns, id);
      return [id, index === null ? 0 : (guns.starts[index + 1] ?? 0) - (guns.starts[index] ?? 0)];
    }),
  );
}
