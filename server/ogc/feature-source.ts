/** Where the features of a collection come from: whatever it is, it is asked in the same way. */
import type { ExportColumn } from '../../domain/exports/export-column.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { ExportQuestion } from '../exports/export-pages.ts';
import type { Cql2 } from './cql2/cql2.ts';

/** RFC 7946, in degrees. */
export interface OgcGeometry {
  readonly type: string;
  readonly coordinates: unknown;
}

export interface OgcFeature {
  readonly id: number | string;
  readonly geometry: OgcGeometry | null;
  readonly properties: Readonly<Record<string, string | number | boolean | null>>;
}

export interface FeatureQuestion {
  /** What the page's own filter and parameters say. */
  readonly asked: ExportQuestion;
  /** What it is beside that; null for all. */
  readonly where: Cql2 | null;
  readonly limit: number;
  /** The id of the last feature of the page before; null at the start. */
  readonly after: string | null;
}

export interface FeaturePage {
  readonly features: readonly OgcFeature[];
  /** How many there are on all pages. */
  readonly matched: number;
  /** The `after` of the next page; null where this is the last. */
  readonly next: string | null;
}

export interface FeatureSource {
  /** What its features have, in order. */
  readonly columns: readonly ExportColumn[];
  /** Those of them that a filter may ask of. */
  readonly queryable: ReadonlySet<string>;
  readonly hasGeometry: boolean;
  /** The features in the order of their ids, which stays the same from page to page. */
  readonly find: (read: ScopedRead, question: FeatureQuestion) => Promise<FeaturePage>;
  /** The feature of an id; null where the scope sees none. */
  readonly one: (read: ScopedRead, asked: ExportQuestion, id: string) => Promise<OgcFeature | null>;
}

/** Cuts a page out of one row more than it holds. */
export function pageOf(found: readonly OgcFeature[], limit: number, matched: number): FeaturePage {
  const features = found.slice(0, limit);
  const last = found.length > limit ? features.at(-1) : undefined;
  return { features, matched, next: last === undefined ? null : String(last.id) };
}

/** {@link FeatureSource.one} of features whose id is a number and a property that a filter may ask of: read alone, without a count. */
export const oneByNumber =
  (
    readFeatures: (read: ScopedRead, question: FeatureQuestion) => Promise<readonly OgcFeature[]>,
  ): FeatureSource['one'] =>
  async (read, asked, id) => {
    if (!/^\d{1,9}$/.test(id)) return null;
    const where: Cql2 = {
      is: 'compared',
      operator: '=',
      left: { is: 'property', name: 'id' },
      right: { is: 'number', value: Number(id) },
    };
    const features = await readFeatures(read, { asked, where, limit: 1, after: null });
    return features[0] ?? null;
  };
