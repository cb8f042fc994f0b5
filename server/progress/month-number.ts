import { monthWords } from '../../domain/month-words.ts';

/** Months counted from the year 0, so that they can be added to: `2025-03` or a day of it. */
export const monthNumber = (date: string): number =>
  12 * Number(date.slice(0, 4)) + Number(date.slice(5, 7)) - 1;

/** `2025-03`. */
export const monthText = (month: number): string =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;

/** How many days a month has. */
export const daysOfMonth = (month: number): number =>
  new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate();

/** `May 2024`, in the words of a locale. */
export const wordsOfMonth = (month: number, locale: string): string => monthWords(monthText(month), locale);
