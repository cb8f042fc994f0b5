/** Hotspots: what may be asked of them, and what `/api/hotspots` answers. Areas are H3 cells; distances in metres. */
import { z } from 'zod';
import { EMERGING_COURSES } from './statistics/emerging-hotspots.ts';
import { NOT_A_RANDOM_SAMPLE, RECORDED_SHOOTINGS_ONLY } from './vocabulary.ts';

/** What is counted: guns recovered, those of them sold within 3 years, or incidents that are shootings. */
export const HOTSPOT_SUBJECTS = ['recoveries', 'shortTimeToCrime', 'shootings'] as const;
export type HotspotSubject = (typeof HOTSPOT_SUBJECTS)[number];

/** What must be said beside every figure of a subject. */
export const hotspotNotice = (of: HotspotSubject): string =>
  of === 'shootings' ? RECORDED_SHOOTINGS_ONLY : NOT_A_RANDOM_SAMPLE;

/** Per what it is counted: as it is, among the recoveries whose time-to-crime is known, or by inhabitant. */
export const HOTSPOT_RATES = ['none', 'recoveries', 'population'] as const;
export type HotspotRate = (typeof HOTSPOT_RATES)[number];

/** Periods over which a hotspot's course is told. */
export const HOTSPOT_PERIODS = ['none', 'months', 'quarters'] as const;
export type HotspotPeriod = (typeof HOTSPOT_PERIODS)[number];

/** H3 resolutions that are counted at: cells of about 1,770 km² down to 0.1 km². */
export const HOTSPOT_RESOLUTIONS = { least: 4, most: 9, otherwise: 7 } as const;
/** How many rings of cells around a cell are near it. */
export const HOTSPOT_RINGS = { least: 1, most: 5, otherwise: 2 } as const;

/** Resolution by the map zoom from which it is drawn: an edge is then at least 9 pixels long. */
const RESOLUTION_FROM_ZOOM = [
  [12, 9],
  [10, 8],
  [9, 7],
  [8, 6],
  [6, 5],
] as const;

/** The H3 resolution whose cells are large enough to see at a map zoom. */
export function hotspotResolution(zoom: number): number {
  return RESOLUTION_FROM_ZOOM.find(([from]) => zoom >= from)?.[1] ?? HOTSPOT_RESOLUTIONS.least;
}

/** The least zoom at which the cells are as large as at this one: equal wherever equal cells are asked for. */
export function hotspotZoom(zoom: number): number {
  return RESOLUTION_FROM_ZOOM.find(([from]) => zoom >= from)?.[0] ?? 0;
}

/** The part of the cells called hot or cold that may be so by chance: from here on a class is significant. */
export const FALSE_DISCOVERY_RATE = 0.05;

/** Hottest first; the number is 100 % less the adjusted p. Only 95 and 99 are significant. */
export const HOTSPOT_CLASSES = ['hot99', 'hot95', 'hot90', 'none', 'cold90', 'cold95', 'cold99'] as const;
export type HotspotClass = (typeof HOTSPOT_CLASSES)[number];

/** The class of a z-score with its adjusted p. */
export function hotspotClass(z: number, adjustedP: number): HotspotClass {
  const isHot = z > 0;
  if (adjustedP <= 0.01) return isHot ? 'hot99' : 'cold99';
  if (adjustedP <= FALSE_DISCOVERY_RATE) return isHot ? 'hot95' : 'cold95';
  if (adjustedP <= 0.1) return isHot ? 'hot90' : 'cold90';
  return 'none';
}

const SIGNIFICANT: ReadonlySet<HotspotClass> = new Set(['hot99', 'hot95', 'cold95', 'cold99']);
export const isSignificant = (of: HotspotClass): boolean => SIGNIFICANT.has(of);

const position = z.tuple([z.number(), z.number()]);
const bbox = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/** `hot` or `cold`, and its course over the periods. */
const emergingSchema = z.object({
  side: z.enum(['hot', 'cold']),
  course: z.enum(EMERGING_COURSES),
});

export const hotspotPropertiesSchema = z.object({
  /** H3 index. */
  cell: z.string(),
  /** The ZIP and county that something in it lies in; null where nothing counted ever lay. */
  place: z.string().nullable(),
  /** What is counted, in the cell. */
  count: z.number(),
  /** The same in the cell and those near it, and how many there would be if all were spread evenly. */
  nearby: z.number(),
  expected: z.number(),
  /** Recoveries of known time-to-crime in the cell, of which `count` is a part, or inhabitants; null without a rate. */
  outOf: z.number().nullable(),
  /** The rate as it is and drawn towards that of the whole study area: a part of 1, or by inhabitant; null without a rate. */
  rate: z.number().nullable(),
  smoothedRate: z.number().nullable(),
  /** Gi*, its two-sided p, and that after the correction; null where nothing was tested. */
  z: z.number().nullable(),
  p: z.number().nullable(),
  adjustedP: z.number().nullable(),
  class: z.enum(HOTSPOT_CLASSES),
  /** Course over the periods, null for none; and the trend of the cell's scores (Mann-Kendall). Without periods left out. */
  emerging: emergingSchema.nullable().optional(),
  trend: z.object({ z: z.number(), p: z.number() }).optional(),
});
export type HotspotProperties = z.infer<typeof hotspotPropertiesSchema>;

const hotspotFeature = z.object({
  type: z.literal('Feature'),
  id: z.string(),
  geometry: z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(position)) }),
  properties: hotspotPropertiesSchema,
});
export type HotspotFeature = z.infer<typeof hotspotFeature>;

/** How the figures were come by: what a legend must say. */
export const hotspotMethodSchema = z.object({
  test: z.literal('Getis-Ord Gi*'),
  of: z.enum(HOTSPOT_SUBJECTS),
  rate: z.enum(HOTSPOT_RATES),
  /** How rates of few records are steadied; null without a rate. */
  smoothing: z.literal('empirical Bayes').nullable(),
  /** H3 resolution and the mean area of its cells. */
  resolution: z.number(),
  cellSquareKm: z.number(),
  /** Cells up to so many rings away are near; that is so far from middle to middle. */
  rings: z.number(),
  bandwidthMetres: z.number(),
  correction: z.literal('Benjamini-Hochberg'),
  falseDiscoveryRate: z.number(),
  /** Cells tested, those without any record included. */
  n: z.number(),
  studyArea: z.string(),
  /** Names of the sources of inhabitants; null without a rate by them. */
  population: z.array(z.string()).readonly().nullable(),
  /** First days of the periods, and the day after the last; null without periods. */
  periods: z
    .object({ unit: z.enum(['months', 'quarters']), from: z.array(z.string()), to: z.string() })
    .nullable(),
  /** Why nothing was tested, in words; null where it was. */
  untested: z.string().nullable(),
});
export type HotspotMethod = z.infer<typeof hotspotMethodSchema>;

const hotspotTotals = z.object({
  /** All that the filter has = placed + unplaced + uninhabited. */
  count: z.number(),
  placed: z.number(),
  /** Known less closely than to the street: they have no cell. */
  unplaced: z.number(),
  /** In cells where nobody is known to live; 0 without a rate by inhabitant. */
  uninhabited: z.number(),
  /** Placed, but in no period: their date is unknown or outside whole periods. 0 without periods. */
  outsidePeriods: z.number(),
  /** Cells by class, all n of them. */
  classes: z.record(z.enum(HOTSPOT_CLASSES), z.number()),
});
export type HotspotTotals = z.infer<typeof hotspotTotals>;

/** `/api/hotspots`: the cells with any record or any class; the others of the n are counted only. */
export const hotspotsSchema = z.object({
  type: z.literal('FeatureCollection'),
  bbox: bbox.optional(),
  numberMatched: z.number(),
  features: z.array(hotspotFeature),
  totals: hotspotTotals,
  method: hotspotMethodSchema,
  notice: z.string(),
});
export type Hotspots = z.infer<typeof hotspotsSchema>;

/** `/api/hotspots/{cell}`: one cell in full, with its count by month. */
export const hotspotDetailSchema = hotspotFeature.extend({
  months: z.array(z.object({ month: z.string(), count: z.number() })),
  /** Of unknown date; in no month. */
  undated: z.number(),
  method: hotspotMethodSchema,
  notice: z.string(),
});
export type HotspotDetail = z.infer<typeof hotspotDetailSchema>;

const window = z.object({ from: z.string(), to: z.string() });
/** `/api/hotspots/accuracy`: what one period's significant hotspots said of the next period. Ends are half-open. */
export const hotspotAccuracySchema = z.object({
  previous: window,
  current: window,
  /** Counted in the previous period, to find the hotspots by; and in the current one, all placed and in the hotspots. */
  previousCount: z.number(),
  count: z.number(),
  hits: z.number(),
  /** Cells that were significantly hot, and all of the study area. */
  hotCells: z.number(),
  cells: z.number(),
  /** hits / count, with its exact 95 % interval; null where nothing was counted. */
  hitRate: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
  /** Hit rate over the part of the area that was hot; null where nothing was hot or counted. */
  predictionAccuracyIndex: z.number().nullable(),
  method: hotspotMethodSchema,
  notice: z.string(),
});
export type HotspotAccuracy = z.infer<typeof hotspotAccuracySchema>;

/** `/api/hotspots/density`: a surface to look at, no test. */
export const hotspotDensitySchema = z.object({
  /** Corners of the grid in degrees; its rows are evenly spaced on a Mercator map. */
  bbox,
  columns: z.number(),
  rows: z.number(),
  /** A square kilometre, row by row from the north, each from the west. */
  values: z.array(z.number()),
  most: z.number(),
  bandwidthMetres: z.number(),
  kernel: z.literal('quartic'),
  totals: z.object({ count: z.number(), placed: z.number(), unplaced: z.number() }),
  notice: z.string(),
});
export type HotspotDensity = z.infer<typeof hotspotDensitySchema>;
