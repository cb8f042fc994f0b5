/** Where an exported file comes from: what goes with it, so that it can be understood without Tracemap. */
import type { Sharing } from '../access.ts';
import type { ExportFormatId, ExportLayer } from './export-layers.ts';

export interface ExportProvenance {
  readonly layer: ExportLayer;
  readonly format: ExportFormatId;
  /** When it was made, ISO 8601 in UTC. */
  readonly madeAt: string;
  /** Whose file it is, by role and agency; no name. */
  readonly madeBy: string;
  /** Raised by every change of the records it was made of: files of one version tell the same. Null for what is released, which stays. */
  readonly dataVersion: number | null;
  /** What was asked, as it was asked, and what that means. */
  readonly asked: readonly {
    readonly parameter: string;
    readonly value: string;
    readonly means: string;
  }[];
  readonly columns: readonly string[];
  /** Agencies whose records may be in it or counted in it, and how much of each kind they share. */
  readonly agencies: readonly { readonly code: string; readonly name: string; readonly sharing: Sharing }[];
  readonly notice: string;
  readonly terms: string;
  /** Which guide says how its figures are made. */
  readonly method: string;
}

export const EXPORT_TERMS =
  'The records belong to the agencies named. Use them as the agreements with these agencies allow, and pass single records on to nobody whom the agreements do not name. Traced is not accused: that a gun was traced says nothing about whether a dealer or purchaser broke the law.';

/** Counts that are released are for everybody. */
export const RELEASED_TERMS =
  'These counts are released for everybody. Small ones are not told, nor others that they could be worked out from. Traced is not accused: that a gun was traced says nothing about whether a dealer or purchaser broke the law.';

/** Guides in docs/guides of Tracemap. */
export const methodOf = (layer: ExportLayer): string => {
  const guides: Readonly<Partial<Record<ExportLayer, string>>> = {
    flows: 'flows.md',
    hotspots: 'hotspots.md',
    'area-balance': 'area-balance.md',
    dealers: 'dealers.md',
    released: 'publishing.md',
  };
  return `docs/guides/${guides[layer] ?? 'importing.md'} of Tracemap; how places are found: docs/guides/geocoding.md`;
};
