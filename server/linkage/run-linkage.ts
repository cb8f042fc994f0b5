import type { Database } from '../database/connection.ts';
import { beginChange } from '../database/data-version.ts';
import type { DueLinkage } from './due-linkage.ts';
import { forgetEndedLinkage, readDueLinkage } from './due-linkage.ts';
import { LinkageHelper } from './linkage-helper.ts';
import { readPurchasersToLink } from './purchasers-to-link.ts';
import { writePairs } from './write-pairs.ts';

export interface LinkageDone {
  /** Agencies that were compared, with themselves or with another. */
  readonly compared: number;
  /** Pairs found there, joined and unsure. */
  readonly pairs: number;
}

/** The last run of each database in this process, done or not. */
const lastRuns = new WeakMap<Database, Promise<unknown>>();

/**
 * Compares what is to be compared ({@link readDueLinkage}), two agencies at a time: they are read and compared while others work,
 * then one short transaction puts what was found in the place of what was. Within a process one run waits for another; runs of
 * two processes do the same twice at worst, since what was compared of an earlier state is due again.
 */
export function runLinkage(
  database: Database,
  onProgress: (due: DueLinkage) => void = () => {},
): Promise<LinkageDone> {
  const before = lastRuns.get(database) ?? Promise.resolve();
  const run = before.then(() => compareDue(database, onProgress));
  // Whoever asked for a run hears of its failure; the next one begins all the same.
  lastRuns.set(
    database,
    run.catch(() => {}),
  );
  return run;
}

async function compareDue(database: Database, onProgress: (due: DueLinkage) => void): Promise<LinkageDone> {
  const helper = new LinkageHelper();
  let compared = 0;
  let pairs = 0;
  try {
    for (;;) {
      await database.knex.transaction(forgetEndedLinkage);
      const due = await readDueLinkage(database.knex);
      if (due.length === 0) return { compared, pairs };
      for (const each of due) {
        onProgress(each);
        pairs += await compare(database, helper, each);
        compared += 1;
      }
    }
  } finally {
    helper.close();
  }
}

async function compare(database: Database, helper: LinkageHelper, due: DueLinkage): Promise<number> {
  const { a, b, basis, match, review } = due;
  const purchasers =
    basis === 'names' ? await readPurchasersToLink(database.knex, a === b ? [a] : [a, b]) : [];
  const found =
    purchasers.length < 2 ? [] : await helper.findPairs({ purchasers, thresholds: { match, review } });
  await database.knex.transaction(async (trx) => {
    // As every writer of records does: purchasers that an import takes away now are gone before, or take these with them.
    await beginChange(trx);
    await writePairs(trx, due, found);
  });
  return found.length;
}
