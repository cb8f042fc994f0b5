/**
 * What the API answers, as schemas: the server builds these shapes, the web page and the command line parse them.
 * Times-to-crime are in days, distances in kilometres, coordinates in degrees (EPSG:4326, longitude first).
 */
import { z } from 'zod';
import { sessionAccountSchema, sharingSchema, signedOutSchema } from './access-responses.ts';
import { basemapSchema } from './basemap.ts';
import { reviewReasonSchema, scorePartsSchema } from './review.ts';
import {
  ADDRESS_KINDS,
  AREA_LEVELS,
  FIREARM_TYPES,
  FLOW_LEVELS,
  IMPORT_FORMATS,
  INCIDENT_TYPES,
  PRECISIONS,
  TRACE_OUTCOMES,
} from './vocabulary.ts';

const position = z.tuple([z.number(), z.number()]);
const bbox = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/** recovered -> submitted for tracing -> traced to a dealer -> traced to a purchaser; each includes the next. */
export const funnelSchema = z.object({
  recovered: z.number(),
  submitted: z.number(),
  tracedToDealer: z.number(),
  tracedToPurchaser: z.number(),
});
export type Funnel = z.infer<typeof funnelSchema>;

/** `GET /api/session` of whoever is signed in. */
export const sessionSchema = z.object({
  account: sessionAccountSchema,
  scope: z.object({
    label: z.string(),
    agencies: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        state: z.string(),
        /** What is seen of each kind of its data; of one's own agency all of it. */
        sharing: sharingSchema,
      }),
    ),
  }),
  /** True while the records shown are made up. */
  synthetic: z.boolean(),
  dataVersion: z.number(),
  /** First and last day of recovery in scope; null without records. */
  recoveredFrom: z.string().nullable(),
  recoveredTo: z.string().nullable(),
  /** What maps draw under the data beside their own ground. */
  basemap: basemapSchema,
});
export type Session = z.infer<typeof sessionSchema>;
/** `GET /api/session`: of whoever asks. */
export const sessionAnswerSchema = z.union([sessionSchema, signedOutSchema]);

const flowProperties = z.object({
  origin: z.string(),
  destination: z.string(),
  originName: z.string(),
  destinationName: z.string(),
  count: z.number(),
  /** Part of totals.count, 0 to 1. */
  share: z.number(),
  medianTimeToCrimeDays: z.number().nullable(),
  /** Part of the guns of known time-to-crime that were sold within 3 years, 0 to 1. */
  shortTimeToCrimeShare: z.number().nullable(),
  /** How many guns the two figures above rest on. */
  knownTimeToCrime: z.number(),
  distanceKm: z.number(),
});
export const flowTotalsSchema = z.object({
  /**
   * All guns of the filter that were traced as far as both ends ask = drawn + notDrawn + withinArea + withinCluster +
   * unplaced + suppressed.
   */
  count: z.number(),
  /** Both ends in the same area. */
  withinArea: z.number(),
  /** Both ends in different areas that are drawn as one node at this zoom. */
  withinCluster: z.number(),
  drawn: z.number(),
  /** Below the limit, or without an end in the view that was asked for. */
  notDrawn: z.number(),
  /** An end is not known as closely as the level asks. */
  unplaced: z.number(),
  suppressed: z.number(),
});
/**
 * An area, or several drawn as one (`areas`), with guns sold from it, recovered in it, and both (`stayed`); sold and
 * recovered include stayed. With other ends than dealer and recovery `sold` counts origins, `recovered` destinations.
 */
export const flowNodeSchema = z.object({
  type: z.literal('Feature'),
  geometry: z.object({ type: z.literal('Point'), coordinates: position }),
  properties: z.object({
    code: z.string(),
    name: z.string(),
    areas: z.number(),
    sold: z.number(),
    recovered: z.number(),
    stayed: z.number(),
  }),
});
export const flowsSchema = z.object({
  type: z.literal('FeatureCollection'),
  bbox: bbox.optional(),
  level: z.enum(FLOW_LEVELS),
  totals: flowTotalsSchema,
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      /** `origin>destination`, stable over time. */
      id: z.string(),
      geometry: z.object({ type: z.literal('LineString'), coordinates: z.array(position) }),
      properties: flowProperties,
    }),
  ),
  nodes: z.array(flowNodeSchema),
  notice: z.string(),
});
export type Flows = z.infer<typeof flowsSchema>;
export type FlowFeature = Flows['features'][number];
export type FlowNode = z.infer<typeof flowNodeSchema>;
export type FlowTotals = z.infer<typeof flowTotalsSchema>;

/**
 * `/api/published-flows`: the same shape, with the years there are and the file the figures are from. Where no year has
 * been imported there are no flows either: `year` and `source` are null.
 */
export const publishedFlowsSchema = flowsSchema.extend({
  year: z.number().nullable(),
  years: z.array(z.number()),
  source: z.string().nullable(),
});
export type PublishedFlows = z.infer<typeof publishedFlowsSchema>;

/** A figure with its exact 95 % interval; `few` where it rests on fewer than 20 guns. */
const figureSchema = z.object({ value: z.number(), low: z.number(), high: z.number(), few: z.boolean() });
export type Figure = z.infer<typeof figureSchema>;

export const areaBalanceItemSchema = z.object({
  code: z.string(),
  name: z.string(),
  /** Where its name stands on a map; null where no such area is known. */
  location: position.nullable(),
  /** Inhabitants at the 2020 census, null where unknown. */
  population: z.number().nullable(),
  /** Traced to a dealer in this area and recovered in another of its level. */
  exported: z.number(),
  /** Recovered in this area and traced to a dealer in another. */
  imported: z.number(),
  /** Sold and recovered in this area. */
  stayed: z.number(),
  /** Null where the population is unknown. */
  exportedPer100000: figureSchema.nullable(),
  /** Null also where no gun recovered in the area is in the records: then nothing is known of its imports. */
  importedPer100000: figureSchema.nullable(),
  /** exported / imported; null where nothing was imported. */
  ratio: figureSchema.nullable(),
  /** Part of the exported guns of known time-to-crime (`known`) that were sold within 3 years; null for none. */
  shortShare: figureSchema.extend({ known: z.number() }).nullable(),
});
/** `/api/area-balance`: the states or counties with any gun that was sold and recovered in known ones, most exported first. */
export const areaBalanceSchema = z.object({
  items: z.array(areaBalanceItemSchema),
  totals: z.object({
    /** All guns of the filter that were traced to a dealer = exported + stayed + unplaced. */
    traced: z.number(),
    /** Sold in one area and recovered in another: each is exported once and imported once. */
    exported: z.number(),
    imported: z.number(),
    stayed: z.number(),
    /** The area of the dealer or that of recovery is not known. */
    unplaced: z.number(),
  }),
  /** What the rates are per. */
  per: z.string(),
  notice: z.string(),
});
export type AreaBalance = z.infer<typeof areaBalanceSchema>;
export type AreaBalanceItem = z.infer<typeof areaBalanceItemSchema>;

export const summarySchema = z.object({
  funnel: funnelSchema,
  /** Recoveries of unknown date; not in `months`. */
  unknownDate: z.number(),
  months: z.array(z.object({ month: z.string(), recovered: z.number(), tracedToDealer: z.number() })),
  timeToCrime: z.object({
    buckets: z.array(z.object({ id: z.string(), label: z.string(), count: z.number() })),
    unknown: z.number(),
    medianDays: z.number().nullable(),
    shortShare: z.number().nullable(),
  }),
  firearmTypes: z.array(z.object({ type: z.enum(FIREARM_TYPES), count: z.number() })),
  sourceStates: z.array(z.object({ code: z.string(), name: z.string(), count: z.number() })),
  recoveryStates: z.array(z.object({ code: z.string(), name: z.string(), count: z.number() })),
  /** How many recoveries can be drawn as points; the others count in their area only. */
  drawable: z.number(),
  notice: z.string(),
});
export type Summary = z.infer<typeof summarySchema>;

/** GeoJSON point feature, or a feature without geometry where the place may not be drawn. */
const maybePoint = z.object({ type: z.literal('Point'), coordinates: position }).nullable();

export const recoveryFeatureSchema = z.object({
  type: z.literal('Feature'),
  id: z.number(),
  geometry: maybePoint,
  properties: z.object({
    agency: z.string(),
    agencyName: z.string(),
    recoveredOn: z.string().nullable(),
    firearmType: z.enum(FIREARM_TYPES),
    manufacturer: z.string().nullable(),
    model: z.string().nullable(),
    caliber: z.string().nullable(),
    crimeCode: z.string().nullable(),
    precision: z.enum(PRECISIONS),
    /** Metres within which the place lies in nearly all cases; null where only an area is known, or nobody said. */
    uncertaintyMetres: z.number().nullable(),
    /** How the place was found: words of `MATCH_TYPES` (server/geocoding/address.ts), joined by `+`. */
    placedBy: z.string().nullable(),
    /** The area in words where the gun was recovered, for example "21215, Baltimore city, MD". */
    place: z.string(),
    recoveryState: z.string().nullable(),
    recoveryCounty: z.string().nullable(),
    traceOutcome: z.enum(TRACE_OUTCOMES),
    traceNumber: z.string().nullable(),
    purchasedOn: z.string().nullable(),
    timeToCrimeDays: z.number().nullable(),
    dealerId: z.number().nullable(),
    dealerName: z.string().nullable(),
    sourceState: z.string().nullable(),
    sourceCounty: z.string().nullable(),
    multipleSale: z.boolean(),
    /** The file and line the record came from; the file is named to its own agency alone. */
    source: z.object({ file: z.string().nullable(), row: z.number(), batch: z.number() }),
  }),
});
export const recoveriesSchema = z.object({
  type: z.literal('FeatureCollection'),
  bbox: bbox.optional(),
  numberMatched: z.number(),
  /** Give as `after` for the next page; null at the end. */
  next: z.string().nullable(),
  features: z.array(recoveryFeatureSchema),
  notice: z.string(),
});
export type Recoveries = z.infer<typeof recoveriesSchema>;
export type RecoveryFeature = z.infer<typeof recoveryFeatureSchema>;

export const incidentFeatureSchema = z.object({
  type: z.literal('Feature'),
  id: z.number(),
  geometry: maybePoint,
  properties: z.object({
    agency: z.string(),
    agencyName: z.string(),
    incidentNumber: z.string().nullable(),
    occurredOn: z.string(),
    /** Local time of day, `HH:MM`; null where the file does not say. */
    occurredTime: z.string().nullable(),
    incidentType: z.enum(INCIDENT_TYPES),
    /** What happened in the words of the file; null where it has none. */
    reportedType: z.string().nullable(),
    /** Whether somebody died; null where the file does not say. */
    fatal: z.boolean().nullable(),
    victims: z.number().nullable(),
    /** Shell casings found; null where the file does not say. */
    casings: z.number().nullable(),
    casingCaliber: z.string().nullable(),
    precision: z.enum(PRECISIONS),
    uncertaintyMetres: z.number().nullable(),
    placedBy: z.string().nullable(),
    place: z.string(),
    state: z.string().nullable(),
    county: z.string().nullable(),
    /** The file is named to its own agency alone. */
    source: z.object({ file: z.string().nullable(), row: z.number(), batch: z.number() }),
  }),
});
/** `/api/incidents`: a page of the filter's incidents. */
export const incidentsSchema = z.object({
  type: z.literal('FeatureCollection'),
  bbox: bbox.optional(),
  numberMatched: z.number(),
  /** How many of them can be drawn as points; the others count in their area only. */
  drawable: z.number(),
  next: z.string().nullable(),
  features: z.array(incidentFeatureSchema),
  notice: z.string(),
});
export type Incidents = z.infer<typeof incidentsSchema>;
export type IncidentFeature = z.infer<typeof incidentFeatureSchema>;

/** `/api/geocode`: where one address is. */
export const geocodeSchema = z.object({
  result: z.object({
    /** Null where nothing of the address is known. Below street precision the middle of its area, not its place. */
    lon: z.number().nullable(),
    lat: z.number().nullable(),
    precision: z.enum(PRECISIONS),
    /** 0 to 1; comparable within a precision. */
    score: z.number(),
    /** Null where no street matched. */
    parts: scorePartsSchema.nullable(),
    matchType: z.string(),
    matchedAddress: z.string().nullable(),
    /** NAACCR's GIS coordinate quality code. */
    naaccrCode: z.string(),
    uncertaintyMetres: z.number().nullable(),
    /** The file of streets or addresses it was placed by; null where none was. */
    reference: z
      .object({
        kind: z.string(),
        name: z.string(),
        /** SHA-256 of the file and of the rules it was read by. */
        version: z.string(),
        loadedAt: z.string(),
      })
      .nullable(),
    /** Why a person should look at it; null where nothing is left open. */
    review: z.object({ reason: reviewReasonSchema, words: z.string() }).nullable(),
    /** The verdict in the words of the Census Bureau's geocoder. */
    census: z.object({
      match: z.enum(['Match', 'Tie', 'No_Match']),
      exactness: z.enum(['Exact', 'Non_Exact']).nullable(),
    }),
  }),
  /** What a person may choose from where the result leaves it open, the likeliest first. */
  candidates: z
    .array(
      z.object({
        label: z.string(),
        lon: z.number(),
        lat: z.number(),
        precision: z.enum(PRECISIONS),
        score: z.number(),
      }),
    )
    .max(5),
  /** False until streets are loaded: then addresses are known to their ZIP, city, county or state only. */
  streetsLoaded: z.boolean(),
});
export type GeocodeAnswer = z.infer<typeof geocodeSchema>;

const mappingSchema = z.record(z.string(), z.string().nullable());
/** Which column of the file (by heading) holds a field (key); null or absent: none does. */
export type ColumnMapping = z.infer<typeof mappingSchema>;

export const importBatchSchema = z.object({
  id: z.number(),
  agency: z.string(),
  format: z.enum(IMPORT_FORMATS),
  fileName: z.string(),
  status: z.enum(['awaiting_mapping', 'running', 'done', 'failed', 'undone']),
  error: z.string().nullable(),
  rowsRead: z.number(),
  rowsAccepted: z.number(),
  rowsDuplicate: z.number(),
  rowsRejected: z.number(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
});
export type ImportBatch = z.infer<typeof importBatchSchema>;
export const importsSchema = z.object({
  items: z.array(importBatchSchema),
  total: z.number(),
  next: z.string().nullable(),
});

/** How well the addresses of one kind were placed. */
export const importPlacementSchema = z.object({
  kind: z.enum(ADDRESS_KINDS),
  /** All that say anything of a place; dealers and known purchasers count once, the others once a row. */
  addresses: z.number(),
  /** From most to least exact, all of them; together `addresses`. */
  byPrecision: z.array(z.object({ precision: z.enum(PRECISIONS), addresses: z.number() })),
  /** Placed to their street or better. */
  placed: z.number(),
  /** Their street was looked up where streets are loaded, and is left for a person to settle. */
  toReview: z.number(),
  /** A person found that their street cannot be known. */
  unknown: z.number(),
  /** They name a street where none are loaded, in these states (USPS codes; one may be unknown). */
  unloaded: z.number(),
  unloadedStates: z.array(z.string()),
  /** placed / (placed + toReview + unknown), 0 to 1; null where that is none. */
  matchRate: z.number().nullable(),
  /** The match rate is under 0.85. */
  belowTarget: z.boolean(),
});
export type ImportPlacement = z.infer<typeof importPlacementSchema>;

/** A batch with what its mapping needs: shown after upload, before the rows are read. */
export const importDetailSchema = importBatchSchema.extend({
  fields: z.array(z.object({ key: z.string(), label: z.string(), required: z.boolean(), group: z.string() })),
  columns: z.array(z.object({ name: z.string(), samples: z.array(z.string()) })),
  mapping: mappingSchema,
  /** `saved` by this agency before, `guessed` from names and contents, or `fixed` by the format. */
  mappingFrom: z.enum(['saved', 'guessed', 'fixed']),
  notes: z.object({ errors: z.number(), warnings: z.number() }),
  /** Only kinds of addresses the batch brought; empty until it is done. */
  placement: z.array(importPlacementSchema),
});
export type ImportDetail = z.infer<typeof importDetailSchema>;

export const importNoteSchema = z.object({
  row: z.number().nullable(),
  column: z.string().nullable(),
  severity: z.enum(['error', 'warning']),
  value: z.string().nullable(),
  message: z.string(),
});
export const importNotesSchema = z.object({
  items: z.array(importNoteSchema),
  total: z.number(),
  next: z.string().nullable(),
});
export type ImportNotes = z.infer<typeof importNotesSchema>;

/** Server-sent while an import runs; the last one has a status other than `running`. */
export const importProgressSchema = z.object({
  status: importBatchSchema.shape.status,
  step: z.enum(['reading', 'placing', 'counting', 'finished']),
  rowsRead: z.number(),
  /** Part of the file read, 0 to 1. */
  fraction: z.number(),
});
export type ImportProgress = z.infer<typeof importProgressSchema>;

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  parameter: z.string().optional(),
  /** A sign-in was refused only because its code is missing or wrong. */
  secondFactor: z.boolean().optional(),
});
export type Problem = z.infer<typeof problemSchema>;

export const areaLevelSchema = z.enum(AREA_LEVELS);
