/** Dates `YYYY-MM-DD` from the first to the day after the last. */
export interface Window {
  readonly from: string;
  readonly to: string;
}

const DAY_MS = 86_400_000;

/** The window of the same length just before: as many months where both ends begin a month, else as many days. */
export function windowBefore({ from, to }: Window): Window {
  if (from.endsWith('-01') && to.endsWith('-01')) {
    return { from: addMonths(from, monthsBetween(to, from)), to: from };
  }
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  return { from: isoDate(new Date(Date.parse(from) - days * DAY_MS)), to: from };
}

/** The twelve months that end with that of the last day; without one, those before today's month. */
export function lastYear(lastDay: string | null): Window {
  const month = `${(lastDay ?? isoDate(new Date())).slice(0, 7)}-01`;
  return { from: addMonths(month, -11), to: addMonths(month, 1) };
}

const isoDate = (date: Date) => date.toISOString().slice(0, 10);

function monthsBetween(from: string, to: string): number {
  const months = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  return months(to) - months(from);
}

function addMonths(firstDay: string, months: number): string {
  const date = new Date(`${firstDay}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return isoDate(date);
}
