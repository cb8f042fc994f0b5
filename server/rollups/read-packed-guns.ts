import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { filterCondition } from '../traces/filter-sql.ts';
import type { RecordFilter } from '../traces/resolve-corridors.ts';
import type { PackedRecords } from './packed-guns.ts';
import { packedPartsOf } from './packed-parts.ts';
import { readPartIds } from './part-list.ts';
import { ASKED_OF_NAMES, asksNames, pickByNames } from './pick-by-names.ts';
import { readRecordSet } from './record-set.ts';

/** Parts of a filter that only the records know. */
export const ONLY_IN_RECORDS: readonly (keyof TraceFilter)[] = [
  'caliber',
  'manufacturer',
  'crimeCode',
  'indicator',
  'precisionMin',
  'bbox',
];

/** True where neither the records nor what each gun names need be asked. */
export const isPacked = (filter: TraceFilter): boolean => !asksRecords(filter) && !asksNames(filter);

const asksRecords = (filter: RecordFilter): boolean =>
  ONLY_IN_RECORDS.some((key) => filter[key] !== undefined) || hasDrawnCorridor(filter);

/** A drawn corridor is a matter of points; one between areas is known of each gun. */
const hasDrawnCorridor = ({ corridorSides = [] }: RecordFilter): boolean =>
  corridorSides.some(({ origin, destination }) => origin.polygons.length + destination.polygons.length > 0);

/** What of a filter is applied where guns are read, not where they are selected. */
export function appliedOnReading(filter: RecordFilter): RecordFilter {
  const { corridorSides } = filter;
  const asked = [...ONLY_IN_RECORDS, ...ASKED_OF_NAMES]
    .filter((key) => filter[key] !== undefined)
    .map((key) => [key, filter[key]]);
  return { ...Object.fromEntries(asked), ...(corridorSides === undefined ? {} : { corridorSides }) };
}

/**
 * The guns of a filter, packed, from flow_rollup. They come by whole months, so go through them with
 * {@link selectGuns}, which applies dates, times-to-crime, types and states. What else the filter asks is applied here: of
 * areas and dealers, which guns name, and of records: the database tells which of them that leaves, and none of guns that the
 * scope only counts. `tracedOnly` leaves out what was not traced to a dealer.
 */
export async function readPackedGuns(
  read: ScopedRead,
  filter: RecordFilter,
  { tracedOnly = false }: { readonly tracedOnly?: boolean } = {},
): Promise<PackedRecords> {
  if (isPacked(filter)) return readFromRollup(read, filter, tracedOnly);
  const records = asksRecords(filter)
    ? await readRecordSet(read, filterCondition(appliedOnReading(filter)))
    : null;
  const packed = await readFromRollup(read, filter, tracedOnly);
  if (records !== null) return { ...packed, months: records.pick(packed.months) };
  return { ...packed, months: pickByNames(packed, filter) };
}

/** The database says which parts the scope may see; only those not kept in memory are fetched. */
async function readFromRollup(
  read: ScopedRead,
  filter: TraceFilter,
  tracedOnly: boolean,
): Promise<PackedRecords> {
  const kept = packedPartsOf(read);
  const ids = await readPartIds(read, filter, { tracedOnly });
  return { months: await kept.read(read, ids), places: kept.places };
}
