/**
 * The words of Tracemap. Tables, columns, types, URLs and screens use exactly these.
 *
 * trace           one request to find a gun's first retail sale, and its result
 * recovery        where and when the gun was taken by police
 * incident        a shooting or other crime, with its day and place
 * dealer          federal firearms licensee (FFL) that made the first retail sale
 * purchaser       first retail buyer
 * possessor       the person holding the gun at recovery
 * time-to-crime   days from purchase to recovery; null when either date is unknown; "short" is <= 3 years (1,095 days)
 * flow            a counted origin -> destination pair at one geography level
 * corridor        a named group of flows
 * hotspot         an area where a count is statistically raised; always say by which test
 * link            ballistic evidence that joins two incidents: a lead (unconfirmed) or a hit (confirmed by an examiner)
 * debrief         what a person told police about how a gun was obtained
 * agency          the owner of records
 * jurisdiction    the polygon an agency answers for; never a synonym of agency
 * area            a state, county, ZIP, place or H3 cell used to aggregate
 * scope           what the signed-in person may see
 *
 * Traced is not accused: stored facts are indicators, never "trafficker" or "suspect".
 */

export const NOT_A_RANDOM_SAMPLE =
  'Traced guns are not a random sample of crime guns: agencies choose which guns to trace, and a trace says nothing about whether anyone in the chain of sale broke the law.';

export const RECORDED_ONLY =
  'Only what agencies recorded and brought in: what nobody reported, or nobody shares, is not among it.';
export const RECORDED_INCIDENTS_ONLY =
  'Incidents are those that agencies recorded, where they say these happened: what nobody reported is missing.';

export const RECORDED_SHOOTINGS_ONLY =
  'Recorded shootings are not all shootings: what nobody reported is missing. Nor are they traces: they say nothing of where a gun came from.';

/** Firearm types as ATF groups them for publication; rarer ones are `other`. */
export const FIREARM_TYPES = ['pistol', 'revolver', 'rifle', 'shotgun', 'other', 'unknown'] as const;
export type FirearmType = (typeof FIREARM_TYPES)[number];

/**
 * How far a recovery got through tracing, from least to most. Each step includes the ones before it:
 * recovered -> submitted for tracing -> traced to a dealer -> traced to a purchaser.
 */
export const TRACE_OUTCOMES = ['not_submitted', 'submitted', 'dealer', 'purchaser'] as const;
export type TraceOutcome = (typeof TRACE_OUTCOMES)[number];

/** What a place is known to, from most to least exact. Only `street` and better may be drawn as a point. */
export const PRECISIONS = [
  'point',
  'range',
  'intersection',
  'block',
  'street',
  'zip',
  'city',
  'county',
  'state',
  'none',
] as const;
export type Precision = (typeof PRECISIONS)[number];

/** True where the place is known well enough to be drawn as a point of its own. */
export function isDrawablePrecision(precision: Precision): boolean {
  return PRECISIONS.indexOf(precision) <= PRECISIONS.indexOf('street');
}

/** Why an address is left to a person. */
export const REVIEW_REASONS = {
  direction_missing: 'Streets that differ only in direction fit; the address does not say which.',
  several_candidates: 'Several places fit equally well.',
  number_not_found: 'The street is known, but not this number on it.',
  street_not_found: 'No street of this name is known there.',
  street_too_long: 'The street is known, but it is too long to say where on it.',
  crossing_not_found: 'The streets are known, but not where they meet.',
} as const;
export type ReviewReason = keyof typeof REVIEW_REASONS;

/** Whose addresses an import brings. */
export const ADDRESS_KINDS = [
  'recovery',
  'dealer',
  'purchaser',
  'possessor',
  'incident',
  'link_event',
  'debrief',
  'multiple_sale',
  'theft_report',
] as const;
export type AddressKind = (typeof ADDRESS_KINDS)[number];

/** The precisions that are at least as exact as `least`. */
export function precisionsFrom(least: Precision): readonly Precision[] {
  return PRECISIONS.slice(0, PRECISIONS.indexOf(least) + 1);
}

export const AREA_LEVELS = ['state', 'county', 'zip', 'place'] as const;
export type AreaLevel = (typeof AREA_LEVELS)[number];

/** Levels at which flows are counted. */
export const FLOW_LEVELS = ['state', 'county', 'zip', 'cell'] as const;
export type FlowLevel = (typeof FLOW_LEVELS)[number];

/** Where flows begin that a trace tells of: where the gun was sold, and where its first buyer lived. */
export const TRACED_ORIGINS = ['dealer', 'purchaser'] as const;
/** Where flows begin that another record of the recovered gun tells of: where it was stolen or lost, and where it was obtained. */
export const RECORDED_ORIGINS = ['theft', 'debrief'] as const;
export type RecordedOrigin = (typeof RECORDED_ORIGINS)[number];
export const FLOW_ORIGINS = [...TRACED_ORIGINS, ...RECORDED_ORIGINS] as const;
export const FLOW_DESTINATIONS = ['recovery', 'purchaser'] as const;
export interface TracedEnds {
  readonly origin: (typeof TRACED_ORIGINS)[number];
  readonly destination: (typeof FLOW_DESTINATIONS)[number];
}
export interface RecordedEnds {
  readonly origin: RecordedOrigin;
  readonly destination: 'recovery';
}
export type FlowEnds = TracedEnds | RecordedEnds;
export const isRecorded = (ends: FlowEnds): ends is RecordedEnds =>
  RECORDED_ORIGINS.some((origin) => origin === ends.origin);
/** The way every gun made that was traced to a dealer. */
export const DEALER_TO_RECOVERY: TracedEnds = { origin: 'dealer', destination: 'recovery' };

/**
 * What a street is to whoever reads a map, from least to most: alleys, ramps and drives; streets; the long streets and
 * numbered highways a city is known by; roads without crossings.
 */
export const STREET_CLASSES = ['service', 'local', 'major', 'highway'] as const;
export type StreetClass = (typeof STREET_CLASSES)[number];

/** What kind of incident it was; anything that is none of the first is `other`. */
export const INCIDENT_TYPES = ['shooting', 'homicide', 'shots_fired', 'robbery', 'assault', 'other'] as const;
export type IncidentType = (typeof INCIDENT_TYPES)[number];

/** Facts about a trace that may be worth a look; none of them is an accusation. */
export const INDICATORS = ['shortTimeToCrime', 'multipleSale', 'purchaserInSeveralTraces'] as const;
export type Indicator = (typeof INDICATORS)[number];

/** How sure a ballistic link is: a lead nobody has confirmed, or a hit that an examiner has. */
export const LINK_TYPES = ['lead', 'hit'] as const;
export type LinkType = (typeof LINK_TYPES)[number];

/** How somebody said that a gun was obtained. */
export const OBTAINED_HOW = [
  'straw_purchase',
  'unlicensed_seller',
  'theft',
  'family_friend',
  'street',
  'online',
  'private_sale',
  'ghost_gun',
  'licensed_dealer',
  'other',
  'unknown',
] as const;
export type ObtainedHow = (typeof OBTAINED_HOW)[number];

/** From what kind of person or place somebody said that a gun was obtained; never who. */
export const OBTAINED_FROM = [
  'family',
  'friend',
  'acquaintance',
  'stranger',
  'dealer',
  'gun_show',
  'website',
  'other',
  'unknown',
] as const;
export type ObtainedFrom = (typeof OBTAINED_FROM)[number];

/** How guns were lost to whoever had them. */
export const THEFT_KINDS = [
  'burglary',
  'robbery',
  'larceny',
  'vehicle_break_in',
  'employee',
  'in_transit',
  'lost',
  'other',
] as const;
export type TheftKind = (typeof THEFT_KINDS)[number];

/** Who reported guns stolen or lost. */
export const THEFT_VICTIMS = ['dealer', 'carrier', 'private', 'agency', 'unknown'] as const;
export type TheftVictim = (typeof THEFT_VICTIMS)[number];

/** What came of an inspection of a dealer, from least to most. */
export const INSPECTION_RESULTS = [
  'no_violations',
  'report_of_violations',
  'warning_letter',
  'warning_conference',
  'license_surrendered',
  'revocation',
  'other',
] as const;
export type InspectionResult = (typeof INSPECTION_RESULTS)[number];

/** Formats `tracemap import` and the Data view accept. */
export const IMPORT_FORMATS = [
  'traces',
  'incidents',
  'ballistics',
  'debriefs',
  'dealer-sales',
  'multiple-sales',
  'thefts',
  'inspections',
  'ffl',
  'atf-state-tables',
] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];
