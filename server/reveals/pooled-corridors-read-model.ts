import { z } from 'zod';
import type { RevealedCorridor } from '../../domain/reveals.ts';
import type { OwnAgency } from '../agencies/own-agency-read-model.ts';
import { readAreaPlaces } from '../areas/area-places.ts';
import type { PairCount } from '../corridors/gun-tally.ts';
import { fitCorridors } from '../corridors/suggested-corridors-read-model.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { DEALER_PLACE, NUMBERS_A_GUN, placeAt, RECOVERY_PLACE } from '../rollups/packed-guns.ts';
import { readPackedGuns } from '../rollups/read-packed-guns.ts';
import { revealParts } from './reveal-parts.ts';

const MOST_CORRIDORS = 20;

/** Guns by pair of states (`VA>MD`), those of one agency. */
type StatePairs = Map<string, number>;

/** Flows between two states that stand out in all data together and not in one's own, and how many there are. */
export async function readPooledCorridors(
  read: ScopedRead,
  own: OwnAgency,
): Promise<{ readonly items: RevealedCorridor[]; readonly total: number }> {
  const byAgency = await tallyStatePairs(read);
  const places = await readAreaPlaces(read, 'state');
  const above = (pairs: readonly StatePairs[]) => fitCorridors(pairs.flatMap(pairCounts), places).items;
  const standsOutAlone = new Set(above([byAgency.get(own.id) ?? new Map()]).map(keyOf));
  const revealed = above([...byAgency.values()]).filter((item) => !standsOutAlone.has(keyOf(item)));
  const names = await agencyNames(read);
  const items = revealed
    .slice(0, MOST_CORRIDORS)
    .map(({ origin, destination, originName, destinationName, expected, ratio, beyondScatter }) => {
      const key = keyOf({ origin, destination });
      const parts = [...byAgency].flatMap(([agencyId, pairs]) => {
        const [agency, count] = [names.get(agencyId), pairs.get(key)];
        if (agency === undefined || count === undefined) return [];
        return [{ ...agency, count, subject: key, recoveries: [] }];
      });
      return {
        id: key,
        origin,
        destination,
        originName,
        destinationName,
        expected,
        ratio,
        beyondScatter,
        ...revealParts(own.code, parts),
      };
    });
  return { items, total: revealed.length };
}

const keyOf = ({ origin, destination }: { readonly origin: string; readonly destination: string }) =>
  `${origin}>${destination}`;

const pairCounts = (pairs: StatePairs): PairCount[] =>
  [...pairs].map(([key, count]) => {
    const [origin = '', destination = ''] = key.split('>');
    return {
      origin: { state: origin, county: null },
      destination: { state: destination, county: null },
      count,
    };
  });

/** All traced guns in scope by agency and by the states they were sold and recovered in. */
async function tallyStatePairs(read: ScopedRead): Promise<Map<number, StatePairs>> {
  const { months, places } = await readPackedGuns(read, {}, { tracedOnly: true });
  const states = places.nodesAt('state');
  const byAgency = new Map<number, Uint32Array>();
  for (const { agencyId, guns } of months) {
    const counts = byAgency.get(agencyId) ?? new Uint32Array(states.length * states.length);
    byAgency.set(agencyId, counts);
    for (let at = 0; at < guns.length; at += NUMBERS_A_GUN) {
      const origin = states.nodeOf[placeAt(guns, at, DEALER_PLACE)] ?? 0;
      const destination = states.nodeOf[placeAt(guns, at, RECOVERY_PLACE)] ?? 0;
      const pair = origin * states.length + destination;
      counts[pair] = (counts[pair] ?? 0) + 1;
    }
  }
  return new Map([...byAgency].map(([id, counts]) => [id, named(counts)]));

  function named(counts: Uint32Array): StatePairs {
    const pairs: StatePairs = new Map();
    counts.forEach((count, pair) => {
      const origin = states.code(Math.floor(pair / states.length));
      const destination = states.code(pair % states.length);
      if (count > 0 && origin !== null && destination !== null) pairs.set(`${origin}>${destination}`, count);
    });
    return pairs;
  }
}

const agencyRow = z.object({ id: z.number(), code: z.string(), name: z.string() });

async function agencyNames({ trx }: ScopedRead) {
  const rows = await selectRows(trx, agencyRow, 'SELECT id, code, name FROM agency');
  return new Map(rows.map(({ id, code, name }) => [id, { code, name }]));
}
