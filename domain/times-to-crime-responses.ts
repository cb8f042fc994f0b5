/** What `/api/time-to-crime` answers, as server and page both know it. */
import { z } from 'zod';

/** What guns are put into groups by. */
export const TIME_GROUPINGS = ['firearm_type', 'source_state', 'recovery_state', 'year'] as const;
export type TimeGrouping = (typeof TIME_GROUPINGS)[number];

const withInterval = z.object({ value: z.number(), low: z.number(), high: z.number() });
const daysOrBeyond = z.number().nullable();

export const timesToCrimeSchema = z.object({
  by: z.enum(TIME_GROUPINGS),
  groups: z.array(
    z.object({
      /** `pistol`, `MD`, `2024`; null: unknown. */
      key: z.string().nullable(),
      /** Traced guns, and those of them whose days of sale and recovery are both known: all else is of these. */
      guns: z.number(),
      known: z.number(),
      /** Days after which half were recovered, with the 95 % interval; a limit is null where it lies beyond what was seen. */
      median: z.object({ value: daysOrBeyond, low: daysOrBeyond, high: daysOrBeyond }).nullable(),
      /** Part recovered within one year and within three (1,095 days) of sale. */
      withinYear: withInterval.nullable(),
      withinThreeYears: withInterval.nullable(),
      /** Part recovered within so many days of sale. */
      curve: z.array(z.object({ days: z.number(), recovered: z.number() })),
    }),
  ),
  /** Whether some groups are recovered sooner than others; null where there is one group only. Groups of few guns take no part. */
  logRank: z
    .object({ chiSquare: z.number(), degreesOfFreedom: z.number(), p: z.number(), groups: z.number() })
    .nullable(),
  /**
   * Of guns recovered within the horizon from their sale, the part recovered within so many years, corrected for recent sales of
   * which only quick recoveries can have been seen; null where the data cannot tell.
   */
  corrected: z
    .object({
      horizonDays: z.number(),
      parts: z.array(z.object({ years: z.number(), part: z.number(), asSeen: z.number() })),
    })
    .nullable(),
  notice: z.string(),
});
export type TimesToCrimeAnswer = z.infer<typeof timesToCrimeSchema>;
