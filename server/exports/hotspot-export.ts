import type { HotspotFeature } from '../../domain/hotspots.ts';
import { hotspotPropertiesSchema } from '../../domain/hotspots.ts';
import type { ExportFeature } from './export-pages.ts';

/** A course makes two columns and a trend two: side and name, score and p. */
export const HOTSPOT_COLUMNS: readonly string[] = [
  ...Object.keys(hotspotPropertiesSchema.shape).filter((name) => name !== 'emerging' && name !== 'trend'),
  'emergingSide',
  'emergingCourse',
  'trendZ',
  'trendP',
];

/** A cell with its properties flat; in a table its H3 index stands for its outline. */
export function hotspotExport({ id, geometry, properties }: HotspotFeature): ExportFeature {
  const { emerging, trend, ...flat } = properties;
  return {
    id,
    geometry,
    properties: {
      ...flat,
      emergingSide: emerging?.side ?? null,
      emergingCourse: emerging?.course ?? null,
      trendZ: trend?.z ?? null,
      trendP: trend?.p ?? null,
    },
  };
}
