/** What `/api/dealers` answers, as server and page both know it. */
import { z } from 'zod';
import { dealerChainSchema } from './dealers/dealer-chain-response.ts';
import { FUNNEL_PLACES, OVERDISPERSION } from './statistics/funnel.ts';
import { PRECISIONS } from './vocabulary.ts';

/** A figure with the interval that holds the true one with 95 %. */
const withInterval = z.object({ value: z.number(), low: z.number(), high: z.number() });

/** A dealer beside the others whose sales are known. Rates are guns traced per 1,000 sold. */
export const dealerSalesComparisonSchema = z.object({
  /** Guns sold in the periods that files tell of, and how many of these were traced in the days looked at. */
  sold: z.number(),
  traces: z.number(),
  rate: withInterval,
  /** Sales that could have been seen: those made lately count as the part of their guns that would have been recovered by now. */
  atRisk: z.number(),
  /** Traces that so many sales have on average. */
  expected: z.number(),
  /** Where the traces lie among the limits of the funnel, and how likely so far out is by chance, adjusted for many tests. */
  place: z.enum(FUNNEL_PLACES),
  adjustedP: z.number(),
  /** Its true rate by what is known of it and of the others, as a multiple of the rate of all. */
  ratio: withInterval,
  /** The chance that its true rate is more than twice that of all. */
  exceedsTwice: z.number(),
  /** Its rank by true rate, 1 the highest: on average, and the ranks it has with 95 %. */
  rank: z.object({ expected: z.number(), low: z.number(), high: z.number() }),
});
export type DealerSalesComparison = z.infer<typeof dealerSalesComparisonSchema>;

export const dealerSchema = z.object({
  id: z.number(),
  licenseNumber: z.string().nullable(),
  name: z.string(),
  licenseType: z.string().nullable(),
  street: z.string().nullable(),
  city: z.string().nullable(),
  state: z.string().nullable(),
  zip: z.string().nullable(),
  precision: z.enum(PRECISIONS),
  /** Where it is known; below street precision this is its area's point and must not be drawn as the dealer. */
  location: z.tuple([z.number(), z.number()]).nullable(),
  listed: z.boolean(),
  /** Guns of the filter traced to this dealer, and how many of known time-to-crime were sold within 3 years. */
  traces: z.number(),
  knownTimeToCrime: z.number(),
  shortTimeToCrime: z.number(),
  /** Part sold within 3 years, with its exact interval; null where no time-to-crime is known. */
  shortShare: withInterval.nullable(),
  medianTimeToCrimeDays: z.number().nullable(),
  /** Different first buyers known, and those who bought two or more of these guns; null where none is told. */
  purchasers: z.number().nullable(),
  repeatPurchasers: z.number().nullable(),
  /** Guns whose states of sale and recovery are known, and those recovered in another state than they were sold in. */
  statesKnown: z.number(),
  otherState: z.number(),
  /**
   * Half of the guns were recovered no farther from the dealer, in kilometres between the middles of ZIPs, or of counties; null
   * where none is known so closely, and of how many it is known.
   */
  medianDistanceKm: z.number().nullable(),
  distancesKnown: z.number(),
  /** Years of the first and last recovery. */
  firstYear: z.number().nullable(),
  lastYear: z.number().nullable(),
  /** Years in which at least so many guns as were asked for were recovered within 3 years of their sale. */
  yearsAtThreshold: z.array(z.number()),
  /** Reported multiple sales, and guns reported stolen or lost; null where sales are not shared with whoever asks. */
  multipleSales: z.number().nullable(),
  thefts: z.number().nullable(),
  /** Null where no sales are known, or none could have been seen. */
  sales: dealerSalesComparisonSchema.nullable(),
});
export const dealersSchema = z.object({
  items: z.array(dealerSchema),
  total: z.number(),
  next: z.string().nullable(),
});
export const dealerDetailSchema = dealerSchema.extend({
  destinations: z.array(z.object({ code: z.string(), name: z.string(), count: z.number() })),
  sources: z.array(z.object({ file: z.string().nullable(), row: z.number(), batch: z.number() })),
  /** Other licences that may be the same business. */
  chain: dealerChainSchema,
});
export type Dealer = z.infer<typeof dealerSchema>;
export type Dealers = z.infer<typeof dealersSchema>;
export type DealerDetail = z.infer<typeof dealerDetailSchema>;

const limits = z.tuple([z.number(), z.number()]);

/** `/api/dealers/comparison`: dealers beside each other. */
export const dealerComparisonSchema = z.object({
  /** Dealers with traces of the filter, those with known sales, and those of the filter's traces that are of these sales. */
  dealers: z.number(),
  compared: z.number(),
  traces: z.number(),
  /** Guns of the filter traced to a dealer that is not named: their agencies share counts alone. */
  unnamed: z.number(),
  tracesOfSales: z.number(),
  sold: z.number(),
  atRisk: z.number(),
  /** Traces per 1,000 sales at risk of all compared dealers together. */
  overallRate: z.number(),
  overdispersion: z.enum(OVERDISPERSION),
  /** How many times more the counts vary than by chance alone. */
  dispersion: z.number(),
  /** Time-to-crime up to which sales are discounted for being recent; null: they count whole. */
  horizonDays: z.number().nullable(),
  /** Part of what there is to see of a sale that is seen after 1, 2, 3 and 5 years, as far as the horizon goes. */
  seenAfterYears: z.array(z.object({ years: z.number(), part: z.number() })),
  /** Last day of recovery known. */
  lastDay: z.string().nullable(),
  /** The dealers compared, those outside of the limits by name. Those within are thinned where they are too many to draw. */
  points: z.array(
    z.object({
      id: z.number(),
      name: z.string().nullable(),
      atRisk: z.number(),
      traces: z.number(),
      place: z.enum(FUNNEL_PLACES),
    }),
  ),
  notDrawn: z.number(),
  /** How many dealers lie in each place, and how many remain beyond the limits at a false discovery rate of 5 %. */
  places: z.record(z.enum(FUNNEL_PLACES), z.number()),
  aboveAdjusted: z.number(),
  /** Numbers of traces within the limits, by sales at risk. */
  limits: z.array(z.object({ atRisk: z.number(), within95: limits, within998: limits })),
  /** Which part of the traces which part of the dealers has, those with the most first; of all dealers listed or traced to. */
  concentration: z.object({
    dealers: z.number(),
    traces: z.number(),
    curve: z.array(z.object({ dealers: z.number(), traces: z.number() })),
    /** The dealers that have any, in the order of the curve: those with the most first. */
    ids: z.array(z.number()),
    topShares: z.array(withInterval.extend({ dealers: z.number() })),
    gini: withInterval,
  }),
  notice: z.string(),
});
export type DealersCompared = z.infer<typeof dealerComparisonSchema>;
