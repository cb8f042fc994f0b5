/** A filter in CQL2 (OGC 21-065r2), read: what is asked, and nothing of how it was written. */

export type Cql2 =
  | { readonly is: 'boolean'; readonly value: boolean }
  | { readonly is: 'and' | 'or'; readonly parts: readonly Cql2[] }
  | { readonly is: 'not'; readonly part: Cql2 }
  | {
      readonly is: 'compared';
      readonly operator: ComparisonOperator;
      readonly left: Cql2Scalar;
      readonly right: Cql2Scalar;
    }
  | { readonly is: 'like'; readonly value: Cql2Scalar; readonly pattern: string }
  | {
      readonly is: 'between';
      readonly value: Cql2Scalar;
      readonly low: Cql2Scalar;
      readonly high: Cql2Scalar;
    }
  | { readonly is: 'in'; readonly value: Cql2Scalar; readonly list: readonly Cql2Scalar[] }
  | { readonly is: 'null'; readonly value: Cql2Scalar }
  | {
      readonly is: 'spatial';
      readonly operator: SpatialOperator;
      readonly left: Cql2Place;
      readonly right: Cql2Place;
    };

export const COMPARISON_OPERATORS = ['=', '<>', '<', '>', '<=', '>='] as const;
export type ComparisonOperator = (typeof COMPARISON_OPERATORS)[number];

/** By their names in CQL2. */
export const SPATIAL_OPERATORS = [
  'S_INTERSECTS',
  'S_WITHIN',
  'S_CONTAINS',
  'S_DISJOINT',
  'S_EQUALS',
  'S_TOUCHES',
  'S_CROSSES',
  'S_OVERLAPS',
] as const;
export type SpatialOperator = (typeof SPATIAL_OPERATORS)[number];

export type Cql2Scalar =
  | { readonly is: 'property'; readonly name: string }
  | { readonly is: 'text'; readonly value: string }
  | { readonly is: 'number'; readonly value: number }
  | { readonly is: 'truth'; readonly value: boolean }
  /** `YYYY-MM-DD`. */
  | { readonly is: 'date'; readonly value: string }
  /** `YYYY-MM-DDTHH:MM:SSZ`, with or without fractions of a second. */
  | { readonly is: 'timestamp'; readonly value: string };

export type Cql2Place =
  | { readonly is: 'property'; readonly name: string }
  /** In degrees, longitude first. */
  | { readonly is: 'geometry'; readonly geometry: Cql2Geometry };

export type Position = readonly [longitude: number, latitude: number];

/** As GeoJSON writes them. */
export type Cql2Geometry =
  | { readonly type: 'Point'; readonly coordinates: Position }
  | { readonly type: 'LineString' | 'MultiPoint'; readonly coordinates: readonly Position[] }
  | {
      readonly type: 'Polygon' | 'MultiLineString';
      readonly coordinates: readonly (readonly Position[])[];
    }
  | {
      readonly type: 'MultiPolygon';
      readonly coordinates: readonly (readonly (readonly Position[])[])[];
    }
  | { readonly type: 'GeometryCollection'; readonly geometries: readonly Cql2Geometry[] };

/** Where Web Mercator ends; beyond, its metres have no end, and nothing lies there. */
const MOST_LATITUDE = 85.05;

/** A position in degrees that has metres too. */
export const inReach = (longitude: number, latitude: number): Position => [
  longitude,
  Math.max(-MOST_LATITUDE, Math.min(MOST_LATITUDE, latitude)),
];

/** A box in degrees as a polygon. */
export function boxGeometry(west: number, south: number, east: number, north: number): Cql2Geometry {
  const corners = [
    inReach(west, south),
    inReach(east, south),
    inReach(east, north),
    inReach(west, north),
    inReach(west, south),
  ];
  return { type: 'Polygon', coordinates: [corners] };
}

/** Every position of a geometry. */
export function positionsOf(geometry: Cql2Geometry): readonly Position[] {
  switch (geometry.type) {
    case 'Point':
      return [geometry.coordinates];
    case 'LineString':
    case 'MultiPoint':
      return geometry.coordinates;
    case 'Polygon':
    case 'MultiLineString':
      return geometry.coordinates.flat();
    case 'MultiPolygon':
      return geometry.coordinates.flat(2);
    case 'GeometryCollection':
      return geometry.geometries.flatMap(positionsOf);
  }
}
