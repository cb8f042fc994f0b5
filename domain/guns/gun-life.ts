/** `/api/guns/:kind/:id`: the gun of a record, with all that is recorded of it wherever it was. */
import { z } from 'zod';
import { debriefsSchema, linksSchema, multipleSalesSchema, theftsSchema } from '../market-responses.ts';
import { recoveryFeatureSchema } from '../responses.ts';
import { FIREARM_TYPES } from '../vocabulary.ts';
import { AGREEMENTS } from './same-gun.ts';

/** Kinds of records that tell of single guns, as they stand in addresses. */
export const GUN_RECORD_KINDS = ['recovery', 'theft', 'debrief', 'multiple_sale'] as const;
export type GunRecordKind = (typeof GUN_RECORD_KINDS)[number];

const agreement = z.enum(AGREEMENTS);
const comparison = z.object({ maker: agreement, firearmType: agreement, caliber: agreement });

/** How sure it is that a record is of the gun, and by what: null for the record asked for. */
const match = { isSure: z.boolean(), comparison: comparison.nullable() };

export const gunRecordSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('recovery'), ...match, record: recoveryFeatureSchema }),
  z.object({ kind: z.literal('theft'), ...match, record: theftsSchema.shape.features.element }),
  z.object({ kind: z.literal('debrief'), ...match, record: debriefsSchema.shape.features.element }),
  z.object({ kind: z.literal('multiple_sale'), ...match, record: multipleSalesSchema.shape.items.element }),
]);
export type GunRecord = z.infer<typeof gunRecordSchema>;

const text = z.string().nullable();

export const gunLifeSchema = z.object({
  /** As the record asked for tells it, and where that is silent, the others of which it is sure. */
  gun: z.object({
    firearmType: z.enum(FIREARM_TYPES),
    manufacturer: text,
    importer: text,
    model: text,
    caliber: text,
    serialObliterated: z.boolean(),
  }),
  /** False where its record has no serial number that could tell it in others: then there are none. */
  isKnownBySerial: z.boolean(),
  records: z.array(gunRecordSchema),
  /** Chains of ballistic links that the cases of its recoveries are in. */
  links: z.array(linksSchema.shape.features.element),
  /** Dealers of its sales that may be named: where they are, null where that is not known to the street. */
  dealers: z.array(
    z.object({ id: z.number(), place: z.string(), position: z.tuple([z.number(), z.number()]).nullable() }),
  ),
  notice: z.string(),
});
export type GunLife = z.infer<typeof gunLifeSchema>;
