/** What the API answers of what agencies hold of the market beside traces: debriefs, sales, thefts, inspections, links. */
import { z } from 'zod';
import {
  FIREARM_TYPES,
  INSPECTION_RESULTS,
  LINK_TYPES,
  OBTAINED_FROM,
  OBTAINED_HOW,
  PRECISIONS,
  THEFT_KINDS,
  THEFT_VICTIMS,
} from './vocabulary.ts';

const text = z.string().nullable();
const count = z.number().nullable();
const position = z.tuple([z.number(), z.number()]);
const maybePoint = z.object({ type: z.literal('Point'), coordinates: position }).nullable();

/** Whose a record is and where it came from; the file is named to its own agency alone. */
const source = {
  agency: z.string(),
  agencyName: z.string(),
  source: z.object({ file: text, row: z.number(), batch: z.number() }),
};
/** The areas a record lies in, in words and by code. */
const areas = { place: z.string(), state: text, county: text };
/** A gun, without its serial number. */
const gun = {
  firearmType: z.enum(FIREARM_TYPES),
  manufacturer: text,
  importer: text,
  model: text,
  caliber: text,
  serialObliterated: z.boolean(),
};
/** The dealer a record is about; null where it names none, or none that may be named. */
const dealer = { dealerId: count, dealerName: text, dealerLicense: text, dealerState: text };

/** A page of features: `next` is given as `after` for the next one, null at the end. */
const featuresOf = <Properties extends z.ZodRawShape>(properties: Properties) =>
  z.object({
    type: z.literal('FeatureCollection'),
    bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
    numberMatched: z.number(),
    /** How many of them can be drawn as points. */
    drawable: z.number(),
    next: text,
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        id: z.number(),
        geometry: maybePoint,
        properties: z.object(properties),
      }),
    ),
    notice: z.string(),
  });
/** A page of items; `next` as of features. */
const itemsOf = <Item extends z.ZodRawShape>(item: Item) =>
  z.object({
    items: z.array(z.object({ id: z.number(), ...item })),
    total: z.number(),
    next: text,
    notice: z.string(),
  });

/** `/api/debriefs`: how guns were obtained, where that was; never who said so, nor the statement. */
export const debriefsSchema = featuresOf({
  ...source,
  debriefedOn: text,
  obtainedOn: text,
  obtainedHow: z.enum(OBTAINED_HOW),
  /** In the words of the file. */
  reportedHow: text,
  obtainedFrom: z.enum(OBTAINED_FROM),
  reportedFrom: text,
  priceDollars: count,
  ...gun,
  precision: z.enum(PRECISIONS),
  ...areas,
});
export type Debriefs = z.infer<typeof debriefsSchema>;
export type DebriefFeature = Debriefs['features'][number];

/** `/api/debriefs/:id`: the statement of one, to those with whom its agency shares debriefs as they are. */
export const debriefStatementSchema = z.object({ id: z.number(), statement: text });

/** `/api/thefts`: guns stolen or lost. Of private persons the place is told by ZIP alone. */
export const theftsSchema = featuresOf({
  ...source,
  reportNumber: text,
  stolenOn: text,
  reportedOn: text,
  theftKind: z.enum(THEFT_KINDS),
  reportedKind: text,
  victimKind: z.enum(THEFT_VICTIMS),
  guns: z.number(),
  ...gun,
  ...dealer,
  precision: z.enum(PRECISIONS),
  ...areas,
});
export type Thefts = z.infer<typeof theftsSchema>;
export type TheftFeature = Thefts['features'][number];

/** `/api/dealer-sales`: guns a dealer sold in a period, `[periodFrom, periodTo)`. */
export const dealerSalesSchema = itemsOf({
  ...source,
  ...dealer,
  periodFrom: z.string(),
  periodTo: z.string(),
  gunsSold: count,
  handgunsSold: count,
  longGunsSold: count,
  /** Crime guns that the file itself counts for the dealer. */
  crimeGuns: count,
});
export type DealerSales = z.infer<typeof dealerSalesSchema>;

/** `/api/multiple-sales`: guns of multiple sales, never who bought them; `reportId` is equal for those of one sale. */
export const multipleSalesSchema = itemsOf({
  ...source,
  ...dealer,
  reportId: z.number(),
  reportNumber: text,
  soldOn: z.string(),
  guns: z.number(),
  /** All guns of the sale. */
  gunsOfSale: z.number(),
  ...gun,
  /** Where the buyer lived, by ZIP at the finest. */
  ...areas,
});
export type MultipleSales = z.infer<typeof multipleSalesSchema>;

/** `/api/inspections`: ATF's inspections of dealers and what came of them. */
export const inspectionsSchema = itemsOf({
  ...source,
  ...dealer,
  inspectedOn: z.string(),
  result: z.enum(INSPECTION_RESULTS),
  reportedResult: text,
  violations: count,
});
export type Inspections = z.infer<typeof inspectionsSchema>;

/** One incident of a link. */
const linkEvent = z.object({
  id: z.number(),
  /** Equal for the same incident in any link: the smallest id that it has in one. */
  incident: z.number(),
  /** The agency of the incident as the file names it, also one that is not of the region; null: the file's own. */
  eventAgency: text,
  incidentNumber: text,
  occurredOn: text,
  evidence: text,
  caliber: text,
  /** Recoveries one sees of its case. */
  recoveries: z.array(z.number()),
  /** Null where it is not known to the street or better. */
  position: position.nullable(),
  precision: z.enum(PRECISIONS),
  ...areas,
  source: source.source,
});
/** `/api/links`: ballistic links, each a line through its incidents in the order of their days. */
export const linksSchema = z.object({
  type: z.literal('FeatureCollection'),
  numberMatched: z.number(),
  next: text,
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      id: z.number(),
      geometry: z.object({ type: z.literal('LineString'), coordinates: z.array(position) }).nullable(),
      properties: z.object({
        agency: z.string(),
        agencyName: z.string(),
        linkNumber: text,
        linkType: z.enum(LINK_TYPES),
        linkedOn: text,
        /** Smallest id of the links that share an incident with it, directly or through others. */
        chain: z.number(),
        incidents: z.array(linkEvent),
      }),
    }),
  ),
  notice: z.string(),
});
export type Links = z.infer<typeof linksSchema>;
export type LinkFeature = Links['features'][number];
export type LinkedIncident = LinkFeature['properties']['incidents'][number];
