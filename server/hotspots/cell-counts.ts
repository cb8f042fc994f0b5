import type { HotspotSubject } from '../../domain/hotspots.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { countGunsByCell, readLastRecovery, readRecoveryCells } from './gun-cell-counts.ts';

/** What is counted by H3 cell, in one list or in one for each month. */
export interface CellCounts {
  /** H3 indexes; the first is null, for all that is not known to the street or better. */
  readonly cells: readonly (string | null)[];
  readonly months: readonly MonthCounts[];
  /** The ZIP and county of something in a cell, by its number: cells have no names of their own. */
  readonly areasOf: (cell: number) => { readonly zip: string | null; readonly county: string | null };
}

/** Counts by number of cell. */
export interface MonthCounts {
  /** First day; null where the date is unknown, or months were not asked for. */
  readonly month: string | null;
  readonly count: Uint32Array;
  /** Recoveries of known time-to-crime, of which those sold within 3 years are a part. */
  readonly outOf: Uint32Array;
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
  return countGunsByCell(read, filter, question);
}

/** The cells in which the filter has anything of the kind that is asked for. */
export function readOccupiedCells(
  read: ScopedRead,
  filter: TraceFilter,
  { resolution }: CellQuestion,
): Promise<string[]> {
  return readRecoveryCells(read, filter, resolution);
}

/** The last day on which the filter has anything; null where no date is known. */
export function readLastDay(
  read: ScopedRead,
  filter: TraceFilter,
  _of: HotspotSubject,
): Promise<string | null> {
  return readLastRecovery(read, filter);
}
