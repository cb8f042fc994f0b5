/** Purchasers that may be one person: what `/api/joins` answers and takes. */
import { z } from 'zod';
import { JOIN_STATES } from './join-states.ts';
import { LINKAGE_PARTS } from './linkage/compare-persons.ts';
import { PART_SAYS } from './linkage/explain-comparison.ts';

export const JOIN_DECISIONS = ['confirm', 'apart', 'undo'] as const;
export type JoinDecision = (typeof JOIN_DECISIONS)[number];

/** What is stored of a comparison: how far each part agrees, and how much that weighs, in bits. */
export const joinPartsSchema = z.array(
  z.object({ part: z.enum(LINKAGE_PARTS), says: z.enum(PART_SAYS), weight: z.number() }),
);
export type JoinPart = z.infer<typeof joinPartsSchema>[number];

/** A purchaser, as far as it is shared. */
export const joinedPurchaserSchema = z.object({
  id: z.number(),
  agency: z.object({ code: z.string(), name: z.string() }),
  /** Guns traced to them. */
  guns: z.number(),
  /** Where they lived, by area. */
  home: z.object({ state: z.string().nullable(), county: z.string().nullable(), zip: z.string().nullable() }),
  /** As the files have them; null where the agency does not share who its purchasers are. */
  identity: z
    .object({
      name: z.string().nullable(),
      birthDate: z.string().nullable(),
      street: z.string().nullable(),
      city: z.string().nullable(),
    })
    .nullable(),
});
export type JoinedPurchaser = z.infer<typeof joinedPurchaserSchema>;

export const joinSchema = z.object({
  id: z.number(),
  state: z.enum(JOIN_STATES),
  /** `hash`: the same name and birth date, told by keyed hashes alone; there is no weight then. */
  comparedBy: z.enum(['names', 'hash']),
  /** In bits: the sum of the parts. */
  weight: z.number().nullable(),
  /** From 0 to 1. */
  probability: z.number().nullable(),
  parts: joinPartsSchema,
  purchasers: z.tuple([joinedPurchaserSchema, joinedPurchaserSchema]),
  /** Who decided, where somebody did. */
  decided: z.object({ by: z.string(), at: z.string() }).nullable(),
  /** True for the stewards of either agency. */
  mayDecide: z.boolean(),
});
export type Join = z.infer<typeof joinSchema>;

/**
 * `GET /api/joins?state=`: of those joined the least sure first, of the unsure the surest, each time those of one's own agency before
 * those of others; of those decided the newest.
 */
export const joinsSchema = z.object({
  items: z.array(joinSchema),
  total: z.number(),
  next: z.string().nullable(),
});
export type Joins = z.infer<typeof joinsSchema>;

/** `GET /api/joins/:id`, with how many purchasers and guns are of the person that the two are, where they are one. */
export const joinDetailSchema = joinSchema.extend({
  person: z.object({ purchasers: z.number(), guns: z.number() }).nullable(),
});
export type JoinDetail = z.infer<typeof joinDetailSchema>;

/** `POST /api/joins/:id`. */
export const joinDecisionSchema = z.strictObject({ decision: z.enum(JOIN_DECISIONS) });

/** Below, more strangers would be put up for decision than anybody decides. */
export const LEAST_REVIEW_FROM = 0.05;
export const MOST_JOIN_FROM = 0.9999;
const probability = z.number().min(LEAST_REVIEW_FROM).max(MOST_JOIN_FROM);

/** `PUT /api/joins/thresholds`: from which probability on purchasers are joined, and from which on put up for decision. */
export const joinThresholdsDraftSchema = z.strictObject({ joinFrom: probability, reviewFrom: probability });
export type JoinThresholdsDraft = z.infer<typeof joinThresholdsDraftSchema>;

/** `GET /api/joins/thresholds`: those of one's own agency. */
export const joinThresholdsSchema = z.object({
  joinFrom: z.number(),
  reviewFrom: z.number(),
  /** Who set them; null: they are as Tracemap comes. */
  set: z.object({ by: z.string(), at: z.string() }).nullable(),
  defaults: z.object({ joinFrom: z.number(), reviewFrom: z.number() }),
});
export type JoinThresholds = z.infer<typeof joinThresholdsSchema>;
