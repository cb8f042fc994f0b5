/** Addresses of the GeoJSON files that {@link basemapFiles} makes. */
declare module 'virtual:basemap-files' {
  /** Land outside the United States, and the shared land border. */
  export const land: string;
  export const lakes: string;
  /** States as polygons and their borders as lines. */
  export const states: string;
  /** County borders as lines. */
  export const counties: string;
  /** Points with names: states, counties, places. */
  export const labels: string;
}
