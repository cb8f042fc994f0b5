import type { FlowLevel } from '../vocabulary.ts';

/** From this map zoom on, counties tell more than states; below it they are too small to tell apart. */
export const COUNTY_FLOW_ZOOM = 6;
/** From this zoom on ZIPs do, */
export const ZIP_FLOW_ZOOM = 9;
/** and from this one on cells: the picture is a part of a town then. */
export const CELL_FLOW_ZOOM = 13;

/** The geography level flows are drawn at for a map zoom (`level=auto`). */
export function flowLevelForZoom(zoom: number): FlowLevel {
  if (zoom >= CELL_FLOW_ZOOM) return 'cell';
  if (zoom >= ZIP_FLOW_ZOOM) return 'zip';
  return zoom >= COUNTY_FLOW_ZOOM ? 'county' : 'state';
}

/** H3 resolutions by the zoom they are for: cells of 40 to 100 px on the screen. */
const COARSEST_CELLS = 3;
const FINEST_CELLS = 9;

/** The H3 resolution whose cells can be told apart at a map zoom: each is 2.6 times as wide as the next. */
export function cellResolutionForZoom(zoom: number): number {
  const resolution = Math.floor((zoom - 1) * (Math.LN2 / Math.log(Math.sqrt(7)))) + 1;
  return Math.max(COARSEST_CELLS, Math.min(FINEST_CELLS, resolution));
}
