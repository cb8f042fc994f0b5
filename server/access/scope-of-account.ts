import { z } from 'zod';
import type { Account, Capability } from '../../domain/access.ts';
import {
  ALL_RECORDS,
  ceilingOf,
  DATA_KINDS,
  lesserLevel,
  SHARING_LEVELS,
  sharingOf,
} from '../../domain/access.ts';
import type { AgencyInScope, Scope } from '../../domain/scope.ts';
import { dealersNamedTo } from '../../domain/scope.ts';
import { inForceOn } from '../agreements/in-force-sql.ts';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';

const level = z.enum(SHARING_LEVELS);
const givenRow = z.object({
  agencyId: z.number(),
  recoveries: level,
  traces: level,
  ballistics: level,
  debriefs: level,
  sales: level,
});
const ownRow = z.object({ name: z.string(), namesDealers: z.boolean() });

const OWN = `SELECT name, (SELECT names_dealers FROM region_policy) AS "namesDealers" FROM agency WHERE id = ?`;

/** Agreements in force on a day, those accepted last at the end: of several between the same two, that one counts. */
const IN_FORCE = `SELECT g.giving_agency_id AS "agencyId", ${DATA_KINDS.map((kind) => `g.${kind}`).join(', ')} FROM agreement g
  WHERE g.receiving_agency_id = :agency::int AND ${inForceOn(':day::date')} ORDER BY g.accepted_at, g.id`;

/**
 * What somebody may see on a day (`YYYY-MM-DD`): all of their own agency's records and what others agreed to give it, as far
 * as they may use it at all. Somebody of no agency sees no records.
 */
export async function scopeOfAccount(
  database: Database,
  { agencyId }: Account,
  capabilities: readonly Capability[],
  day: string,
): Promise<Scope> {
  const ceiling = ceilingOf(capabilities);
  if (agencyId === null || ceiling === 'nothing') return NOTHING_IN_SCOPE;
  const { own, given } = await database.knex.transaction(async (trx) => ({
    own: await selectRows(trx, ownRow, OWN, [agencyId]),
    given: await selectRows(trx, givenRow, IN_FORCE, { agency: agencyId, day }),
  }));
  const sharing = new Map<number, AgencyInScope['sharing']>();
  for (const { agencyId: giving, ...levels } of given) {
    sharing.set(
      giving,
      sharingOf((kind) => lesserLevel(levels[kind], ceiling)),
    );
  }
  sharing.set(
    agencyId,
    sharingOf((kind) => lesserLevel(ALL_RECORDS[kind], ceiling)),
  );
  const agencies = [...sharing]
    .map(([id, levels]) => ({ agencyId: id, sharing: levels }))
    .filter(({ sharing: levels }) => DATA_KINDS.some((kind) => levels[kind] !== 'nothing'))
    .sort((a, b) => a.agencyId - b.agencyId);
  return {
    agencies,
    ownAgencyIds: [agencyId],
    ownFileAgencyIds: capabilities.includes('steward') ? [agencyId] : [],
    dealersNamed: dealersNamedTo(ceiling, own[0]?.namesDealers === true),
    label: labelOf(own[0]?.name ?? '', agencies.length - 1),
  };
}

const NOTHING_IN_SCOPE: Scope = {
  agencies: [],
  ownAgencyIds: [],
  ownFileAgencyIds: [],
  dealersNamed: 'nowhere',
  label: 'No records',
};

function labelOf(own: string, partners: number): string {
  if (partners === 0) return own;
  return `${own} + ${partners === 1 ? '1 partner' : `${partners} partners`}`;
}
