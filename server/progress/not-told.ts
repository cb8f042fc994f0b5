import type { GunDetail, Scope } from '../../domain/scope.ts';
import { gunDetailsIn } from '../../domain/scope.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { ONLY_IN_RECORDS } from '../rollups/read-packed-guns.ts';

/** Parts of a filter that guns which are only counted do not tell. */
const ONLY_OF_RECORDS: readonly (keyof TraceFilter)[] = ['sourceZip', 'purchaserZip', ...ONLY_IN_RECORDS];

/** True where guns are told by the cell they were recovered in, and what became of their traces. */
export const tellsCells = (detail: GunDetail): boolean => detail === 'records' || detail === 'deidentified';

/** True where that holds of all agencies in scope. */
export const allTellCells = (scope: Scope): boolean => [...gunDetailsIn(scope).values()].every(tellsCells);

/** True where the filter asks what some agency in scope does not tell of its guns: none of those is counted. */
export function asksWhatIsNotTold(scope: Scope, filter: TraceFilter): boolean {
  const isAsked = (key: keyof TraceFilter) => filter[key] !== undefined;
  const details = [...gunDetailsIn(scope).values()];
  const some = (...of: readonly GunDetail[]) => details.some((detail) => of.includes(detail));
  return (
    (isAsked('dealer') && some('counted')) ||
    (ONLY_OF_RECORDS.some(isAsked) && some('counted', 'counted_named'))
  );
}
