import { cellToLatLng } from 'h3-js';
import type { FlowLevel } from '../../domain/vocabulary.ts';
import type { AreaPlaces } from '../areas/area-places.ts';
import { readAreaPlaces } from '../areas/area-places.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { PlaceNodes } from '../rollups/gun-places.ts';
import { readPlacesInScope } from '../rollups/places-in-scope.ts';
import type { FlowEnd, FlowNodes } from './flow-counts.ts';

/** West, south, east, north in degrees; west > east where it crosses the antimeridian. */
export type View = readonly [west: number, south: number, east: number, north: number];

/** The areas of a level as ends of flows. Cells are named after the ZIP or county they lie in. */
export async function readFlowNodes(
  read: ScopedRead,
  level: FlowLevel,
  areas: PlaceNodes,
): Promise<FlowNodes> {
  if (level !== 'cell') return nodesOfAreas(areas, await readAreaPlaces(read, level));
  const zips = await readAreaPlaces(read, 'zip');
  const counties = await readAreaPlaces(read, 'county');
  const areasOf = (await readPlacesInScope(read)).namesOf(areas);
  const nameOf = (node: number): string => {
    const { zip, county } = areasOf(node);
    return zips.get(zip ?? '')?.name ?? counties.get(county ?? '')?.name ?? 'an area without a name';
  };
  return nodesOfCells(areas, nameOf);
}

function nodesOfAreas(areas: PlaceNodes, known: AreaPlaces): FlowNodes {
  return {
    length: areas.length,
    at(node): FlowEnd | null {
      const code = areas.code(node);
      const place = code === null ? undefined : known.get(code);
      if (code === null || place === undefined) return null;
      return { code, name: place.name, areas: 1, lon: place.lon, lat: place.lat };
    },
  };
}

function nodesOfCells(cells: PlaceNodes, nameOf: (node: number) => string): FlowNodes {
  return {
    length: cells.length,
    at(node): FlowEnd | null {
      const code = cells.code(node);
      if (code === null) return null;
      const [lat, lon] = cellToLatLng(code);
      return { code, name: `Part of ${nameOf(node)}`, areas: 1, lon, lat };
    },
  };
}

/** Where the nodes of a level lie; kept, since the places of hundreds of thousands of cells take a while. */
const locationsOf = new WeakMap<object, { readonly lon: Float64Array; readonly lat: Float64Array }>();

/** A 1 at each node inside the view. Where the nodes lie is kept for `areas`, of which they were made. */
export function nodesInView(areas: object, nodes: FlowNodes, view: View): Uint8Array {
  const { lon, lat } = locations(areas, nodes);
  const [west, south, east, north] = view;
  const inView = new Uint8Array(nodes.length);
  for (let node = 0; node < inView.length; node += 1) {
    const [x, y] = [lon[node] ?? Number.NaN, lat[node] ?? Number.NaN];
    const between = west <= east ? x >= west && x <= east : x >= west || x <= east;
    inView[node] = between && y >= south && y <= north ? 1 : 0;
  }
  return inView;
}

function locations(areas: object, nodes: FlowNodes) {
  const known = locationsOf.get(areas);
  if (known !== undefined) return known;
  const lon = new Float64Array(nodes.length).fill(Number.NaN);
  const lat = new Float64Array(nodes.length).fill(Number.NaN);
  for (let node = 1; node < nodes.length; node += 1) {
    const end = nodes.at(node);
    if (end === null) continue;
    lon[node] = end.lon;
    lat[node] = end.lat;
  }
  const found = { lon, lat };
  locationsOf.set(areas, found);
  return found;
}
