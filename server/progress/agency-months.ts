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

  /** So many guns of an agency in a month, the last of them on that day. */
  add(agencyId: number, month: number, guns: number, lastDay: number): void {
    const months = this.#of.get(agencyId) ?? { counts: new Map(), month: -1, day: 0 };
    this.#of.set(agencyId, months);
    months.counts.set(month, (months.counts.get(month) ?? 0) + guns);
    if (month > months.month) {
      months.month = month;
      months.day = lastDay;
    } else if (month === months.month && lastDay > months.day) months.day = lastDay;
  }

  reach(): AgencyReach[] {
    return [...this.#of.values()].map(({ counts, month, day }) => {
      const year = Array.from({ length: YEAR }, (_, back) => counts.get(month - back) ?? 0);
      return { month, day, guns: year.reduce((sum, count) => sum + count, 0) };
    });
  }
}
