import type { Sharing } from '../../domain/access.ts';
import { isAtLeast } from '../../domain/access.ts';
import type { RevealKind, Reveals } from '../../domain/reveals.ts';
import type { GunDetail, Scope } from '../../domain/scope.ts';
import { gunDetailOf, tellsTraces } from '../../domain/scope.ts';
import { NOT_A_RANDOM_SAMPLE } from '../../domain/vocabulary.ts';
import { readOwnAgency } from '../agencies/own-agency-read-model.ts';
import type { Database } from '../database/connection.ts';
import { RecentResults } from '../database/recent-results.ts';
import { scopeDigest } from '../database/scope-digest.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { readMatchedGuns } from './matched-guns-read-model.ts';
import { readMatchedPurchasers } from './matched-purchasers-read-model.ts';
import { readPooledCorridors } from './pooled-corridors-read-model.ts';
import { readPooledDealers } from './pooled-dealers-read-model.ts';

type Counted = Pick<Reveals, 'own' | 'partners' | 'dealers' | 'guns' | 'corridors' | 'notice'>;
type Matched = Pick<Reveals, 'purchasers'>;

/** Answers are long in the making and short: those of the last scopes are kept, each for its data version. */
class KeptReveals {
  readonly counted = new RecentResults<Counted>(32);
  readonly matched = new RecentResults<Matched>(32);
}

const keptOf = new WeakMap<Database, KeptReveals>();

function keptFor(database: Database): KeptReveals {
  const kept = keptOf.get(database) ?? new KeptReveals();
  keptOf.set(database, kept);
  return kept;
}

const keyOf = ({ dataVersion, scope }: ScopedRead) => `${dataVersion}|${scopeDigest(scope)}`;

/** What is counted of all that is in scope, and which guns several agencies have. Reads as `reader`. */
export const readCountedReveals = (read: ScopedRead): Promise<Counted> =>
  keptFor(read.database).counted.get(keyOf(read), () => countReveals(read));

/** Who occurs in the identified records of several agencies. Reads as `identified`. */
export const readMatchedReveals = (read: ScopedRead): Promise<Matched> =>
  keptFor(read.database).matched.get(keyOf(read), () => matchReveals(read));

/** What is not told to those who see no single records. */
export const CLOSED_MATCHES: Matched = { purchasers: closed('purchasers') };

async function countReveals(read: ScopedRead): Promise<Counted> {
  const own = await readOwnAgency(read);
  const seesRecords = seesOwnRecords(read.scope);
  const dealers = own !== null && seesRecords ? await readPooledDealers(read, own) : null;
  const guns = own !== null && seesRecords ? await readMatchedGuns(read, own) : null;
  const corridors = own !== null ? await readPooledCorridors(read, own) : { items: [], total: 0 };
  return {
    own: own === null ? null : { code: own.code, name: own.name },
    partners: partnersOf(read.scope).length,
    dealers:
      dealers === null
        ? closed('dealers')
        : { ...dealers, without: without(read.scope, 'dealer'), closed: null },
    guns: guns === null ? closed('guns') : { ...guns, without: without(read.scope, 'gun'), closed: null },
    corridors: { ...corridors, without: without(read.scope, 'corridor'), closed: null },
    notice: NOT_A_RANDOM_SAMPLE,
  };
}

async function matchReveals(read: ScopedRead): Promise<Matched> {
  const own = await readOwnAgency(read);
  if (own === null || !seesOwnRecords(read.scope)) return CLOSED_MATCHES;
  const purchasers = await readMatchedPurchasers(read, own);
  return { purchasers: { ...purchasers, without: without(read.scope, 'purchaser'), closed: null } };
}

/** Closed to whom the own agency's single records are: a role or a token that sees counts alone. */
export const seesOwnRecords = ({ agencies, ownAgencyIds }: Scope): boolean =>
  agencies.some(
    ({ agencyId, sharing }) => ownAgencyIds.includes(agencyId) && sharing.recoveries === 'records',
  );

function closed(what: string) {
  return {
    items: [],
    total: 0,
    without: 0,
    closed: `Your account sees counts by area, not single records: which ${what} agencies have in common stays closed to you.`,
  };
}

const partnersOf = ({ agencies, ownAgencyIds }: Scope) =>
  agencies.filter(({ agencyId }) => !ownAgencyIds.includes(agencyId));

/** Whether an agency's data takes part, by how its guns are told and by what it shares. */
const TAKES_PART: Readonly<Record<RevealKind, (detail: GunDetail | null, sharing: Sharing) => boolean>> = {
  dealer: (detail) => detail === 'records' || detail === 'deidentified',
  purchaser: (detail) => detail === 'records',
  gun: (_, { recoveries }) => isAtLeast(recoveries, 'deidentified'),
  corridor: tellsTraces,
};

const without = (scope: Scope, kind: RevealKind): number =>
  partnersOf(scope).filter(
    ({ sharing }) => !TAKES_PART[kind](gunDetailOf(sharing, scope.dealersNamed), sharing),
  ).length;
