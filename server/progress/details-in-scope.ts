import type { GunDetail, Scope } from '../../domain/scope.ts';
import { gunDetailOf } from '../../domain/scope.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';

/** How finely the guns of each agency are told, by its id. */
export function detailsInScope(scope: Scope): ReadonlyMap<number, GunDetail> {
  return new Map(
    scope.agencies.flatMap(({ agencyId, sharing }) => {
      const detail = gunDetailOf(sharing, scope.dealersNamed);
      return detail === null ? [] : [[agencyId, detail] as const];
    }),
  );
}

/** Parts of a filter that guns which are only counted do not tell. */
const ONLY_OF_RECORDS: readonly (keyof TraceFilter)[] = [
  'sourceZip',
  'purchaserZip',
  'caliber',
  'manufacturer',
  'crimeCode',
  'indicator',
  'precisionMin',
  'bbox',
];

/** True where the filter asks what some agency in scope does not tell of its guns: none of those is counted. */
export function asksWhatIsNotTold(scope: Scope, filter: TraceFilter): boolean {
  const isAsked = (key: keyof TraceFilter) => filter[key] !== undefined;
  const details = [...detailsInScope(scope).values()];
  const some = (...of: readonly GunDetail[]) => details.some((detail) => of.includes(detail));
  return (
    (isAsked('dealer') && some('counted')) ||
    (ONLY_OF_RECORDS.some(isAsked) && some('counted', 'counted_named'))
  );
}
