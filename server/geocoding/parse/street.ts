/** What a street line says, taken apart: the words the parser, the reference loaders and the matcher share. */

export const STREET_DIRECTIONS = ['N', 'S', 'E', 'W', 'NE', 'NW', 'SE', 'SW'] as const;
export type StreetDirection = (typeof STREET_DIRECTIONS)[number];

/**
 * A street's name taken apart, capitals, one spelling for each word (`E SAINT PAUL ST` from `East St. Paul Street`).
 * Reference and question go through the same rules, so that equal streets have equal words.
 */
export interface StreetName {
  readonly preDirection: StreetDirection | null;
  /**
   * The name itself in full words: `SAINT PAUL`, `MARTIN LUTHER KING JR`, `33RD`, `AVENUE B`, `US HIGHWAY 1`,
   * `STATE HIGHWAY 22A`, `COUNTY ROAD 5`, `FM 1960`, `INTERSTATE 95`.
   */
  readonly name: string;
  /** USPS abbreviation (Publication 28): `ST`, `AVE`, `PKWY`; null where there is none. */
  readonly suffix: string | null;
  readonly postDirection: StreetDirection | null;
}

/** What a name is looked up by: names that differ only in spaces are one (`GWYNN OAK`, `GWYNNOAK`). */
export const streetKey = (name: string): string => name.replaceAll(' ', '');

/** `1200 N CHARLES ST`: the parts of a street in one line. */
export function formatStreet({ preDirection, name, suffix, postDirection }: StreetName): string {
  let line = preDirection === null ? name : `${preDirection} ${name}`;
  if (suffix !== null) line += ` ${suffix}`;
  return postDirection === null ? line : `${line} ${postDirection}`;
}

/**
 * A street line taken apart. Where words can be read in several ways (`WEST NORTH AVE`, `WEBB CT ST`, `ST PAUL ST`),
 * `streets` holds every reading, the likeliest first: which one is meant the reference decides.
 */
export type StreetLine =
  | {
      readonly kind: 'address';
      readonly number: number;
      /** What follows the digits: `1/2`, `B`; null where nothing does. */
      readonly numberSuffix: string | null;
      readonly unit: string | null;
      readonly streets: readonly StreetName[];
    }
  /** A hundred-block: `2900 BLK`, `29XX`; from and to are its first and last number (2900, 2999). */
  | {
      readonly kind: 'block';
      readonly from: number;
      readonly to: number;
      readonly streets: readonly StreetName[];
    }
  /** Two or more streets that meet, each with its readings. */
  | { readonly kind: 'intersection'; readonly crossing: readonly (readonly StreetName[])[] }
  /** A street without a number. */
  | { readonly kind: 'street'; readonly streets: readonly StreetName[] }
  /** A post box, rural route or general delivery: delivered at a place that says nothing of where somebody lives. */
  | { readonly kind: 'box'; readonly text: string }
  /** A mile marker or exit on a highway. */
  | { readonly kind: 'milepost'; readonly mile: number; readonly streets: readonly StreetName[] }
  /** Nothing that could be looked up: blank, `UNKNOWN`, `N/A`. */
  | { readonly kind: 'nothing' };
