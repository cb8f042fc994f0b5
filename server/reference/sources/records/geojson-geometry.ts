import { z } from 'zod';
import type { SourceGeometry } from './record-source.ts';

const position = z
  .array(z.number())
  .min(2)
  .transform(([lon = Number.NaN, lat = Number.NaN]) => [lon, lat] as const);
const line = z.array(position);

const geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Point'), coordinates: position }),
  z.object({ type: z.literal('LineString'), coordinates: line }),
  z.object({ type: z.literal('MultiLineString'), coordinates: z.array(line) }),
]);

/** A GeoJSON point, line or several lines; null for anything else. */
export function readGeoJsonGeometry(value: unknown): SourceGeometry | null {
  const { data } = geometry.safeParse(value);
  if (data === undefined) return null;
  if (data.type === 'Point') return { kind: 'point', at: data.coordinates };
  return { kind: 'lines', lines: data.type === 'LineString' ? [data.coordinates] : data.coordinates };
}

/** The same from the text of a cell. */
export function readGeoJsonCell(text: string): SourceGeometry | null {
  try {
    return readGeoJsonGeometry(JSON.parse(text));
  } catch {
    return null;
  }
}
