import { SHORT_TIME_TO_CRIME_DAYS } from '../../domain/time-to-crime.ts';
import { firstFrom } from '../first-from.ts';
import type { GroupedGuns } from '../rollups/grouped-guns.ts';
import { TimesToCrime } from '../rollups/times-to-crime.ts';

/** What the guns of one dealer say. */
export interface DealerFigures {
  readonly traces: number;
  /** Of these, the guns whose time-to-crime is known, and those sold within 3 years. */
  readonly known: number;
  readonly short: number;
  readonly medianDays: number | null;
  /** Different purchasers known, and those who bought two or more of these guns; null where purchasers are not told. */
  readonly purchasers: number | null;
  readonly repeatPurchasers: number | null;
}

const NONE: DealerFigures = {
  traces: 0,
  known: 0,
  short: 0,
  medianDays: null,
  purchasers: null,
  repeatPurchasers: null,
};

/** The figures of a dealer among guns grouped by dealer; all 0 where none of them is its. */
export function figuresOfDealer(guns: GroupedGuns, dealer: number): DealerFigures {
  const index = indexOfParty(guns, dealer);
  if (index === null) return NONE;
  const [start, end] = [guns.starts[index] ?? 0, guns.starts[index + 1] ?? 0];
  const times = new TimesToCrime(guns.times.slice(start, end).sort());
  return {
    traces: end - start,
    known: times.known,
    short: times.countUpTo(SHORT_TIME_TO_CRIME_DAYS),
    medianDays: times.median(),
    ...countPurchasers(guns.others.subarray(start, end)),
  };
}

/** Where a party stands among grouped guns; null where it has none. */
export function indexOfParty({ ids }: GroupedGuns, id: number): number | null {
  const index = firstFrom(ids, id);
  return ids[index] === id ? index : null;
}

function countPurchasers(ids: Uint32Array): Pick<DealerFigures, 'purchasers' | 'repeatPurchasers'> {
  const guns = new Map<number, number>();
  for (const id of ids) if (id !== 0) guns.set(id, (guns.get(id) ?? 0) + 1);
  if (guns.size === 0) return { purchasers: null, repeatPurchasers: null };
  let repeat = 0;
  for (const count of guns.values()) if (count > 1) repeat += 1;
  return { purchasers: guns.size, repeatPurchasers: repeat };
}
