import { createRequire } from 'node:module';
import type { FeatureCollection, Geometry } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { STATES } from '../../domain/geography/states.ts';

/** us-atlas' map of states, projected (Albers, Alaska and Hawaii below left) to a drawing of this size. */
export const STATES_MAP_SIZE = { width: 975, height: 610 };

/** The outline of each state by its code, as an SVG path. */
export const STATE_PATHS: ReadonlyMap<string, string> = statePaths();

function statePaths(): Map<string, string> {
  // A file of data: imported as JSON it would be type-checked as a program of a megabyte.
  const atlas: Topology<{ states: GeometryCollection }> = createRequire(import.meta.url)(
    'us-atlas/states-albers-10m.json',
  );
  const states: FeatureCollection = feature(atlas, atlas.objects.states);
  return new Map(
    states.features.flatMap(({ id, geometry }) => {
      const state = STATES.find(({ fips }) => fips === String(id).padStart(2, '0'));
      return state === undefined ? [] : [[state.code, pathOf(geometry)]];
    }),
  );
}

function pathOf(geometry: Geometry): string {
  const polygons =
    geometry.type === 'Polygon'
      ? [geometry.coordinates]
      : geometry.type === 'MultiPolygon'
        ? geometry.coordinates
        : [];
  return polygons.flatMap((rings) => rings.map(ringPath)).join('');
}

/** A ring in whole units of the drawing: what falls together at that size is left out. */
function ringPath(ring: readonly (readonly number[])[]): string {
  const points = ring.map(([x = 0, y = 0]) => `${Math.round(x)} ${Math.round(y)}`);
  const kept = points.filter((point, index) => point !== points[index - 1]);
  return kept.length < 4 ? '' : `M${kept.join('L')}Z`;
}
