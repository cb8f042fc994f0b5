/** Counts by number of cell. */
export interface MonthCounts {
  /** First day; null where the date is unknown, or months were not asked for. */
  readonly month: string | null;
  readonly count: Uint32Array;
  /** Recoveries of known time-to-crime, of which those sold within 3 years are a part; none of shootings. */
  readonly outOf: Uint32Array;
}

/** Zeros for so many cells. */
export function noCounts(month: string | null, cells: number): MonthCounts {
  return { month, count: new Uint32Array(cells), outOf: new Uint32Array(cells) };
}
