/**
 * Corridors: a named set of origins and a set of destinations. A gun went along a corridor when it was sold at any of its
 * origins and recovered at any of its destinations. What the API takes and answers, as schemas.
 */
import { z } from 'zod';
import { FIREARM_TYPES } from './vocabulary.ts';

export const CORRIDOR_SIDES = ['origin', 'destination'] as const;
export type CorridorSide = (typeof CORRIDOR_SIDES)[number];

export const LONGEST_CORRIDOR_NAME = 100;
export const LONGEST_CORRIDOR_NOTE = 2000;
/** More places or corners than a person draws; each costs time under every figure. */
export const MOST_CORRIDOR_ENDS = 500;
export const MOST_POLYGON_CORNERS = 2000;

const position = z.tuple([z.number(), z.number()]);
const polygonSchema = z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(position)) });
const multiPolygonSchema = z.object({
  type: z.literal('MultiPolygon'),
  coordinates: z.array(z.array(z.array(position))),
});

/** A polygon in degrees (RFC 7946). Its edges are straight on the map, that is in EPSG:3857. */
export const corridorPolygonSchema = z.union([polygonSchema, multiPolygonSchema]);
export type CorridorPolygon = z.infer<typeof corridorPolygonSchema>;

/** A place at one side: a state (`MD`), a county (`24510`) or a drawn polygon. */
export const corridorEndSchema = z.discriminatedUnion('level', [
  z.object({ level: z.literal('state'), code: z.string() }),
  z.object({ level: z.literal('county'), code: z.string() }),
  z.object({ level: z.literal('polygon'), geometry: corridorPolygonSchema }),
]);
export type CorridorEnd = z.infer<typeof corridorEndSchema>;

/** What is sent to make a corridor or to put in the place of one. */
export const corridorDraftSchema = z.object({
  name: z.string(),
  note: z.string().default(''),
  origins: z.array(corridorEndSchema),
  destinations: z.array(corridorEndSchema),
});
export type CorridorDraft = z.infer<typeof corridorDraftSchema>;

/** A place at one side with its name in words. */
const namedEndSchema = z.intersection(corridorEndSchema, z.object({ name: z.string() }));
export type NamedCorridorEnd = z.infer<typeof namedEndSchema>;

export const corridorSchema = z.object({
  id: z.number(),
  name: z.string(),
  note: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  origins: z.array(namedEndSchema),
  destinations: z.array(namedEndSchema),
});
export type Corridor = z.infer<typeof corridorSchema>;

/** `GET /api/corridors`: each with its guns in the filter; `traced` are all guns of the filter traced to a dealer. */
export const corridorsSchema = z.object({
  items: z.array(corridorSchema.extend({ count: z.number() })),
  total: z.number(),
  next: z.null(),
  traced: z.number(),
  notice: z.string(),
});
export type Corridors = z.infer<typeof corridorsSchema>;

const intervalSchema = z.object({ low: z.number(), high: z.number() });

/** The figures of one set of guns: of a corridor, or of all others. */
const figuresSchema = z.object({
  count: z.number(),
  /** Guns by class of time-to-crime, as in TIME_TO_CRIME_BUCKETS. */
  timeToCrime: z.array(z.number()),
  unknownTimeToCrime: z.number(),
  medianTimeToCrimeDays: z.number().nullable(),
  /** Part of those of known time-to-crime sold within 3 years, with its exact 95 % interval; null for none. */
  shortShare: intervalSchema.extend({ value: z.number(), known: z.number() }).nullable(),
  /** Guns by class of distance, as in DISTANCE_CLASSES. */
  distances: z.array(z.number()),
  /** The county of sale or that of recovery is not known. */
  unknownDistance: z.number(),
  medianDistanceKm: z.number().nullable(),
  /** Guns by type, as in FIREARM_TYPES. */
  firearmTypes: z.array(z.number()).length(FIREARM_TYPES.length),
});
export type CorridorFigures = z.infer<typeof figuresSchema>;

/** `GET /api/corridors/:id/page`: a corridor beside all other guns of the filter that were traced to a dealer. */
export const corridorPageSchema = z.object({
  corridor: corridorSchema,
  is: figuresSchema,
  rest: figuresSchema,
  /** Every month from the first to the last of the filter's traced guns (`YYYY-MM`): those of the corridor, and all. */
  months: z.array(z.object({ month: z.string(), count: z.number(), all: z.number() })),
  /** Guns of the corridor whose date of recovery is not known. */
  undated: z.number(),
  /** Dealers with most guns of the corridor, beside all their guns of the filter. */
  dealers: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      city: z.string().nullable(),
      state: z.string().nullable(),
      count: z.number(),
      all: z.number(),
    }),
  ),
  dealerCount: z.number(),
  notice: z.string(),
});
export type CorridorPage = z.infer<typeof corridorPageSchema>;

/** `GET /api/corridors/suggested`: pairs of states with far more guns than the model expects. */
export const suggestedCorridorsSchema = z.object({
  items: z.array(
    z.object({
      origin: z.string(),
      destination: z.string(),
      originName: z.string(),
      destinationName: z.string(),
      observed: z.number(),
      expected: z.number(),
      /** observed / expected with the exact 95 % interval of the count. */
      ratio: intervalSchema.extend({ value: z.number() }),
      distanceKm: z.number(),
      /** Above expected even when counts vary as much more than by chance as they do here. */
      beyondScatter: z.boolean(),
    }),
  ),
  model: z.object({
    /** Null where there are too few flows for a model. */
    fit: z
      .object({
        /** A distance ten times as long has 10^exponent times the guns. */
        distanceExponent: z.number(),
        standardError: z.number(),
        /** How many times more counts vary than by chance alone (Pearson's X² by degrees of freedom). */
        dispersion: z.number(),
      })
      .nullable(),
    pairs: z.number(),
    guns: z.number(),
    words: z.string(),
  }),
  notice: z.string(),
});
export type SuggestedCorridors = z.infer<typeof suggestedCorridorsSchema>;

/** `GET /api/areas/outlines`: states and counties to mark on a map, coarsely. */
export const areaOutlinesSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      id: z.string(),
      properties: z.object({ code: z.string(), level: z.enum(['state', 'county']), name: z.string() }),
      geometry: multiPolygonSchema,
    }),
  ),
});
export type AreaOutlines = z.infer<typeof areaOutlinesSchema>;

/** Classes of distance between the middles of the two counties, in kilometres, half-open; the first is one county. */
export const DISTANCE_CLASSES: readonly { readonly label: string; readonly below: number | null }[] = [
  { label: 'Within one county', below: 0 },
  { label: 'Under 50 km', below: 50 },
  { label: '50 to 100 km', below: 100 },
  { label: '100 to 250 km', below: 250 },
  { label: '250 to 500 km', below: 500 },
  { label: '500 to 1,000 km', below: 1000 },
  { label: '1,000 km and over', below: null },
];

/** Index into {@link DISTANCE_CLASSES}; `isOneCounty` tells it from counties whose middles coincide. */
export function distanceClassIndex(km: number, isOneCounty: boolean): number {
  if (isOneCounty) return 0;
  return DISTANCE_CLASSES.findIndex(({ below }) => below === null || km < below);
}
