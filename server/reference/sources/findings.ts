/** Why a record, or one side of a street, was left out; as it is told. */
export const LEFT_OUT = {
  noStreet: 'no street name',
  noState: 'no state (say it with --state XX)',
  noNumber: 'no house number',
  noLine: 'no line that can be read',
  noLength: 'a line of no length',
  noInhabitants: 'no whole number of inhabitants',
  noPoint: 'no coordinates',
  notDegrees: 'coordinates that are not degrees of longitude and latitude',
  elsewhere: 'coordinates outside the United States (perhaps exchanged)',
  rangeNotNumbers: 'a side with house numbers that are not whole numbers (its street was kept)',
} as const;
export type LeftOut = (typeof LEFT_OUT)[keyof typeof LEFT_OUT];

export interface Finding {
  readonly reason: LeftOut;
  readonly count: number;
  readonly firstRows: readonly number[];
}

const ROWS_NAMED = 5;

/** Counts what was left out by reason. */
export class Findings {
  readonly #byReason = new Map<LeftOut, { count: number; readonly firstRows: number[] }>();

  add(reason: LeftOut, row: number): void {
    const found = this.#byReason.get(reason) ?? { count: 0, firstRows: [] };
    found.count += 1;
    if (found.firstRows.length < ROWS_NAMED && found.firstRows.at(-1) !== row) found.firstRows.push(row);
    this.#byReason.set(reason, found);
  }

  countOf(reason: LeftOut): number {
    return this.#byReason.get(reason)?.count ?? 0;
  }

  /** The most frequent first. */
  list(): readonly Finding[] {
    return [...this.#byReason]
      .map(([reason, { count, firstRows }]) => ({ reason, count, firstRows }))
      .sort((a, b) => b.count - a.count);
  }
}
