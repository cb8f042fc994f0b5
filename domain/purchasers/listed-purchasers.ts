/**
 * The list of purchasers whom an agency looks into. Each entry carries why it is there and until when it must be reviewed, as
 * 28 CFR Part 23 asks of what is kept on persons; one that nobody reviews goes by itself.
 */
import { z } from 'zod';
import { purchaserSchema } from './purchaser-responses.ts';

/** 28 CFR 23.20(h): nothing is kept longer without being reviewed. */
export const MOST_REVIEW_YEARS = 5;
/** One is reminded this long before. */
export const REMINDER_DAYS = 30;
export const LEAST_BASIS_LETTERS = 10;
export const LONGEST_BASIS = 1000;
export const LONGEST_CASE_NUMBER = 50;

/** What is sent to put a purchaser on the list. */
export const listingDraftSchema = z.object({
  purchaser: z.int(),
  basis: z.string(),
  caseNumber: z.string(),
  reviewOn: z.string(),
});
export type ListingDraft = z.input<typeof listingDraftSchema>;

/** What is sent when an entry was reviewed and stays. */
export const listingReviewSchema = listingDraftSchema.pick({ basis: true, reviewOn: true });
export type ListingReview = z.input<typeof listingReviewSchema>;

export const listedPurchaserSchema = z.object({
  id: z.number(),
  /** The purchaser with all its guns; null where its records went or are no longer shared. */
  purchaser: purchaserSchema.nullable(),
  basis: z.string(),
  caseNumber: z.string(),
  reviewOn: z.string(),
  /** Whether that is within {@link REMINDER_DAYS} days, or past. */
  isDue: z.boolean(),
  listedBy: z.string(),
  listedAt: z.string(),
  /** Null where nobody has reviewed it yet. */
  reviewedBy: z.string().nullable(),
  reviewedAt: z.string().nullable(),
});
export type ListedPurchaser = z.infer<typeof listedPurchaserSchema>;

export const listedPurchasersSchema = z.object({
  items: z.array(listedPurchaserSchema),
  total: z.number(),
  next: z.null(),
});
export type ListedPurchasers = z.infer<typeof listedPurchasersSchema>;

/** The latest day on which an entry made today may have to be reviewed. */
export function latestReview(today: string): string {
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCFullYear(day.getUTCFullYear() + MOST_REVIEW_YEARS);
  return day.toISOString().slice(0, 10);
}
