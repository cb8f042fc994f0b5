/** How many records took a number of days. */
export interface DayTally {
  readonly days: number;
  readonly count: number;
}

export const countOfDays = (tallies: readonly DayTally[]): number =>
  tallies.reduce((sum, { count }) => sum + count, 0);

/** The median of days that are told by how often each occurs, in any order; of an even number the middle of the middle two. */
export function medianOfDays(tallies: readonly DayTally[]): number | null {
  const all = countOfDays(tallies);
  if (all === 0) return null;
  const sorted = [...tallies].sort((a, b) => a.days - b.days);
  const dayAt = (place: number) => {
    let before = 0;
    for (const { days, count } of sorted) {
      before += count;
      if (place < before) return days;
    }
    return 0;
  };
  return (dayAt(Math.floor((all - 1) / 2)) + dayAt(Math.floor(all / 2))) / 2;
}
