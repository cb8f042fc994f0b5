import { told } from '../../domain/languages/told.ts';
import { badRequest } from '../errors.ts';

const FIRST_YEAR = '1968';

/** An ISO date; a 400 that names the parameter where it is none, or before records of sales begin. */
export function checkedDate(text: string, parameter: string): string {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  const isDate = date !== null && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  if (!isDate || text < FIRST_YEAR) {
    throw badRequest(
      told('{parameter} must be a date like 2025-01-31, after {year}.', { parameter, year: FIRST_YEAR }),
      { parameter },
    );
  }
  return text;
}

/** A date that is the first of a month. */
export function checkedMonth(text: string, parameter: string): string {
  const day = checkedDate(text, parameter);
  if (!day.endsWith('-01')) {
    throw badRequest(
      told('{parameter} must be the first of a month, like 2025-01-01: only whole months are counted.', {
        parameter,
      }),
      {
        parameter,
      },
    );
  }
  return day;
}
