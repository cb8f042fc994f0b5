import type { FlowLevel } from '../vocabulary.ts';

/** From this map zoom on, counties tell more than states; below it they are too small to tell apart. */
export const COUNTY_FLOW_ZOOM = 6;

/** The geography level flows are drawn at for a map zoom (`level=auto`). */
export function flowLevelForZoom(zoom: number): FlowLevel {
  return zoom >= COUNTY_FLOW_ZOOM ? 'county' : 'state';
}
