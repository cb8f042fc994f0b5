import type { z } from 'zod';
import { told } from '../../domain/languages/told.ts';
import type { listingDraftSchema, listingReviewSchema } from '../../domain/purchasers/listed-purchasers.ts';
import {
  LEAST_BASIS_LETTERS,
  LONGEST_BASIS,
  LONGEST_CASE_NUMBER,
  latestReview,
  MOST_REVIEW_YEARS,
} from '../../domain/purchasers/listed-purchasers.ts';
import type { AuditAction } from '../audit/audit-actions.ts';
import { readOtherAgencies } from '../audit/other-agencies.ts';
import { recordAuditEvents } from '../audit/record-audit-event.ts';
import type { Database } from '../database/connection.ts';
import { checkedDate } from '../defined/checked-dates.ts';
import { badRequest, notFound, ProblemError } from '../errors.ts';
import { deleteListing, insertListing, reviewListing } from './listed-purchasers-store.ts';

/** Who keeps the list of which agency. */
export interface ListKeeper {
  readonly agencyId: number;
  /** As they are known in the audit log. */
  readonly actor: string;
  /** ISO date. */
  readonly today: string;
}

export const noSuchListing = (id: number | string) =>
  notFound(told("There is no entry {id} on your agency's list. It may have been taken off.", { id }));

/**
 * Puts a purchaser, who must be in scope, on the agency's list, and gives the entry's id. Told to each agency whose records the
 * purchaser is in (`ofAgencies`). A {@link ProblemError} in words for what is missing or on the list already.
 */
export async function listPurchaser(
  database: Database,
  by: ListKeeper,
  draft: z.output<typeof listingDraftSchema>,
  ofAgencies: readonly number[],
): Promise<number> {
  const listing = {
    purchaserId: draft.purchaser,
    basis: checkedBasis(draft.basis),
    caseNumber: checkedCase(draft.caseNumber),
    reviewOn: checkedReview(draft.reviewOn, by.today),
  };
  return database.knex.transaction(async (trx) => {
    const id = await insertListing(trx, by.agencyId, by.actor, listing);
    if (id === null) {
      throw new ProblemError(
        409,
        'On the list already',
        'That purchaser is on the list of your agency already.',
        {
          parameter: 'purchaser',
        },
      );
    }
    const { own, others } = await readOtherAgencies(trx, by.agencyId);
    const about = {
      actor: by.actor,
      action: 'purchaser.listed',
      subject: subjectOf(listing.purchaserId),
    } as const;
    const detail = { caseNumber: listing.caseNumber, reviewOn: listing.reviewOn };
    await recordAuditEvents(trx, [
      { ...about, agencyId: by.agencyId, detail },
      ...others
        .filter((other) => ofAgencies.includes(other.id))
        .map((other) => ({ ...about, agencyId: other.id, detail: { ...detail, listing: own } })),
    ]);
    return id;
  });
}

/** Notes that an entry was reviewed and stays until the next review. A {@link ProblemError} 404 where there is none. */
export async function keepListed(
  database: Database,
  by: ListKeeper,
  id: number,
  review: z.output<typeof listingReviewSchema>,
): Promise<void> {
  const basis = checkedBasis(review.basis);
  const reviewOn = checkedReview(review.reviewOn, by.today);
  await database.knex.transaction(async (trx) => {
    const entry = await reviewListing(trx, by.agencyId, id, { basis, reviewOn, reviewedBy: by.actor });
    if (entry === null) throw noSuchListing(id);
    await record(trx, by, 'purchaser.reviewed', entry.purchaserId, {
      caseNumber: entry.caseNumber,
      reviewOn,
    });
  });
}

/** Takes an entry off the list. A {@link ProblemError} 404 where there is none. */
export async function takeOffList(database: Database, by: ListKeeper, id: number): Promise<void> {
  await database.knex.transaction(async (trx) => {
    const entry = await deleteListing(trx, by.agencyId, id);
    if (entry === null) throw noSuchListing(id);
    await record(trx, by, 'purchaser.unlisted', entry.purchaserId, { caseNumber: entry.caseNumber });
  });
}

const subjectOf = (purchaserId: number) => `purchaser ${purchaserId}`;

const record = (
  trx: Parameters<typeof recordAuditEvents>[0],
  { actor, agencyId }: ListKeeper,
  action: AuditAction,
  purchaserId: number,
  detail: Readonly<Record<string, string>>,
) => recordAuditEvents(trx, [{ actor, agencyId, action, subject: subjectOf(purchaserId), detail }]);

function checkedBasis(text: string): string {
  const basis = text.trim().replace(/\s+/g, ' ');
  if (basis.length < LEAST_BASIS_LETTERS || basis.length > LONGEST_BASIS) {
    throw badRequest(
      told('Say in {least} to {longest} characters what makes it reasonable to look into this purchaser.', {
        least: LEAST_BASIS_LETTERS,
        longest: LONGEST_BASIS,
      }),
      { parameter: 'basis' },
    );
  }
  return basis;
}

function checkedCase(text: string): string {
  const caseNumber = text.trim();
  if (caseNumber === '' || caseNumber.length > LONGEST_CASE_NUMBER) {
    throw badRequest(
      told('Give the number of the case that this is for, in at most {longest} characters.', {
        longest: LONGEST_CASE_NUMBER,
      }),
      {
        parameter: 'caseNumber',
      },
    );
  }
  return caseNumber;
}

function checkedReview(text: string, today: string): string {
  const reviewOn = checkedDate(text, 'reviewOn');
  if (reviewOn <= today || reviewOn > latestReview(today)) {
    throw badRequest(
      told(
        'It must be reviewed after today and within {years} years: by {latest} at the latest (28 CFR 23.20(h)).',
        { years: MOST_REVIEW_YEARS, latest: latestReview(today) },
      ),
      { parameter: 'reviewOn' },
    );
  }
  return reviewOn;
}
