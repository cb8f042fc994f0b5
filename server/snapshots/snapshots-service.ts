import type { Account } from '../../domain/access.ts';
import { crossTable } from '../../domain/disclosure/additive-table.ts';
import type { Mark } from '../../domain/disclosure/marks.ts';
import type { Told } from '../../domain/languages/told.ts';
import { told } from '../../domain/languages/told.ts';
import { publicationDimensions, toldCells } from '../../domain/publication.ts';
import type { PublicationPlan, Snapshot } from '../../domain/snapshots.ts';
import { readRegionPolicy } from '../access/region-policy-read-model.ts';
import { holdAgency } from '../agencies/hold-agency.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Database } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { makeSafe } from '../disclosure/make-safe.ts';
import { badRequest, forbidden, notFound, ProblemError } from '../errors.ts';
import { countGuns, planOf, readGunsOfYear } from './count-year.ts';
import { readSnapshots } from './snapshots-read-model.ts';
import { deleteSnapshot, insertSnapshot, releaseSnapshot } from './snapshots-store.ts';

/** Who publishes, and of which agency: its own records alone. */
export interface Publisher {
  readonly account: Account;
  readonly agencyId: number;
  readonly agency: string;
}

type Read = <Result>(read: (scoped: ScopedRead) => Promise<Result>) => Promise<Result>;

export const noSuchSnapshot = (id: number | string) =>
  notFound(told('Your agency has no snapshot {id}. It may have been made anew or deleted.', { id }));

/**
 * Freezes the counts of a year of an agency's own guns, made safe, and gives the snapshot's id. A ProblemError: 400 for a year without
 * guns, that is not over, or whose counts cannot be made safe, 409 where that year is released already.
 */
export async function makeSnapshot(
  { knex }: Database,
  read: Read,
  publisher: Publisher,
  year: number,
): Promise<number> {
  const { account, agencyId, agency } = publisher;
  if (!isOver(year))
    throw badYear(
      told('{year} is not over, and what is released stays as it is. Choose a year that is.', { year }),
    );
  const before = await readSnapshots(knex, agencyId, account.id);
  if (before.some((one) => one.year === year && one.releasedAt !== null)) throw isReleased(year);
  const fixed = before.find(({ releasedAt }) => releasedAt !== null)?.plan ?? null;
  const { leastPublished } = await readRegionPolicy(knex);
  const { plan, counts, marks, looked } = await safeCounts(read, agency, year, fixed ?? leastPublished);
  const cells = toldCells(counts, marks);
  const audit = { looked, marks: countMarks(marks) };
  return knex.transaction(async (trx) => {
    await holdAgency(trx, agencyId);
    // Another year may have been released meanwhile, by another plan.
    const released = (await readSnapshots(trx, agencyId, account.id)).filter(
      (one) => one.releasedAt !== null,
    );
    if (fixed === null && released.length > 0) throw isReleased(released[0]?.year ?? year);
    const madeBy = account.name;
    const snapshot = { agencyId, accountId: account.id, year, plan, cells, audit, madeBy };
    const id = await insertSnapshot(trx, snapshot);
    if (id === null) throw isReleased(year);
    await recordAuditEvent(trx, event(publisher, 'snapshot.made', { id, year, audit }));
    return id;
  });
}

/** `by`: the plan that was released before, or the least count to publish by a new one. */
async function safeCounts(read: Read, agency: string, year: number, by: PublicationPlan | number) {
  const { plan, leaves } = await read(async (scoped) => {
    const guns = await readGunsOfYear(scoped, agency, year);
    const used = typeof by === 'number' ? await planOf(scoped, guns, by) : by;
    return { plan: used, leaves: countGuns(guns, used) };
  });
  if (leaves.length === 0)
    throw badYear(told('Your agency has no guns of {year}: choose another year.', { year }));
  const table = crossTable(publicationDimensions(plan), leaves);
  const [safe = null] = await makeSafe({ tables: [table], threshold: plan.threshold });
  if (safe === null) {
    throw badYear(
      told(
        'There are so few guns of {year} that nothing can be told of them safely. Choose a year with more.',
        { year },
      ),
    );
  }
  return { plan, counts: table.counts, ...safe };
}

/**
 * Makes a snapshot public for good. A ProblemError: 403 for whoever made it where the region wants a second person, 409 where it is public already or is told by other areas than
 * what was released since.
 */
export async function release(database: Database, publisher: Publisher, id: number): Promise<void> {
  const { account, agencyId } = publisher;
  await database.knex.transaction(async (trx) => {
    await holdAgency(trx, agencyId);
    const all = await readSnapshots(trx, agencyId, account.id);
    const snapshot = all.find((one) => one.id === id);
    if (snapshot === undefined) throw noSuchSnapshot(id);
    const { secondPersonReleases } = await readRegionPolicy(trx);
    if (snapshot.isOwn && secondPersonReleases) {
      throw forbidden(
        'You made this snapshot: somebody else of your agency has to look at it and release it.',
      );
    }
    const released = all.find(({ releasedAt }) => releasedAt !== null);
    if (released !== undefined && JSON.stringify(released.plan) !== JSON.stringify(snapshot.plan)) {
      throw new ProblemError(
        409,
        'Other areas',
        told(
          'The counts of {year} were released since, by other areas and states. Make this snapshot anew: it will then be told by the same.',
          { year: released.year },
        ),
      );
    }
    if (!(await releaseSnapshot(trx, id, account.name))) throw isReleased(snapshot.year);
    await recordAuditEvent(trx, event(publisher, 'snapshot.released', snapshot));
  });
}

/** Removes a snapshot that is not released. A ProblemError 409 where it is. */
export async function removeSnapshot(database: Database, publisher: Publisher, id: number): Promise<void> {
  const { account, agencyId } = publisher;
  await database.knex.transaction(async (trx) => {
    const all = await readSnapshots(trx, agencyId, account.id);
    const snapshot = all.find((one) => one.id === id);
    if (snapshot === undefined) throw noSuchSnapshot(id);
    if (!(await deleteSnapshot(trx, id))) throw isReleased(snapshot.year);
    await recordAuditEvent(trx, event(publisher, 'snapshot.deleted', snapshot));
  });
}

/** Whether a year has ended everywhere in the country. */
export const isOver = (year: number): boolean => Date.now() > Date.UTC(year + 1, 0, 2);

const badYear = (why: Told) => badRequest(why, { parameter: 'year' });

const isReleased = (year: number) =>
  new ProblemError(
    409,
    'Released already',
    told(
      'The counts of {year} are released and stay as they are: a second count of a year would tell what changed in between.',
      { year },
    ),
  );

const countMarks = (marks: readonly Mark[]) => {
  const counted = { shown: 0, fewer: 0, part: 0, withheld: 0 };
  for (const mark of marks) counted[mark] += 1;
  return counted;
};

const event = (
  { account, agencyId }: Publisher,
  action: 'snapshot.made' | 'snapshot.released' | 'snapshot.deleted',
  { id, year, audit }: Pick<Snapshot, 'id' | 'year' | 'audit'>,
) => {
  const { shown, fewer, part, withheld } = audit.marks;
  const detail = { year, shown, notShown: fewer + part + withheld };
  return { actor: account.email, agencyId, action, subject: `snapshot ${id}`, detail };
};
