/**
 * What the signed-in person may see. Every read carries one; the database applies it (see withScope), so code that
 * forgets to filter sees nothing rather than everything.
 */
import type { DataKind, Sharing, SharingLevel } from './access.ts';
import { ALL_RECORDS, DATA_KINDS, isAtLeast } from './access.ts';

/** An agency of which something may be seen. */
export interface AgencyInScope {
  readonly agencyId: number;
  /** How much of each kind of its data. */
  readonly sharing: Sharing;
}

/**
 * Where dealers are named.
 * nowhere     not at all
 * in_records  where single records are seen
 * in_counts   also where guns are only counted: nowhere unless the region says so
 */
export type DealersNamed = 'nowhere' | 'in_records' | 'in_counts';

export interface Scope {
  /** Each agency once, by id; those of which nothing may be seen are left out. */
  readonly agencies: readonly AgencyInScope[];
  /** The agency whose corridors are one's own; null for none. */
  readonly ownAgencyIds: readonly number[];
  /** Agencies whose files, notes and open addresses may be read and worked on. */
  readonly ownFileAgencyIds: readonly number[];
  readonly dealersNamed: DealersNamed;
  /** Shown in the scope chip, for example "Baltimore Police Department + 7 partners". */
  readonly label: string;
}

/** Where dealers are named to somebody who sees at most so much, in a region that has them named in counts, or not. */
export function dealersNamedTo(ceiling: SharingLevel, inCounts: boolean): DealersNamed {
  if (inCounts) return 'in_counts';
  return ceiling === 'records' ? 'in_records' : 'nowhere';
}

/** A scope that sees and keeps all records of these agencies, as the operator's. */
export const scopeOfAllRecords = (agencyIds: readonly number[], label = ''): Scope => ({
  agencies: [...agencyIds].sort((a, b) => a - b).map((agencyId) => ({ agencyId, sharing: ALL_RECORDS })),
  ownAgencyIds: agencyIds,
  ownFileAgencyIds: agencyIds,
  dealersNamed: 'in_records',
  label,
});

/**
 * How finely an agency's guns are told. They are packed once for each way in which anybody sees them.
 * records           as they are
 * deidentified      homes of purchasers by ZIP
 * untraced          single recoveries, as if none had been submitted for tracing
 * counted           recoveries by ZIP at the finest, sales and homes by county: no points, no single records
 * counted_named     the same with the dealer of each
 * counted_untraced  recoveries by ZIP at the finest, as if none had been submitted for tracing
 */
export const GUN_DETAILS = [
  'records',
  'deidentified',
  'untraced',
  'counted',
  'counted_named',
  'counted_untraced',
] as const;
export type GunDetail = (typeof GUN_DETAILS)[number];

/** The detail in which guns are seen of which this is shared, where dealers are named so far; null: not at all. */
export function gunDetailOf(
  { recoveries, traces }: Pick<Sharing, 'recoveries' | 'traces'>,
  dealersNamed: DealersNamed,
): GunDetail | null {
  if (recoveries === 'nothing') return null;
  if (recoveries === 'aggregates') {
    if (traces === 'nothing') return 'counted_untraced';
    return dealersNamed === 'in_counts' ? 'counted_named' : 'counted';
  }
  // Counted traces of recoveries that are seen one by one would give each trace away.
  if (!isAtLeast(traces, 'deidentified')) return 'untraced';
  return traces === 'records' ? 'records' : 'deidentified';
}

/** How finely the guns of each agency in scope are told, by its id; those of which none are seen are left out. */
export const gunDetailsIn = ({
  agencies,
  dealersNamed,
}: Pick<Scope, 'agencies' | 'dealersNamed'>): ReadonlyMap<number, GunDetail> =>
  new Map(
    agencies.flatMap(({ agencyId, sharing }) => {
      const detail = gunDetailOf(sharing, dealersNamed);
      return detail === null ? [] : [[agencyId, detail] as const];
    }),
  );

/** True where it is told of guns what became of their traces. */
export const tellsTraces = (detail: GunDetail | null): boolean =>
  detail !== null && detail !== 'untraced' && detail !== 'counted_untraced';

/** The lists of agencies that the policies of the database ask for, by name. */
export function scopeLists(scope: Scope): Readonly<Record<string, readonly number[]>> {
  const where = (isIn: (sharing: Sharing) => boolean) =>
    scope.agencies.filter(({ sharing }) => isIn(sharing)).map(({ agencyId }) => agencyId);
  const giving = (kind: DataKind, least: SharingLevel) => where((sharing) => isAtLeast(sharing[kind], least));
  const details = [...gunDetailsIn(scope)];
  const detailed = (...wanted: readonly GunDetail[]) =>
    details.filter(([, detail]) => wanted.includes(detail)).map(([agencyId]) => agencyId);
  return {
    agency_ids: scope.agencies.map(({ agencyId }) => agencyId),
    own_agency: scope.ownAgencyIds,
    own_files: scope.ownFileAgencyIds,
    recovered: detailed('records', 'deidentified', 'untraced'),
    traced: detailed('records', 'deidentified'),
    untraced: detailed('untraced'),
    identified_recoveries: giving('recoveries', 'records'),
    identified_traces: detailed('records'),
    incidents: giving('ballistics', 'deidentified'),
    debriefs: giving('debriefs', 'deidentified'),
    identified_debriefs: giving('debriefs', 'records'),
    sales: giving('sales', 'deidentified'),
    identified_sales: giving('sales', 'records'),
    ...Object.fromEntries(GUN_DETAILS.map((detail) => [`guns_${detail}`, detailed(detail)])),
  };
}

/** A text that is equal for equal scopes and no others; part of every cache key and ETag. */
export function scopeKey(scope: Scope): string {
  return JSON.stringify([
    scope.agencies.map(({ agencyId, sharing }) => [agencyId, ...DATA_KINDS.map((kind) => sharing[kind])]),
    [...scope.ownAgencyIds].sort((a, b) => a - b),
    [...scope.ownFileAgencyIds].sort((a, b) => a - b),
    scope.dealersNamed,
  ]);
}
