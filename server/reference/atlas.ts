/** States and counties with their polygons: Census cartographic boundaries of 2017, as us-atlas has them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import { z } from 'zod';
import { stateByFips } from '../../domain/geography/states.ts';
import { toMercator } from '../../domain/geography/world-grid.ts';
import type { Box, MultiPolygon } from './polygon.ts';
import { boxOf, ringArea } from './polygon.ts';

export interface AtlasArea {
  /** USPS code of a state, FIPS code of a county. */
  readonly code: string;
  /** The bare name: `Baltimore` for both the county and the city. */
  readonly name: string;
  /** USPS code. */
  readonly state: string;
  /** EPSG:3857 metres. Empty for Falls Church, Virginia, which is too small for this generalisation. */
  readonly polygons: MultiPolygon;
  /** Middle of its box, EPSG:3857 metres: where its name stands if it has no polygon. */
  readonly middle: { readonly x: number; readonly y: number };
}

const ring = z.array(z.tuple([z.number(), z.number()]));
const areaFeature = z.object({
  id: z.string(),
  properties: z.object({ name: z.string() }),
  geometry: z.discriminatedUnion('type', [
    z.object({ type: z.literal('Polygon'), coordinates: z.array(ring) }),
    z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) }),
  ]),
});

export interface Atlas {
  readonly states: readonly AtlasArea[];
  readonly counties: readonly AtlasArea[];
}

/** Reads all 56 states and territories and their counties. */
export function readAtlas(): Atlas {
  const file = createRequire(import.meta.url).resolve('us-atlas/counties-10m.json');
  // Not checked as a whole: each area that comes out of it is.
  const topology: Topology = JSON.parse(readFileSync(file, 'utf8'));
  return {
    states: areas(topology, 'states', (fips) => stateByFips(fips)?.code ?? fips),
    counties: areas(topology, 'counties', (fips) => fips),
  };
}

function areas(topology: Topology, layer: string, codeOf: (fips: string) => string): AtlasArea[] {
  const collection = topology.objects[layer];
  if (collection?.type !== 'GeometryCollection') throw new Error(`us-atlas has no layer "${layer}".`);
  return feature(topology, collection).features.map((given) => {
    const { id, properties, geometry } = areaFeature.parse(given);
    const state = stateByFips(id.slice(0, 2));
    if (state === undefined) throw new Error(`us-atlas area ${id} is in no known state.`);
    const drawn = (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).map((rings) =>
      rings.map(projected),
    );
    // Generalising has flattened some islets and slivers to lines.
    const polygons = drawn.filter(([outer]) => ringArea(outer) > 0);
    return {
      code: codeOf(id),
      name: layer === 'states' ? state.name : properties.name,
      state: state.code,
      polygons,
      middle: middleOf(boxOf(drawn)),
    };
  });
}

/** A ring in EPSG:3857, closed: that of Illinois is open by 121 m in us-atlas. */
function projected(positions: readonly (readonly [number, number])[]): Float64Array {
  const flat = positions.flatMap(([lon, lat]) => {
    const { x, y } = toMercator(lon, lat);
    return [x, y];
  });
  const [startX = 0, startY = 0] = flat;
  const isClosed = flat.at(-2) === startX && flat.at(-1) === startY;
  return Float64Array.from(isClosed ? flat : [...flat, startX, startY]);
}

const middleOf = ({ minX, minY, maxX, maxY }: Box) => ({ x: (minX + maxX) / 2, y: (minY + maxY) / 2 });
