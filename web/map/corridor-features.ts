import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';
import type { AreaOutlines, CorridorPolygon } from '../../domain/corridor.ts';
import type { Corner } from '../state/corridor-draft-text.ts';
import type { MarkedPlace } from '../state/corridors.ts';

/** An outline being drawn, with where the pointer is. */
export interface OutlineSoFar {
  readonly side: 'origin' | 'destination';
  readonly corners: readonly Corner[];
  readonly pointer: Corner | null;
}

/** The places of corridors as areas to mark on the map, each with its side. */
export function corridorFeatures(
  places: readonly MarkedPlace[],
  outlines: AreaOutlines | null,
): FeatureCollection<Polygon | MultiPolygon> {
  const byCode = new Map(outlines?.features.map(({ id, geometry }) => [id, geometry]));
  return {
    type: 'FeatureCollection',
    features: places.flatMap(({ side, place }) => {
      const geometry = 'code' in place ? byCode.get(place.code) : shapeOf(place);
      return geometry === undefined ? [] : [{ type: 'Feature' as const, properties: { side }, geometry }];
    }),
  };
}

function shapeOf(
  place: { readonly corners: readonly Corner[] } | { readonly geometry: CorridorPolygon },
): CorridorPolygon {
  if ('geometry' in place) return place.geometry;
  const ring = [...place.corners, ...place.corners.slice(0, 1)].map(([lon, lat]): [number, number] => [
    lon,
    lat,
  ]);
  return { type: 'Polygon', coordinates: [ring] };
}

/** The corners and edges of an outline that is being drawn; its last edge goes to the pointer. */
export function outlineFeatures(outline: OutlineSoFar | null): FeatureCollection {
  if (outline === null) return { type: 'FeatureCollection', features: [] };
  const { side, corners, pointer } = outline;
  const path: Position[] = [...corners, ...(pointer === null ? [] : [pointer])].map(([lon, lat]) => [
    lon,
    lat,
  ]);
  const points = corners.map(
    ([lon, lat], index): Feature => ({
      type: 'Feature',
      properties: { side, first: index === 0 },
      geometry: { type: 'Point', coordinates: [lon, lat] },
    }),
  );
  const line: Feature = {
    type: 'Feature',
    properties: { side },
    geometry: { type: 'LineString', coordinates: path },
  };
  return { type: 'FeatureCollection', features: path.length < 2 ? points : [line, ...points] };
}
