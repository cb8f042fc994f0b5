/** Days counted from 1 January 1970, so that they can be added and compared as numbers. */

const MS_A_DAY = 86_400_000;

/** The number of a day given as `YYYY-MM-DD`. */
export const dayNumber = (date: string): number => Date.parse(date) / MS_A_DAY;

/** `YYYY-MM-DD` of the number of a day. */
export const dateOfDay = (day: number): string => new Date(day * MS_A_DAY).toISOString().slice(0, 10);
