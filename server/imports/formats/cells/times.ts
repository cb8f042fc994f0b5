/** Times of day as exports write them, read to `HH:MM:SS`. */

const CLOCK =
  /^(?:.*[T ])?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(?:([AP])\.?M\.?)?(?:Z|[+-]\d{2}:?\d{2})?$/i;
const MILITARY = /^\d{3,4}$/;
/** A spreadsheet's part of a day, with or without its number of days. */
const PART_OF_DAY = /^\d{0,5}\.\d+$/;
const SECONDS_A_DAY = 86_400;

/** Reads a time, also the one that follows a date; null when it is none. */
export function parseTime(text: string): string | null {
  const clock = CLOCK.exec(text.trim());
  if (clock !== null)
    return timeOf(hourOf(Number(clock[1]), clock[4]), Number(clock[2]), Number(clock[3] ?? 0));
  if (MILITARY.test(text)) return timeOf(Math.floor(Number(text) / 100), Number(text) % 100, 0);
  if (!PART_OF_DAY.test(text)) return null;
  const seconds = Math.round((Number(text) % 1) * SECONDS_A_DAY) % SECONDS_A_DAY;
  return timeOf(Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60);
}

/** True for a text that has the shape of a time, whether or not there is such a one. */
export function looksLikeTime(text: string): boolean {
  return CLOCK.test(text) || MILITARY.test(text) || PART_OF_DAY.test(text);
}

/** The hour of 24 where the text says morning or afternoon; not an hour where that cannot be. */
function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (half.toUpperCase() === 'P' ? 12 : 0);
}

function timeOf(hour: number, minute: number, second: number): string | null {
  if (!(hour >= 0 && hour < 24) || minute > 59 || second > 59) return null;
  return [hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':');
}
