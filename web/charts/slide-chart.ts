/** A figure as numbers, for a slide whose chart can be edited: its series over the same names. */
export interface SlideChart {
  /** Lines, bands that add up, or bars lying one under another, each with its number. */
  readonly kind: 'line' | 'bands' | 'bars';
  readonly names: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  /** Parts of a whole, 0 to 1, rather than counts. */
  readonly isShare: boolean;
  /** Colours of the series on paper, where they are not the usual ones. */
  readonly colours?: readonly string[];
  readonly across: string;
  readonly up: string;
}
