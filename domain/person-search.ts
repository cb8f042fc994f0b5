/** The search for a person by name: what is sent, and what is told. */
import { z } from 'zod';

/** Fewer would find half the region. */
export const LEAST_LETTERS = 2;
export const MOST_PERSON_HITS = 100;

/** `POST /api/person-search`: never in an address, which logs and browsers keep. */
export const personQuestionSchema = z.object({
  /** Every word must be part of the name, in any order. */
  name: z.string().trim().min(LEAST_LETTERS).max(100),
  birthDate: z.iso.date().nullish(),
  caseNumber: z.string().trim().min(1).max(50),
  reason: z.string().trim().min(5).max(300),
});
export type PersonQuestion = z.input<typeof personQuestionSchema>;

/** Persons as they stand in the records, those of the newest recoveries first. */
export const personHitsSchema = z.object({
  items: z.array(
    z.object({
      role: z.enum(['purchaser', 'possessor']),
      name: z.string(),
      birthDate: z.string().nullable(),
      agency: z.object({ code: z.string(), name: z.string() }),
      recovery: z.object({ id: z.number(), recoveredOn: z.string().nullable() }),
    }),
  ),
  /** True where there are more than are told: a longer name or the birth date narrows it. */
  more: z.boolean(),
  /** Agencies whose records of purchasers, or of possessors, were searched. */
  searched: z.object({
    purchasers: z.array(z.object({ code: z.string(), name: z.string() })),
    possessors: z.array(z.object({ code: z.string(), name: z.string() })),
  }),
  notice: z.string(),
});
export type PersonHits = z.infer<typeof personHitsSchema>;
