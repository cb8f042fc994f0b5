/** Whether a day or a moment (ISO 8601) is one: Date itself would take the 30th of February for a day in March. */
export function isOnCalendar(text: string): boolean {
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text.slice(0, 10);
}
