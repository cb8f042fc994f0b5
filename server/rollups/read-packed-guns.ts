import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { filterCondition } from '../traces/filter-sql.ts';
import type { RecordFilter } from '../traces/resolve-corridors.ts';
import type { PackedRecords } from './packed-guns.ts';
import { packedPartsOf } from './packed-parts.ts';
import { readPartIds } from './part-list.ts';
import { readRecordSet } from './record-set.ts';

/** Parts of a filter that are not packed with each gun: they need the records. */
const ONLY_IN_RECORDS: readonly (keyof TraceFilter)[] = [
  'sourceCounty',
  'recoveryCounty',
  'sourceZip',
  'recoveryZip',
  'purchaserState',
  'purchaserCounty',
  'purchaserZip',
  'caliber',
  'manufacturer',
  'crimeCode',
  'dealer',
  'indicator',
  'precisionMin',
  'corridor',
  'bbox',
];

/** True where flow_rollup knows all that the filter asks for. */
export const isPacked = (filter: TraceFilter): boolean =>
  ONLY_IN_RECORDS.every((key) => filter[key] === undefined);

/** What of a filter only records know. */
export function onlyInRecords(filter: RecordFilter): RecordFilter {
  const { corridorSides } = filter;
  const asked = ONLY_IN_RECORDS.filter((key) => filter[key] !== undefined).map((key) => [key, filter[key]]);
  return { ...Object.fromEntries(asked), ...(corridorSides === undefined ? {} : { corridorSides }) };
}

/**
 * The guns of a filter, packed, from flow_rollup. They come by whole months, so go through them with
 * {@link selectGuns}, which applies what packed guns know of the filter; what only records know is applied here: the
 * database tells which records that leaves. `tracedOnly` leaves out what was not traced to a dealer.
 */
export async function readPackedGuns(
  read: ScopedRead,
  filter: RecordFilter,
  { tracedOnly = false }: { readonly tracedOnly?: boolean } = {},
): Promise<PackedRecords> {
  if (isPacked(filter)) return readFromRollup(read, filter, tracedOnly);
  const records = await readRecordSet(read, filterCondition(onlyInRecords(filter)));
  const { months, places } = await readFromRollup(read, filter, tracedOnly);
  return { months: records.pick(months), places };
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
