/** What `/api/dealers/:id` tells of other licences that may be the same business. */
import { z } from 'zod';

const chainedSchema = z.object({
  id: z.number(),
  name: z.string(),
  licenseNumber: z.string().nullable(),
  /** City and state, as far as known. */
  place: z.string(),
  /** Why it is told, in words. */
  reason: z.string(),
  /** Guns of the filter traced to it. */
  traces: z.number(),
});
export type ChainedLicence = z.infer<typeof chainedSchema>;

const listed = z.object({
  /** Those with the most guns first. */
  items: z.array(chainedSchema),
  total: z.number(),
});
export type ChainedLicences = z.infer<typeof listed>;

export const dealerChainSchema = z.object({
  /** Licences at the same premises. */
  premises: listed,
  /** Licences from which the dealer may have moved, and those to which. */
  movedFrom: listed,
  movedTo: listed,
  /** Guns of the filter traced to the dealer and to all of these. */
  traces: z.number(),
});
export type DealerChain = z.infer<typeof dealerChainSchema>;
