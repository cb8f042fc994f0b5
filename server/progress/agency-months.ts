/** How far the records of an agency reach. */
export interface AgencyReach {
  /** The newest month with a gun, and the last day of it that has one. */
  readonly month: number;
  readonly day: number;
  /** Guns of the twelve months up to it. */
  readonly guns: number;
}

const YEAR = 12;

interface Months {
  readonly counts: Map<number, number>;
  month: number;
  day: number;
}

/** Counts the guns of agencies by month, to tell where the records of each end. */
export class AgencyMonths {
  readonly #of = new Map<number, Months>();
  // Guns of a part follow each other.
  #agency = -1;
  #last: Months = { counts: new Map(), month: -1, day: 0 };

  add(agencyId: number, month: number, day: number): void {
    if (agencyId !== this.#agency) {
      this.#agency = agencyId;
      this.#last = this.#of.get(agencyId) ?? { counts: new Map(), month: -1, day: 0 };
      this.#of.set(agencyId, this.#last);
    }
    const last = this.#last;
    last.counts.set(month, (last.counts.get(month) ?? 0) + 1);
    if (month > last.month) {
      last.month = month;
      last.day = day;
    } else if (month === last.month && day > last.day) last.day = day;
  }

  reach(): AgencyReach[] {
    return [...this.#of.values()].map(({ counts, month, day }) => {
      const year = Array.from({ length: YEAR }, (_, back) => counts.get(month - back) ?? 0);
      return { month, day, guns: year.reduce((sum, count) => sum + count, 0) };
    });
  }
}
