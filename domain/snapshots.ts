/** Snapshots: frozen counts of a year that are safe to publish, and the pages that show them elsewhere. */
import { z } from 'zod';
import { MARKS } from './disclosure/marks.ts';
import { PAGE_LANGUAGES } from './languages/languages.ts';

/** The ways in which the guns of a year are told apart; each makes up all of them. */
export const CATEGORY_WAYS = ['source', 'time', 'type'] as const;
export type CategoryWay = (typeof CATEGORY_WAYS)[number];

/** What stands for the areas or states that are not told by themselves, and for those that are not known. */
export const OTHER = 'other';
export const UNKNOWN = 'unknown';

export const LONGEST_EMBED_TITLE = 150;
export const MOST_EMBED_SITES = 20;
/** As many pages as one agency may have. */
export const MOST_EMBEDS = 200;

/** For how many days a signed link to a page opens it. */
export const LINK_DAYS = [7, 30, 90] as const;
export type LinkDays = (typeof LINK_DAYS)[number];

/** As much as a page with a map takes at usual widths. */
export const EMBED_HEIGHT_PX = 900;

const named = z.object({ code: z.string(), name: z.string() });

/** By what an agency's published counts are told: fixed from its first release on, so that counts of several years fit each other. */
export const publicationPlanSchema = z.object({
  /** Counts below this are not shown. */
  threshold: z.number(),
  /** Counties of recovery, the last one the others together; none where guns are told of all places together. */
  areas: z.array(named),
  /** States of sale, the last two the others together and those not known. */
  sources: z.array(named),
});
export type PublicationPlan = z.infer<typeof publicationPlanSchema>;

/** A count that is shown, or why it is not. */
export const publishedCountSchema = z.union([z.number(), z.enum(MARKS).exclude(['shown'])]);
export type PublishedCount = z.infer<typeof publishedCountSchema>;

/** How a snapshot was audited. */
export const snapshotAuditSchema = z.object({
  /** Small counts whose range was looked at. */
  looked: z.number(),
  /** Of all cells, how many are shown, and how many not, by why. */
  marks: z.object({ shown: z.number(), fewer: z.number(), part: z.number(), withheld: z.number() }),
});
export type SnapshotAudit = z.infer<typeof snapshotAuditSchema>;

export const snapshotSchema = z.object({
  id: z.number(),
  year: z.number(),
  plan: publicationPlanSchema,
  /** By area and category, both in the order of {@link publicationAreas} and {@link publicationCategories}. */
  cells: z.array(publishedCountSchema),
  audit: snapshotAuditSchema,
  madeBy: z.string(),
  /** Whether whoever asks made it: then somebody else has to release it, unless the region settled otherwise. */
  isOwn: z.boolean(),
  madeAt: z.string(),
  releasedBy: z.string().nullable(),
  releasedAt: z.string().nullable(),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

export const embedSchema = z.object({
  id: z.string(),
  title: z.string(),
  sites: z.array(z.string()),
  /** Whether it opens by a signed link alone. */
  signedOnly: z.boolean(),
  madeBy: z.string(),
  madeAt: z.string(),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});
export type Embed = z.infer<typeof embedSchema>;

/** `GET /api/snapshots` */
export const snapshotsSchema = z.object({
  items: z.array(snapshotSchema),
  total: z.number(),
  next: z.null(),
  /** Whose they are, with its state. */
  agency: z.object({ name: z.string(), state: z.string() }),
  /** Years with guns of the agency that are over, newest first. */
  years: z.array(z.number()),
  /** What the region settled: the least count that is published, and whether somebody else than who made it releases a year. */
  leastPublished: z.number(),
  secondPersonReleases: z.boolean(),
});
export type Snapshots = z.infer<typeof snapshotsSchema>;

/** `GET /api/embeds` */
export const embedsSchema = z.object({ items: z.array(embedSchema), total: z.number(), next: z.null() });

export const snapshotDraftSchema = z.object({ year: z.int().min(1900).max(2999) });

/** What is sent to make a page for other sites. */
export const embedDraftSchema = z.object({
  title: z.string(),
  /** First and last year, both released. */
  from: z.int(),
  to: z.int(),
  way: z.enum(CATEGORY_WAYS),
  /** Code of one of the areas, or `all`. */
  area: z.string(),
  /** Origins like `https://city.example`; none: every site. */
  sites: z.array(z.string()).max(MOST_EMBED_SITES),
  /** Days until it is gone by itself; null: never. */
  days: z.int().min(1).max(3660).nullable(),
  language: z.enum(PAGE_LANGUAGES).default('en'),
  /** Whether it opens by a signed link alone. */
  signedOnly: z.boolean().default(false),
});
export type EmbedDraft = z.infer<typeof embedDraftSchema>;

/** What is sent to make a signed link to a page. */
export const embedLinkDraftSchema = z.object({ days: z.literal(LINK_DAYS) });

/** A signed link, as it is given back. */
export const embedLinkSchema = z.object({
  /** `/embed/ID?expires=…&signature=…` */
  address: z.string(),
  /** When it opens the page no more. */
  expiresAt: z.string(),
});
export type EmbedLink = z.infer<typeof embedLinkSchema>;
