import type { Precision, ReviewReason } from '../../domain/vocabulary.ts';
import type { ScoreParts } from './match/score-street.ts';
import type { StreetMatch } from './match/street-match.ts';

/** An address as a file gave it, any spelling. A whole address on one line stands in `street`. */
export interface Address {
  readonly street: string | null;
  readonly city: string | null;
  readonly county: string | null;
  readonly state: string | null;
  readonly zip: string | null;
  /** Degrees (EPSG:4326) as given, not yet trusted. */
  readonly lon: number | null;
  readonly lat: number | null;
}

/** Where an address is, how exactly that is known, and how it was found. */
export interface GeocodeResult {
  readonly precision: Precision;
  /** 0 to 1: lower where parts of the address contradict each other; comparable within a precision. */
  readonly score: number;
  /** How it was found: {@link MATCH_TYPES}, joined by `+`. */
  readonly matchType: string;
  /** Degrees (EPSG:4326); null for precision `none`. Below street precision the label point of the area. */
  readonly lon: number | null;
  readonly lat: number | null;
  /** USPS code. */
  readonly state: string | null;
  /** Five-digit FIPS code; null where the place spans several counties. */
  readonly county: string | null;
  /** Five digits. */
  readonly zip: string | null;
  /** The address or area that matched, in one spelling; null for precision `none`. */
  readonly matchedAddress: string | null;
  /** Metres within which the place lies in nearly all cases; null where only an area is known. */
  readonly uncertaintyMetres: number | null;
  /** Why a person should look at it; null where nothing is left open. */
  readonly reviewReason: ReviewReason | null;
  /** What that person may choose from, the likeliest first. */
  readonly candidates: readonly StreetMatch[];
  /** The street that was asked for; null where nothing is left open. */
  readonly asked: AskedStreet | null;
  /** The `reference_source` whose street or address it is; null where none is. */
  readonly sourceId: number | null;
  /** What the score is the product of; null where no street matched. */
  readonly parts: ScoreParts | null;
  readonly streetLookup: StreetLookup;
  /** True where its street line is a post box, a rural route or general delivery, and nothing placed it better. */
  readonly isBox: boolean;
}

/** The street of an address that is left open, as it was read. */
export interface AskedStreet {
  /** Equal for open addresses that differ in nothing but the house number; null for crossings. */
  readonly alikeKey: string | null;
  /** Name without direction and suffix; null for crossings. */
  readonly name: string | null;
}

/**
 * What became of the street of an address. `none`: it names none, or coordinates were believed before it; `unloaded`: no
 * streets are loaded there; `matched`, by the reference, a provider or a person; `review`: streets are loaded there, but a person
 * must choose or mend; `unknown`: a person found that it cannot be known.
 */
export const STREET_LOOKUPS = ['none', 'unloaded', 'matched', 'review', 'unknown'] as const;
export type StreetLookup = (typeof STREET_LOOKUPS)[number];

type StreetPart = Pick<
  GeocodeResult,
  | 'uncertaintyMetres'
  | 'reviewReason'
  | 'candidates'
  | 'asked'
  | 'sourceId'
  | 'parts'
  | 'streetLookup'
  | 'isBox'
>;
/** What a result says of streets where none was looked up. */
export const WITHOUT_STREET: StreetPart = {
  parts: null,
  streetLookup: 'none',
  isBox: false,
  uncertaintyMetres: null,
  reviewReason: null,
  candidates: [],
  asked: null,
  sourceId: null,
};

/** The words `matchType` is made of: first what matched, then what spoke against it. */
export const MATCH_TYPES = {
  address_point: 'An address of the reference',
  range: 'A number interpolated in a range of a street’s numbers',
  intersection: 'Where the streets meet',
  block: 'The middle of a hundred-block',
  street: 'The middle of a short street',
  spelling_corrected: 'The street is written a little differently',
  pinned: 'A person set it on the map',
  chosen: 'A person chose it among the places that fit',
  marked_unknown: 'A person found that more cannot be known',
  census: 'The Census Bureau’s geocoder knew the address',
  nominatim: 'OpenStreetMap’s geocoder knew the address',
  pelias: 'A Pelias geocoder knew the address',
  coordinates: 'The coordinates given, which lie in the state of the address',
  zip_city: 'The ZIP and the city, which agree',
  zip: 'The ZIP',
  city_state: 'The city and state',
  county_state: 'The county and state',
  state: 'The state',
  none: 'Nothing of the address is known',
  coordinates_sign_mended: 'The sign of a coordinate was turned',
  coordinates_swapped_mended: 'Longitude and latitude were exchanged',
  coordinates_refused: 'The coordinates given lie outside the state of the address',
  zip_unknown: 'The ZIP given is not known',
  zip_contradicts: 'The ZIP given lies elsewhere',
  city_contradicts: 'The city given lies elsewhere',
  state_contradicts: 'The state given is another',
} as const;
export type MatchWord = keyof typeof MATCH_TYPES;
