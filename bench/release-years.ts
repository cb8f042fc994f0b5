import { z } from 'zod';
import type { Snapshot } from '../domain/snapshots.ts';
import type { OwnAgency } from '../server/agencies/own-agency-read-model.ts';
import { readOfAgency } from '../server/agencies/read-of-agency.ts';
import type { Database } from '../server/database/connection.ts';
import { selectRows } from '../server/database/connection.ts';
import type { ScopedRead } from '../server/database/with-scope.ts';
import { ProblemError } from '../server/errors.ts';
import { readYears } from '../server/snapshots/count-year.ts';
import { readSnapshots } from '../server/snapshots/snapshots-read-model.ts';
import type { Publisher } from '../server/snapshots/snapshots-service.ts';
import { isOver, makeSnapshot, release } from '../server/snapshots/snapshots-service.ts';

/** An agency with all that it has released, newest year first. */
export interface ReleasedAgency {
  readonly publisher: Publisher & { readonly own: OwnAgency };
  readonly snapshots: readonly [Snapshot, ...Snapshot[]];
}

const agencyRow = z.object({ id: z.number(), code: z.string(), name: z.string(), state: z.string() });
const idRow = z.object({ id: z.number() });

/**
 * Has every year that is over of every agency with guns (of those of `codes` alone) made ready by one account and released by another, newest first; years that are
 * released already stay as they are. Years of so few guns that nothing can be told of them are left out, as are agencies that have
 * no other.
 */
export async function releaseYears(
  database: Database,
  codes: readonly string[] | null = null,
): Promise<ReleasedAgency[]> {
  const agencies = await selectRows(
    database.knex,
    agencyRow,
    `SELECT id, code, name, state_code AS state FROM agency
     WHERE EXISTS (SELECT FROM recovery WHERE agency_id = agency.id) AND (:all OR code IN (SELECT unnest(:codes::text[])))
     ORDER BY code`,
    { all: codes === null, codes: [...(codes ?? [])] },
  );
  const found: ReleasedAgency[] = [];
  // Each year has a process of its own: two go side by side.
  const waiting = [...agencies];
  const work = async () => {
    for (let agency = waiting.shift(); agency !== undefined; agency = waiting.shift()) {
      const released = await releaseYearsOf(database, agency);
      if (released !== null) found.push(released);
    }
  };
  await Promise.all([work(), work()]);
  return found.toSorted((a, b) => a.publisher.agencyId - b.publisher.agencyId);
}

async function releaseYearsOf(
  database: Database,
  agency: z.infer<typeof agencyRow>,
): Promise<ReleasedAgency | null> {
  const maker = await publisherOf(database, agency, 'maker');
  const releaser = await publisherOf(database, agency, 'releaser');
  const read = <Result>(reading: (scoped: ScopedRead) => Promise<Result>) =>
    readOfAgency(database, agency.id, reading);
  const ofAgency = () => readSnapshots(database.knex, agency.id, maker.account.id);
  const released = new Set((await ofAgency()).flatMap((one) => (one.releasedAt === null ? [] : [one.year])));
  const years = await read((scoped) => readYears(scoped, agency.code));
  for (const year of years.filter((one) => isOver(one) && !released.has(one))) {
    const id = await madeSnapshot(database, read, maker, year);
    if (id !== null) await release(database, releaser, id);
  }
  const [first, ...others] = (await ofAgency()).filter(({ releasedAt }) => releasedAt !== null);
  return first === undefined ? null : { publisher: maker, snapshots: [first, ...others] };
}

/** Null for a year that cannot be made safe. */
async function madeSnapshot(...question: Parameters<typeof makeSnapshot>): Promise<number | null> {
  try {
    return await makeSnapshot(...question);
  } catch (error) {
    if (error instanceof ProblemError && error.status === 400) return null;
    throw error;
  }
}

async function publisherOf(
  { knex }: Database,
  own: OwnAgency,
  does: 'maker' | 'releaser',
): Promise<ReleasedAgency['publisher']> {
  const { id: agencyId, code } = own;
  const email = `${does}@${code.toLowerCase()}.example`;
  const [row] = await selectRows(
    knex,
    idRow,
    `INSERT INTO account (email, name, role, agency_id) VALUES (:email, :does, 'briefing', :agencyId) RETURNING id`,
    { email, does, agencyId },
  );
  if (row === undefined) throw new Error(`The account ${email} was not added.`);
  const account = { id: row.id, email, name: does, role: 'briefing' as const, agencyId };
  return { account, agencyId, agency: code, own };
}
