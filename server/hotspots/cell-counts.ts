import type { HotspotSubject } from '../../domain/hotspots.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { countGunsByCell } from './gun-cell-counts.ts';
import type { MonthCounts } from './month-counts.ts';
import { countShootingsByCell } from './shooting-cell-counts.ts';

/** What is counted by H3 cell, in one list or in one for each month. */
export interface CellCounts {
  /** H3 indexes; the first is null, for all that is not known to the street or better. */
  readonly cells: readonly (string | null)[];
  readonly months: readonly MonthCounts[];
  /** The ZIP and county of something in a cell, by its number: cells have no names of their own. */
  readonly areasOf: (cell: number) => CellAreas;
}

export interface CellAreas {
  readonly zip: string | null;
  readonly county: string | null;
}

export interface CellQuestion {
  readonly of: HotspotSubject;
  readonly resolution: number;
  readonly byMonth?: boolean;
}

/** Counts what the filter has by the cell it lies in: each in one of them. */
export function readCellCounts(
  read: ScopedRead,
  filter: TraceFilter,
  question: CellQuestion,
): Promise<CellCounts> {
  return question.of === 'shootings'
    ? countShootingsByCell(read, filter, question)
    : countGunsByCell(read, filter, question);
}

/** The records whose places make the study area of a subject: all recoveries, whatever is told of them, or all shootings. */
export const placesBehind = (of: HotspotSubject): Extract<HotspotSubject, 'recoveries' | 'shootings'> =>
  of === 'shootings' ? 'shootings' : 'recoveries';

/** The cells in which the filter has anything of the kind that makes the study area. */
export async function readOccupiedCells(
  read: ScopedRead,
  filter: TraceFilter,
  { of, resolution }: CellQuestion,
): Promise<string[]> {
  const { cells, months } = await readCellCounts(read, filter, { of: placesBehind(of), resolution });
  return cells.flatMap((cell, number) =>
    cell !== null && months.some(({ count }) => (count[number] ?? 0) > 0) ? [cell] : [],
  );
}
