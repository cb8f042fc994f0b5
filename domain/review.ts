/**
 * What the review of unsure addresses answers and takes (`/api/review`). Coordinates are degrees (EPSG:4326), distances
 * metres. Addresses are personal: no answer is kept, and none of them stands in a URL.
 */
import { z } from 'zod';
import type { ReviewReason } from './vocabulary.ts';
import { ADDRESS_KINDS, PRECISIONS, REVIEW_REASONS } from './vocabulary.ts';

export const reviewReasonSchema = z.enum(Object.keys(REVIEW_REASONS) as [ReviewReason, ...ReviewReason[]]);

/** How well each part of an address fits a street of the reference, 0 to 1; a score is their product. */
export const scorePartsSchema = z.object({
  name: z.number(),
  direction: z.number(),
  suffix: z.number(),
  place: z.number(),
});

/** A place an open address may mean. */
export const reviewCandidateSchema = z.object({
  /** Names it in a decision; another once the streets have changed. */
  key: z.string(),
  /** `1909 W NORTH AVE, BALTIMORE, MD 21217`. */
  label: z.string(),
  lon: z.number(),
  lat: z.number(),
  precision: z.enum(PRECISIONS),
  uncertaintyMetres: z.number(),
  /** 0 to 1. */
  score: z.number(),
  parts: scorePartsSchema,
});
export type ReviewCandidate = z.infer<typeof reviewCandidateSchema>;

/** An address that streets could not settle: `GET /api/review/:id`; 404 where it is settled. */
export const reviewItemSchema = z.object({
  id: z.number(),
  /** As written in the files, on one line. */
  address: z.string(),
  agency: z.object({ code: z.string(), name: z.string() }),
  reason: reviewReasonSchema,
  /** How many records have this address, by what it is to them. */
  records: z.object({
    total: z.number(),
    byKind: z.array(z.object({ kind: z.enum(ADDRESS_KINDS), count: z.number() })),
  }),
  /** Where it is shown meanwhile: its ZIP, city, county or state; null where not even that is known. */
  area: z
    .object({ label: z.string(), precision: z.enum(PRECISIONS), lon: z.number(), lat: z.number() })
    .nullable(),
  /** The likeliest first; at most five. */
  candidates: z.array(reviewCandidateSchema),
  /** Other open addresses of the agency on the street as it is written here, open for the same reason. */
  alike: z.number(),
});
export type ReviewItem = z.infer<typeof reviewItemSchema>;

/** `GET /api/review?after=&limit=`: open addresses, those with the most records first. */
export const reviewSchema = z.object({
  items: z.array(reviewItemSchema),
  /** Open addresses in scope, and the records that have them. */
  total: z.number(),
  records: z.number(),
  next: z.string().nullable(),
});
export type Review = z.infer<typeof reviewSchema>;

/**
 * `POST /api/review/:id/decision`. `alike`: the same street for all addresses that are alike, where it is among their
 * candidates; of an unknown address, all alike are unknown too. A pin is for this address alone.
 */
export const reviewChoiceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('candidate'), candidate: z.string(), alike: z.boolean() }),
  z.strictObject({
    kind: z.literal('pin'),
    lon: z.number().min(-180).max(180),
    lat: z.number().min(-85).max(85),
  }),
  z.strictObject({ kind: z.literal('unknown'), alike: z.boolean() }),
]);
export type ReviewChoice = z.infer<typeof reviewChoiceSchema>;

/** A decision somebody made: on one address, or on several alike at once. */
export const reviewDecisionSchema = z.object({
  id: z.number(),
  kind: z.enum(['candidate', 'pin', 'unknown']),
  /** The address it was made on, as written. */
  address: z.string(),
  /** What was chosen, in words; null for unknown. */
  label: z.string().nullable(),
  /** How many addresses it settles, and how many records have them. */
  addresses: z.number(),
  records: z.number(),
  decidedBy: z.string(),
  /** ISO 8601 in UTC. */
  decidedAt: z.string(),
});
export type ReviewDecision = z.infer<typeof reviewDecisionSchema>;

/** `GET /api/review/decisions?after=&limit=`: decisions in force, the newest first. */
export const reviewDecisionsSchema = z.object({
  items: z.array(reviewDecisionSchema),
  total: z.number(),
  next: z.string().nullable(),
});

/** A street name that decisions show to be another, offered to be read so from now on. */
export const streetAliasSchema = z.object({
  id: z.number(),
  /** The name as written, and the name it means, both without direction and suffix: `CAHRLES`, `CHARLES`. */
  written: z.string(),
  meant: z.string(),
  place: z.string().nullable(),
  state: z.string().nullable(),
  status: z.enum(['offered', 'accepted', 'declined']),
  /** Decisions it was learned from, and open addresses with that name. */
  decisions: z.number(),
  open: z.number(),
});
export type StreetAlias = z.infer<typeof streetAliasSchema>;

/** The answer to a decision. */
export const reviewDecidedSchema = z.object({
  decision: reviewDecisionSchema,
  /** Ids of all addresses it settled. */
  settled: z.array(z.number()),
  /** An alias that this decision suggests and nobody has answered yet. */
  alias: streetAliasSchema.nullable(),
  total: z.number(),
  records: z.number(),
});
export type ReviewDecided = z.infer<typeof reviewDecidedSchema>;

/** The answer to `DELETE /api/review/decisions/:id`, which takes a decision back. */
export const reviewUndoneSchema = z.object({
  /** The addresses that are open again; others may have been settled by streets loaded since. */
  items: z.array(reviewItemSchema),
  total: z.number(),
  records: z.number(),
});
export type ReviewUndone = z.infer<typeof reviewUndoneSchema>;

/** `GET /api/review/aliases`: offered ones first. `POST /api/review/aliases/:id {accept}` answers one of them. */
export const streetAliasesSchema = z.object({ items: z.array(streetAliasSchema) });
export const aliasAnswerSchema = z.strictObject({ accept: z.boolean() });

/** `POST /api/review/nearest {lon, lat}`: the address a pin is nearest to; null where no street is near. */
export const nearestRequestSchema = z.strictObject({
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-85).max(85),
});
export const nearestAddressSchema = z.object({
  nearest: z.object({ label: z.string(), metres: z.number() }).nullable(),
});
export type NearestAddress = z.infer<typeof nearestAddressSchema>['nearest'];
