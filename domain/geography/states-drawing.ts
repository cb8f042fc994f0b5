/** The states as a drawing: outlines of us-atlas, projected already (Albers, Alaska and Hawaii below left). */
import { stateByFips } from './states.ts';

export const STATES_DRAWING_SIZE = { width: 975, height: 610 };

type Ring = readonly (readonly number[])[];

/** What topojson-client makes of `us-atlas/states-albers-10m.json`, as far as it is drawn. */
export interface StateShapes {
  readonly features: readonly {
    readonly id?: string | number | undefined;
    readonly geometry: ShapeGeometry;
  }[];
}

/** As GeoJSON has it; what is no area is not drawn. */
type ShapeGeometry =
  | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] }
  | { readonly type: 'Point' | 'MultiPoint' | 'LineString' | 'MultiLineString' | 'GeometryCollection' };

export interface DrawnState {
  /** Its outline as an SVG path. */
  readonly path: string;
  /** Middle of its largest part. */
  readonly middle: readonly [x: number, y: number];
  /** Around that part: far islands would make it twice as large. */
  readonly box: DrawnBox;
}

export interface DrawnBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The states of the drawing by their USPS codes. */
export function statesDrawing({ features }: StateShapes): ReadonlyMap<string, DrawnState> {
  return new Map(
    features.flatMap(({ id, geometry }) => {
      const state = stateByFips(String(id).padStart(2, '0'));
      const polygons = polygonsOf(geometry);
      return state === undefined || polygons.length === 0 ? [] : [[state.code, drawn(polygons)]];
    }),
  );
}

function polygonsOf(geometry: ShapeGeometry): readonly (readonly Ring[])[] {
  if (geometry.type === 'Polygon') return [geometry.coordinates];
  return geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
}

function drawn(polygons: readonly (readonly Ring[])[]): DrawnState {
  const measured = polygons.flatMap(([outer]) => (outer === undefined ? [] : [measure(outer)]));
  const largest = measured.reduce((most, one) => (one.area > most.area ? one : most));
  const { middle, box } = largest;
  return { path: polygons.flatMap((rings) => rings.map(ringPath)).join(''), middle, box };
}

/** A ring in whole units of the drawing: what falls together at that size is left out. */
function ringPath(ring: Ring): string {
  const points = ring.map(([x = 0, y = 0]) => `${Math.round(x)} ${Math.round(y)}`);
  const kept = points.filter((point, index) => point !== points[index - 1]);
  return kept.length < 4 ? '' : `M${kept.join('L')}Z`;
}

/** Area and centre of gravity of a ring, by the shoelace formula. */
function measure(ring: Ring): Omit<DrawnState, 'path'> & { readonly area: number } {
  let [twice, sumX, sumY] = [0, 0, 0];
  for (const [index, [x = 0, y = 0]] of ring.entries()) {
    const [nextX = 0, nextY = 0] = ring[(index + 1) % ring.length] ?? [];
    const cross = x * nextY - nextX * y;
    twice += cross;
    sumX += (x + nextX) * cross;
    sumY += (y + nextY) * cross;
  }
  const [xs, ys] = [ring.map(([x = 0]) => x), ring.map(([, y = 0]) => y)];
  return {
    area: Math.abs(twice / 2),
    middle: [sumX / (3 * twice), sumY / (3 * twice)],
    box: { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) },
  };
}
