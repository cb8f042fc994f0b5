import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { PackedRecords } from './packed-guns.ts';
import {
  countGuns,
  DEALER,
  DEALER_PLACE,
  dayOfMonthAt,
  NUMBERS_A_GUN,
  PURCHASER,
  PURCHASER_PLACE,
  partyAt,
  placeAt,
  RECOVERY_PLACE,
  recordAt,
  selectGuns,
  timeToCrimeAt,
} from './packed-guns.ts';
import { SortByCounting } from './sort-by-counting.ts';

/** What stands for a day of recovery that is not known. */
export const UNKNOWN_DAY = -(2 ** 31);

/** What is kept of guns, each figure in a column of its own. */
interface GunColumns {
  /** Days, or UNKNOWN_TIME. */
  readonly times: Uint16Array;
  /** Days of recovery since 1970, or {@link UNKNOWN_DAY}. */
  readonly days: Int32Array;
  /** The other party: its purchaser where guns are grouped by dealer, its dealer where by purchaser; 0 unknown. */
  readonly others: Uint32Array;
  /** Places (see gun-places.ts); 0 unknown. */
  readonly recoveryPlaces: Uint32Array;
  readonly dealerPlaces: Uint32Array;
  readonly purchaserPlaces: Uint32Array;
  /** Whose records they are. */
  readonly agencies: Uint32Array;
  /** Ids of rows of `recovery`; 0 where guns are only counted. */
  readonly records: Uint32Array;
}

/**
 * Guns brought together by who sold them, or by who bought them first: those of the party `ids[n]` are at `starts[n]` to
 * `starts[n + 1] - 1` of every column, in the order of their days of recovery.
 */
export interface GroupedGuns extends GunColumns {
  /** Ids of rows of `dealer` or `purchaser`, ascending; each has a gun. */
  readonly ids: Uint32Array;
  readonly starts: Uint32Array;
  /** Guns of the filter that name no such party: it is not known, or not told. */
  readonly unnamed: number;
}

/** Brings together the guns of a filter that name a dealer (or a purchaser). */
export function groupGuns(
  packed: PackedRecords,
  filter: TraceFilter,
  by: 'dealer' | 'purchaser',
): GroupedGuns {
  const [party, other] = by === 'dealer' ? ([DEALER, PURCHASER] as const) : ([PURCHASER, DEALER] as const);
  const picked = pickNamed(packed, filter, party);
  const order = sorter.sort(picked.count, picked.ids, picked.days);
  return {
    ...partiesOf(picked.ids, order),
    unnamed: picked.unnamed,
    ...columnsOf(picked.rows, order, other),
  };
}

type Party = typeof DEALER | typeof PURCHASER;

/** Numbers of a picked gun: those that pack it, its day of recovery, its agency. */
const NUMBERS_A_ROW = NUMBERS_A_GUN + 2;
const DAY = NUMBERS_A_GUN;
const AGENCY = NUMBERS_A_GUN + 1;

/** Guns that a filter lets through and that name a party, not yet sorted. Valid until the next are picked. */
interface PickedGuns {
  readonly count: number;
  readonly unnamed: number;
  readonly ids: Uint32Array;
  /** Days of recovery, counted so that each is above 0: 0 is unknown. */
  readonly days: Uint32Array;
  /** Rows, since in the order of parties the next gun lies anywhere in memory: one place to look at, not one for each column. */
  readonly rows: Uint32Array;
}

/** Memory that each question fills anew: asking for it takes the system longer than filling it. */
let memory = { ids: new Uint32Array(0), days: new Uint32Array(0), rows: new Uint32Array(0) };
const sorter = new SortByCounting();

function pickNamed(packed: PackedRecords, filter: TraceFilter, party: Party): PickedGuns {
  const most = countGuns(packed);
  if (memory.ids.length < most) {
    memory = {
      ids: new Uint32Array(most),
      days: new Uint32Array(most),
      rows: new Uint32Array(most * NUMBERS_A_ROW),
    };
  }
  const { ids, days, rows } = memory;
  let count = 0;
  let unnamed = 0;
  selectGuns(packed, filter, ({ dayBefore, agencyId, guns, at, count: selected }) => {
    for (let index = 0; index < selected; index++) {
      const gun = at[index] ?? 0;
      const id = partyAt(guns, gun, party);
      if (id === 0) {
        unnamed += 1;
        continue;
      }
      const day = dayBefore === null ? UNKNOWN_DAY : dayBefore + dayOfMonthAt(guns, gun);
      ids[count] = id;
      days[count] = day - UNKNOWN_DAY;
      const row = count * NUMBERS_A_ROW;
      for (let number = 0; number < NUMBERS_A_GUN; number++) rows[row + number] = guns[gun + number] ?? 0;
      rows[row + DAY] = day;
      rows[row + AGENCY] = agencyId;
      count += 1;
    }
  });
  return { count, unnamed, ids, days, rows };
}

/** The parties, ascending, and where in this order each begins. */
function partiesOf(ids: Uint32Array, order: Uint32Array): Pick<GroupedGuns, 'ids' | 'starts'> {
  const parties: number[] = [];
  const starts: number[] = [];
  let last = 0;
  for (let index = 0; index < order.length; index++) {
    const id = ids[order[index] ?? 0] ?? 0;
    if (id === last) continue;
    parties.push(id);
    starts.push(index);
    last = id;
  }
  return { ids: Uint32Array.from(parties), starts: Uint32Array.from([...starts, order.length]) };
}

/** The columns of picked guns, in this order. */
function columnsOf(rows: Uint32Array, order: Uint32Array, other: Party): GunColumns {
  const { length } = order;
  const columns = {
    times: new Uint16Array(length),
    days: new Int32Array(length),
    others: new Uint32Array(length),
    recoveryPlaces: new Uint32Array(length),
    dealerPlaces: new Uint32Array(length),
    purchaserPlaces: new Uint32Array(length),
    agencies: new Uint32Array(length),
    records: new Uint32Array(length),
  };
  for (let index = 0; index < length; index++) {
    const row = (order[index] ?? 0) * NUMBERS_A_ROW;
    columns.times[index] = timeToCrimeAt(rows, row);
    columns.days[index] = rows[row + DAY] ?? 0;
    columns.others[index] = partyAt(rows, row, other);
    columns.recoveryPlaces[index] = placeAt(rows, row, RECOVERY_PLACE);
    columns.dealerPlaces[index] = placeAt(rows, row, DEALER_PLACE);
    columns.purchaserPlaces[index] = placeAt(rows, row, PURCHASER_PLACE);
    columns.agencies[index] = rows[row + AGENCY] ?? 0;
    columns.records[index] = recordAt(rows, row);
  }
  return columns;
}
