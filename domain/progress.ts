/**
 * Progress: what was done against illegal guns, whether outcomes changed with it, and targets. What the API takes and answers,
 * as schemas. Which guns an intervention or a target is about is said by the one trace filter, as text.
 */
import { z } from 'zod';
import type { TraceFilter } from './trace-filter.ts';

export const INTERVENTION_KINDS = [
  'dealer_oversight',
  'trafficking_case',
  'policing',
  'buyback',
  'outreach',
  'law',
  'other',
] as const;
export type InterventionKind = (typeof INTERVENTION_KINDS)[number];

/**
 * What is looked at, by month of recovery.
 * new_crime_guns  traced guns recovered at most a year (365 days) after their first retail sale: Webster, Vernick and Bulzacchelli
 *                 (2006), Journal of Urban Health 83:778–787, whose measure of new supply it is
 * traced_guns     guns traced to a dealer
 * short_share     part sold within 3 years (1,095 days) of those whose time-to-crime is known
 * hotspot_guns    guns recovered in the cells that were hotspots (Gi*, 99 %) over the two years before it began: fixed beforehand,
 *                 so that only an intervention has it, not a target
 */
export const TARGET_OUTCOMES = ['new_crime_guns', 'traced_guns', 'short_share'] as const;
export type TargetOutcome = (typeof TARGET_OUTCOMES)[number];
export const PROGRESS_OUTCOMES = [...TARGET_OUTCOMES, 'hotspot_guns'] as const;
export type ProgressOutcome = (typeof PROGRESS_OUTCOMES)[number];

/** Months before an intervention by which hotspots are chosen. */
export const HOTSPOT_MONTHS = 24;

/** Days after its sale up to which a recovered gun is a new crime gun. */
export const NEW_CRIME_GUN_DAYS = 365;

/** Parts of a filter that an outcome says itself, or that would cut off its months. */
export const NOT_OF_OUTCOMES = [
  'recoveredFrom',
  'recoveredTo',
  'ttcMin',
  'ttcMax',
] as const satisfies readonly (keyof TraceFilter)[];

/** The filter without what an outcome says itself. */
export function outcomeFilter(filter: TraceFilter): TraceFilter {
  const { recoveredFrom: _from, recoveredTo: _to, ttcMin: _least, ttcMax: _most, ...rest } = filter;
  return rest;
}

export const LONGEST_PROGRESS_NAME = 100;
export const LONGEST_PROGRESS_NOTE = 2000;
/** As many as one agency may have: each costs time in every list. */
export const MOST_TARGETS = 50;

/** What is sent to add an intervention or to put in the place of one. Dates are ISO; `endedOn` is its last day. */
export const interventionDraftSchema = z.object({
  name: z.string(),
  kind: z.enum(INTERVENTION_KINDS),
  note: z.string().default(''),
  startedOn: z.string(),
  endedOn: z.string().nullable().default(null),
  filter: z.string(),
  /** The version that is changed; not needed to add one. */
  version: z.number().int().optional(),
});
export type InterventionDraft = z.input<typeof interventionDraftSchema>;

export const interventionSchema = z.object({
  id: z.number(),
  name: z.string(),
  kind: z.enum(INTERVENTION_KINDS),
  note: z.string(),
  startedOn: z.string(),
  endedOn: z.string().nullable(),
  /** As query parameters of the trace filter. */
  filter: z.string(),
  /** True where it is the region's: nobody's to change here. */
  ofRegion: z.boolean(),
  version: z.number(),
  writtenBy: z.string(),
  updatedAt: z.string(),
});
export type Intervention = z.infer<typeof interventionSchema>;

export const interventionsSchema = z.object({
  items: z.array(interventionSchema),
  total: z.number(),
  next: z.null(),
});

const intervalSchema = z.object({ low: z.number(), high: z.number() });
const refusalSchema = z.object({ refused: z.string(), reason: z.string() });

/** A ratio with its 95 % interval; 0.6 is 40 % fewer. `high` is null where it is open above. */
const ratioSchema = z.object({ value: z.number().nullable(), low: z.number(), high: z.number().nullable() });

export const VERDICTS = ['fewer', 'more', 'unclear', 'refused'] as const;
export type VerdictKind = (typeof VERDICTS)[number];

export const verdictSchema = z.object({
  kind: z.enum(VERDICTS),
  /** One sentence, with its uncertainty. */
  sentence: z.string(),
  /** What it rests on: a comparison series, the series' own trend and season; null where it is refused. */
  basis: z.enum(['comparison', 'series']).nullable(),
});
export type Verdict = z.infer<typeof verdictSchema>;

export const WARNING_KINDS = [
  'regression-to-the-mean',
  'tracing-changed',
  'overlapping-interventions',
  'results-out',
  'records-end',
  'months-alike',
  'no-agreement',
  'guns-not-told',
  'started-within-month',
] as const;
export type WarningKind = (typeof WARNING_KINDS)[number];

const monthSchema = z.object({
  /** `YYYY-MM`. */
  month: z.string(),
  count: z.number(),
  /** What the count is a part of, where it is: guns of known time-to-crime. */
  outOf: z.number().nullable(),
  /** Guns recovered in the same places, submitted for tracing, and of these without a result so far. */
  recovered: z.number(),
  submitted: z.number(),
  awaited: z.number(),
  /** By the segmented regression: as fitted, and as expected without the intervention; null where it is refused. */
  fitted: z.number().nullable(),
  without: z.number().nullable(),
  /** The comparison series, null where there is none. */
  comparison: z.number().nullable(),
});
export type ProgressMonth = z.infer<typeof monthSchema>;

/** A control chart that watches the months after. */
const chartSchema = z.object({
  chart: z.enum(['cusum-fewer', 'cusum-more', 'ewma']),
  /** Months until a false alarm on average, though nothing but chance is at work. */
  runLengthMonths: z.number(),
  alarms: z.array(z.string()),
});
export type ProgressChart = z.infer<typeof chartSchema>;

const hotspotCellsSchema = z.object({
  cells: z.number(),
  /** Of one of them, on average over the earth. */
  squareKm: z.number(),
  /** The first and the last month, `YYYY-MM`, of the guns by which they were chosen. */
  from: z.string(),
  to: z.string(),
  /** The guns of the months told: in these cells, in others, and not known to the street. */
  inside: z.number(),
  outside: z.number(),
  unplaced: z.number(),
});
export type HotspotCellsCounted = z.infer<typeof hotspotCellsSchema>;

/** `GET /api/interventions/:id/progress`. */
export const progressSchema = z.object({
  intervention: interventionSchema,
  outcome: z.enum(PROGRESS_OUTCOMES),
  verdict: verdictSchema,
  months: z.array(monthSchema),
  /** Months of `months` before the one in which it began. */
  monthsBefore: z.number(),
  /** Guns of the filter whose date of recovery is not known. */
  undated: z.number(),
  /** The cells counted in, where those are asked for and there are some. */
  hotspots: hotspotCellsSchema.nullable(),
  /** Monthly counts after and before; null where one of the two has no month. */
  beforeAfter: z
    .object({ before: z.number(), after: z.number(), ratio: ratioSchema, p: z.number() })
    .nullable(),
  series: z.union([
    refusalSchema,
    z.object({
      ratio: ratioSchema,
      p: z.number(),
      yearlyTrend: z.number(),
      dispersion: z.number(),
      autocorrelation: z.number(),
    }),
  ]),
  compared: z.union([
    refusalSchema,
    z.object({
      comparison: z.string(),
      ratio: ratioSchema,
      p: z.number(),
      preTrends: z.array(
        z.object({
          name: z.string(),
          yearlyDivergence: z.number(),
          interval: intervalSchema,
          p: z.number(),
        }),
      ),
    }),
  ]),
  charts: z.array(chartSchema),
  warnings: z.array(z.object({ kind: z.enum(WARNING_KINDS), sentence: z.string() })),
  notice: z.string(),
});
export type Progress = z.infer<typeof progressSchema>;

/** What is sent to set a target or to put in the place of one. */
export const targetDraftSchema = z.object({
  name: z.string(),
  outcome: z.enum(TARGET_OUTCOMES),
  filter: z.string(),
  /** First day, and first day no longer, of what is compared with; whole months. */
  baselineFrom: z.string(),
  baselineTo: z.string(),
  /** By how many per cent of the baseline it is to change; below 0 is fewer. */
  changePercent: z.number().int(),
  /** First day no longer counted; the first of a month. */
  dueOn: z.string(),
  /** The version that is changed; not needed to set one. */
  version: z.number().int().optional(),
});
export type TargetDraft = z.infer<typeof targetDraftSchema>;

export const STANDINGS = ['on-course', 'off-course', 'open', 'refused'] as const;
export type StandingKind = (typeof STANDINGS)[number];

export const targetSchema = targetDraftSchema.extend({
  id: z.number(),
  ofRegion: z.boolean(),
  version: z.number(),
  writtenBy: z.string(),
  standing: z.object({
    kind: z.enum(STANDINGS),
    sentence: z.string(),
    /** Whole months counted so far, and how many guns; what the baseline comes to in such months, and what the goal allows. */
    months: z.number(),
    count: z.number(),
    baseline: z.number(),
    allowed: z.number(),
    ratio: ratioSchema.nullable(),
  }),
});
export type Target = z.infer<typeof targetSchema>;
export type TargetStanding = Target['standing'];

export const targetsSchema = z.object({ items: z.array(targetSchema), total: z.number(), next: z.null() });
