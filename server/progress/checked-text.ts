import type { Knex } from 'knex';
import { z } from 'zod';
import { LONGEST_PROGRESS_NAME, LONGEST_PROGRESS_NOTE } from '../../domain/progress.ts';
import { selectRows } from '../database/connection.ts';
import { badRequest, ProblemError } from '../errors.ts';

/** Who defines an intervention or a target, and whose it is: an agency's, or the region's (null). */
export interface Defining {
  readonly agencyId: number | null;
  /** As they are known in the audit log. */
  readonly actor: string;
}

/** A name without spaces around it; a 400 where it is empty or too long. */
export function checkedName(text: string): string {
  const name = text.trim().replace(/\s+/g, ' ');
  if (name === '') throw badRequest('Give it a name.', { parameter: 'name' });
  if (name.length > LONGEST_PROGRESS_NAME) {
    throw badRequest(`The name is longer than ${LONGEST_PROGRESS_NAME} characters.`, { parameter: 'name' });
  }
  return name;
}

/** What was done, in words; a 400 where it is too long. */
export function checkedNote(text: string): string {
  const note = text.trim();
  if (note.length > LONGEST_PROGRESS_NOTE) {
    throw badRequest(`The note is longer than ${LONGEST_PROGRESS_NOTE} characters.`, { parameter: 'note' });
  }
  return note;
}

const FIRST_YEAR = '1968';

/** An ISO date; a 400 that names the parameter where it is none, or before records of sales begin. */
export function checkedDate(text: string, parameter: string): string {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  const isDate = date !== null && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  if (!isDate || text < FIRST_YEAR) {
    throw badRequest(`${parameter} must be a date like 2025-01-31, after ${FIRST_YEAR}.`, { parameter });
  }
  return text;
}

/** A date that is the first of a month. */
export function checkedMonth(text: string, parameter: string): string {
  const day = checkedDate(text, parameter);
  if (!day.endsWith('-01')) {
    throw badRequest(
      `${parameter} must be the first of a month, like 2025-01-01: only whole months are counted.`,
      {
        parameter,
      },
    );
  }
  return day;
}

/** A 409 where another of the table has that name, among those of the agency and of the region. */
export async function checkNameFree(
  trx: Knex.Transaction,
  table: 'intervention' | 'target',
  agencyId: number | null,
  name: string,
  id: number | null,
): Promise<void> {
  // Two at once would both find the name free: the first to come holds the others up until it is done.
  await trx.raw('LOCK TABLE ?? IN SHARE ROW EXCLUSIVE MODE', [table]);
  const same = await selectRows(
    trx,
    z.object({ id: z.number() }),
    `SELECT id FROM ${table} WHERE lower(name) = lower(:name) AND id IS DISTINCT FROM :id::int
       AND (agency_id IS NULL OR agency_id = :agencyId::int)`,
    { name, id, agencyId },
  );
  if (same.length > 0) {
    throw new ProblemError(409, 'Name taken', `There is one called "${name}" already. Choose another name.`, {
      parameter: 'name',
    });
  }
}
