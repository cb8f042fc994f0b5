/** What `/api/purchasers` answers, as server and page both know it. Never a name, birth date or address. */
import { z } from 'zod';
import { PURCHASER_INDICATORS } from './indicators.ts';

const indicatorSchema = z.enum(PURCHASER_INDICATORS);
const agencySchema = z.object({ code: z.string(), name: z.string() });

export const purchaserSchema = z.object({
  /** The smallest of {@link purchasers} that has a gun of the filter. */
  id: z.number(),
  /** Rows of purchasers that are one person as far as joins that one may see tell; one where nothing was joined. */
  purchasers: z.array(z.number()),
  agencies: z.array(agencySchema),
  home: z.object({
    state: z.string().nullable(),
    county: z.string().nullable(),
    countyName: z.string().nullable(),
    zip: z.string().nullable(),
  }),
  guns: z.number(),
  dealers: z.number(),
  /** Shortest known time-to-crime in days. */
  shortestDays: z.number().nullable(),
  indicators: z.array(indicatorSchema),
});
export type Purchaser = z.infer<typeof purchaserSchema>;

/** How many purchasers show an indicator, and how many would by chance. */
export const indicatorFigureSchema = z.object({
  indicator: indicatorSchema,
  purchasers: z.number(),
  /** Null where there is no honest expectation. */
  expected: z.number().nullable(),
});
export type IndicatorFigure = z.infer<typeof indicatorFigureSchema>;

export const purchasersSchema = z.object({
  items: z.array(purchaserSchema),
  /** Purchasers that show all indicators that were asked for. */
  total: z.number(),
  next: z.string().nullable(),
  /** All of the filter, with their guns. */
  purchasers: z.number(),
  guns: z.number(),
  indicators: z.array(indicatorFigureSchema),
  notice: z.string(),
});
export type Purchasers = z.infer<typeof purchasersSchema>;

export const purchaserGunSchema = z.object({
  recovery: z.number(),
  purchaser: z.number(),
  agency: agencySchema,
  recoveredOn: z.string().nullable(),
  timeToCrimeDays: z.number().nullable(),
  dealer: z.object({ id: z.number(), name: z.string().nullable() }).nullable(),
  recovered: z.object({
    state: z.string().nullable(),
    county: z.string().nullable(),
    zip: z.string().nullable(),
  }),
  /** From the home to the recovery, by the middles of their areas. */
  distanceKm: z.number().nullable(),
  /** Which indicators this gun is the reason for. */
  indicators: z.array(indicatorSchema),
});
export const purchaserDetailSchema = purchaserSchema.extend({
  gunList: z.array(purchaserGunSchema),
  /** Others with guns of the same dealer or the same ballistic chain, the nearest first. */
  neighbours: z.array(
    z.object({
      id: z.number(),
      guns: z.number(),
      indicators: z.array(indicatorSchema),
      sharedDealers: z.array(z.number()),
      sharedChains: z.array(z.number()),
    }),
  ),
  neighboursLeftOut: z.number(),
  /** The entry for it on one's agency's list of purchasers; null where it is not on it. */
  listing: z.number().nullable(),
  notice: z.string(),
});
export type PurchaserGun = z.infer<typeof purchaserGunSchema>;
export type PurchaserDetail = z.infer<typeof purchaserDetailSchema>;
