const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2025-03` or `2025-03-14` as `Mar 2025`. */
export function monthWords(date: string): string {
  const [year = '', month = ''] = date.split('-');
  return `${MONTHS[Number(month) - 1] ?? ''} ${year}`.trim();
}

/** `2025-03-14` as `14 Mar 2025`. */
export const dayWords = (date: string): string => `${Number(date.slice(8, 10))} ${monthWords(date)}`;

const LONG_MONTH = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** `2025-03` or `2025-03-14` as `March 2025`, for titles. */
export const longMonthWords = (date: string): string => LONG_MONTH.format(new Date(`${date.slice(0, 7)}-01`));
