/** What `/api/firearms` answers, as server and page both know it. */
import { z } from 'zod';

/** What guns are put into classes by. */
export const FIREARM_GROUPINGS = ['manufacturer', 'model', 'caliber', 'type', 'ghost', 'serial'] as const;
export type FirearmGrouping = (typeof FIREARM_GROUPINGS)[number];

/** How long a period is. */
export const PERIOD_UNITS = ['month', 'quarter', 'year'] as const;
export type PeriodUnit = (typeof PERIOD_UNITS)[number];

const withInterval = z.object({ value: z.number(), low: z.number(), high: z.number() });
const daysOrBeyond = z.number().nullable();

const change = z.union([
  z.object({
    /** Guns of the last 365 days, and of the 365 before. */
    last: z.number(),
    before: z.number(),
    /** How many times as many, with the exact 95 % interval; open above (null) where there were none before. */
    ratio: z.number().nullable(),
    low: z.number(),
    high: z.number().nullable(),
  }),
  z.object({ refused: z.string(), reason: z.string() }),
]);

const groupSchema = z.object({
  /** A class; all smaller ones together; guns of which it is not known; guns of which it is not told to who counts alone. */
  kind: z.enum(['class', 'others', 'unknown', 'untold']),
  /** `GLOCK`, `GLOCK 19`, `9MM`, `pistol`, `privately_made`, `obliterated`; null where it is no class. */
  key: z.string().nullable(),
  /** As most of its records write it. */
  label: z.string().nullable(),
  /** What the filter takes for it: every spelling of a maker; empty where no filter asks for it. */
  values: z.array(z.string()),
  guns: z.number(),
  /** Of each period, in their order. */
  counts: z.array(z.number()),
  /** Part of all guns of which it is told, with the exact 95 % interval; null where it is not told. */
  share: withInterval.nullable(),
  /** Guns whose days of sale and recovery are both known: the next two are of these. */
  known: z.number(),
  median: z.object({ value: daysOrBeyond, low: daysOrBeyond, high: daysOrBeyond }).nullable(),
  withinThreeYears: withInterval.nullable(),
  change,
});

export const firearmsSchema = z.object({
  by: z.enum(FIREARM_GROUPINGS),
  unit: z.enum(PERIOD_UNITS),
  /** Recovered guns of the filter; those whose day is not known are in no period. The groups add up to them. */
  guns: z.number(),
  undated: z.number(),
  /** First days of the periods, without a gap. */
  periods: z.array(z.string()),
  /** First and last day of a recovery: the first and the last period may not be whole. */
  oldest: z.string().nullable(),
  newest: z.string().nullable(),
  groups: z.array(groupSchema),
  /** How many classes `others` are. */
  otherClasses: z.number(),
  /** All guns: what changed for every class alike. */
  change,
  notice: z.string(),
});
export type FirearmsAnswer = z.infer<typeof firearmsSchema>;
export type FirearmGroup = FirearmsAnswer['groups'][number];
export type FirearmChange = FirearmsAnswer['change'];
