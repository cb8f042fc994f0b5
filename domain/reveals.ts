/** What only the records of several agencies together show, and contact about it. */
import { z } from 'zod';
import { FIREARM_TYPES } from './vocabulary.ts';

/** What can be seen only together. */
export const REVEAL_KINDS = ['dealer', 'purchaser', 'gun', 'corridor'] as const;
export type RevealKind = (typeof REVEAL_KINDS)[number];

/** Least traces of a dealer that are worth telling. */
export const LEAST_TRACES_TOGETHER = 5;

/** By which rule something is told, and whose data takes no part, in words. */
export const REVEAL_WORDS: Readonly<Record<RevealKind, { readonly rule: string; readonly without: string }>> =
  {
    dealer: {
      rule: `Dealers with at least ${LEAST_TRACES_TOGETHER} traces together, of which no agency alone has more than half.`,
      without: 'they share counts by area or no traces, so nobody can say which dealer it was',
    },
    purchaser: {
      rule: 'Purchasers with traces in the data of at least two agencies: the same name, in any order of its words, and the same birth date. Other spellings of a name are not found.',
      without: 'they do not share identified traces',
    },
    gun: {
      rule: 'Guns recovered by at least two agencies: the same serial number, whether O or 0, I or 1, and the same maker or importer under any of its names. Obliterated numbers and guns without a maker are left out. Two guns can bear the same marks.',
      without: 'they share counts by area or no recoveries',
    },
    corridor: {
      rule: 'Flows between two states that stand out in all data together, and not in your own alone: more guns than the sizes of the two states and their distance make likely.',
      without: 'they share no traces',
    },
  };

/** What one agency has of it. */
const partSchema = z.object({
  code: z.string(),
  name: z.string(),
  /** Traces; recoveries of a gun; guns of a corridor. */
  count: z.number(),
  /** What a request for contact with this agency names as its subject. */
  subject: z.string(),
  /** Ids of single recoveries, where they are told one by one. */
  recoveries: z.array(z.number()),
});
export type RevealPart = z.infer<typeof partSchema>;

const revealShape = {
  /** Tells it from others of its kind. */
  id: z.string(),
  yours: z.number(),
  partners: z.number(),
  together: z.number(),
  /** In how many agencies' data it is. */
  agencies: z.number(),
  /** Of these the ones with the most, one's own first. */
  parts: z.array(partSchema),
};

export const revealedDealerSchema = z.object({
  ...revealShape,
  name: z.string(),
  city: z.string().nullable(),
  state: z.string().nullable(),
});
export type RevealedDealer = z.infer<typeof revealedDealerSchema>;

/** Nobody is named: whoever may open the recoveries reads there what is known. */
export const revealedPurchaserSchema = z.object(revealShape);
export type RevealedPurchaser = z.infer<typeof revealedPurchaserSchema>;

export const revealedGunSchema = z.object({
  ...revealShape,
  firearmType: z.enum(FIREARM_TYPES),
  manufacturer: z.string(),
  caliber: z.string().nullable(),
  firstRecoveredOn: z.string().nullable(),
  lastRecoveredOn: z.string().nullable(),
});
export type RevealedGun = z.infer<typeof revealedGunSchema>;

export const revealedCorridorSchema = z.object({
  ...revealShape,
  /** Codes of states. */
  origin: z.string(),
  destination: z.string(),
  originName: z.string(),
  destinationName: z.string(),
  expected: z.number(),
  /** together / expected with the exact 95 % interval of the count. */
  ratio: z.object({ value: z.number(), low: z.number(), high: z.number() }),
  beyondScatter: z.boolean(),
});
export type RevealedCorridor = z.infer<typeof revealedCorridorSchema>;

const revealsOf = <Row extends z.ZodType>(row: Row) =>
  z.object({
    /** The first of them: those that are in one's own data too, then those with the most. */
    items: z.array(row),
    total: z.number(),
    /** How many partners' data takes no part; {@link REVEAL_WORDS} says why. */
    without: z.number(),
    /** Why none of this kind are told to the caller; null where they are. */
    closed: z.string().nullable(),
  });

/** `GET /api/reveals` */
export const revealsSchema = z.object({
  /** The agency whose data is `yours`; null for somebody of none. */
  own: z.object({ code: z.string(), name: z.string() }).nullable(),
  /** How many other agencies share something with it. */
  partners: z.number(),
  dealers: revealsOf(revealedDealerSchema),
  purchasers: revealsOf(revealedPurchaserSchema),
  guns: revealsOf(revealedGunSchema),
  corridors: revealsOf(revealedCorridorSchema),
  notice: z.string(),
});
export type Reveals = z.infer<typeof revealsSchema>;

/** `POST /api/contact-requests`: `agency` is the code of the one that is asked, `subject` as `parts` of a reveal have it. */
export const contactDraftSchema = z.object({
  agency: z.string().min(1).max(50),
  subject: z.object({ kind: z.enum(REVEAL_KINDS), id: z.string().min(1).max(20) }),
});
export type ContactDraft = z.infer<typeof contactDraftSchema>;

const agencyName = z.object({ code: z.string(), name: z.string() });

/** That somebody would like to talk about something; between the two agencies, and nobody else's business. */
export const contactRequestSchema = z.object({
  id: z.number(),
  asking: agencyName,
  asked: agencyName,
  subject: z.object({ kind: z.enum(REVEAL_KINDS), id: z.string(), words: z.string() }),
  askedBy: z.object({ name: z.string(), email: z.string() }),
  askedAt: z.string(),
  answeredBy: z.string().nullable(),
  answeredAt: z.string().nullable(),
  /** Whether the caller may say that it is answered. */
  mayAnswer: z.boolean(),
});
export type ContactRequest = z.infer<typeof contactRequestSchema>;

/** `GET /api/contact-requests`: what one's agency asked, and, for its stewards, what it was asked; the newest first. */
export const contactRequestsSchema = z.object({
  items: z.array(contactRequestSchema),
  total: z.number(),
  next: z.null(),
});
export type ContactRequests = z.infer<typeof contactRequestsSchema>;
