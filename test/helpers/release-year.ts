import { publicationDimensions } from '../../domain/publication.ts';
import { readOfAgency } from '../../server/agencies/read-of-agency.ts';
import type { Database } from '../../server/database/connection.ts';
import { makeSnapshot, release } from '../../server/snapshots/snapshots-service.ts';
import { accountOf } from './account-cookie.ts';

/** Makes the counts of an agency's year ready as its mayor's staff does, and gives the snapshot's id. */
export async function makeYear(database: Database, agency: string, year: number): Promise<number> {
  const account = await accountOf(database, agency, 'briefing');
  const { agencyId } = account;
  if (agencyId === null) throw new Error(`${agency} has no people.`);
  return makeSnapshot(
    database,
    (read) => readOfAgency(database, agencyId, read),
    { account, agencyId, agency },
    year,
  );
}

/** The same, released by its analyst. */
export async function releaseYear(database: Database, agency: string, year: number): Promise<void> {
  const id = await makeYear(database, agency, year);
  const account = await accountOf(database, agency, 'analyst');
  await release(database, { account, agencyId: account.agencyId ?? 0, agency }, id);
}

/** Writes a released year with this count in every cell, of one place: of guns sold in Virginia, and of those not traced. Gives how many cells. */
export async function insertReleasedYear(
  { knex }: Database,
  agencyId: number,
  count: number,
): Promise<number> {
  const plan = {
    threshold: 11,
    areas: [],
    sources: [
      { code: 'VA', name: 'Virginia' },
      { code: 'unknown', name: 'Not traced to a dealer' },
    ],
  };
  const cells = publicationDimensions(plan)[1].codes.map(() => count);
  await knex('snapshot').insert({
    agency_id: agencyId,
    year: 2024,
    plan: JSON.stringify(plan),
    cells: JSON.stringify(cells),
    audit: JSON.stringify({ looked: 0, marks: { shown: cells.length, fewer: 0, part: 0, withheld: 0 } }),
    made_by: 'A',
    released_by: 'B',
    released_at: new Date(),
  });
  return cells.length;
}
