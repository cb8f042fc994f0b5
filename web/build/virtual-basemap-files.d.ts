/** Addresses of the GeoJSON files that {@link basemapFiles} makes, and the one it does not keep in a file. */
declare module 'virtual:basemap-files' {
  import type { FeatureCollection, Point } from 'geojson';

  /** Land, lakes and states as polygons, borders and coast as lines, told apart by their `kind`. */
  export const ground: string;
  /** County borders as lines. */
  export const counties: string;
  /** Points with the names of states, all that is written on the country as a whole. */
  export const stateLabels: FeatureCollection<Point>;
  /** Points with names: states, counties, places. */
  export const labels: string;
}
