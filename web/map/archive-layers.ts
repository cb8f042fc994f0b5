import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import { FONT_REGULAR } from './fonts.ts';
import type { Palette } from './palette.ts';
import { streetPaint } from './street-layers.ts';

/** The operator's archive of tiles in Protomaps' basemap schema (version 4), in this map's own colours. */
export const ARCHIVE_SOURCE = 'archive';

const from = (layer: string) => ({ source: ARCHIVE_SOURCE, 'source-layer': layer }) as const;
const kindIn = (...kinds: string[]): ExpressionSpecification => ['in', ['get', 'kind'], ['literal', kinds]];
const isShape = (type: 'Polygon' | 'LineString'): ExpressionSpecification => ['==', ['geometry-type'], type];

const GREEN = [
  'park',
  'forest',
  'wood',
  'nature_reserve',
  'national_park',
  'cemetery',
  'golf_course',
  'grass',
];
const BUILT = [
  'industrial',
  'commercial',
  'hospital',
  'school',
  'university',
  'military',
  'aerodrome',
  'railway',
];
const ROADS = ['highway', 'major_road', 'minor_road', 'path', 'other', 'aeroway'];
/** Kinds of road as the classes of streets that are loaded to place addresses. */
const STREET_CLASS: ExpressionSpecification = [
  'match',
  ['get', 'kind'],
  'highway',
  'highway',
  'major_road',
  'major',
  'minor_road',
  'local',
  'service',
];
const BUILDINGS_FROM_ZOOM = 14;
const ROAD_NAMES_FROM_ZOOM = 13;
const HOOD_NAMES_FROM_ZOOM = 12;

function fill(id: string, layer: string, colour: string, filter: FilterSpecification): LayerSpecification {
  return { ...from(layer), id, type: 'fill', filter, paint: { 'fill-color': colour } };
}

/** Ground, roads and town limits: quiet, since the data is drawn on them. */
export function archiveGroundLayers(palette: Palette): LayerSpecification[] {
  const isArea = isShape('Polygon');
  return [
    fill('archive-earth', 'earth', palette.land, isArea),
    fill('archive-green', 'landuse', palette.green, ['all', isArea, kindIn(...GREEN)]),
    fill('archive-built', 'landuse', palette.built, ['all', isArea, kindIn(...BUILT)]),
    fill('archive-water', 'water', palette.water, isArea),
    {
      ...from('water'),
      id: 'archive-streams',
      type: 'line',
      minzoom: 10,
      filter: isShape('LineString'),
      paint: { 'line-color': palette.water, 'line-width': 1.2 },
    },
    {
      ...fill('archive-buildings', 'buildings', palette.building, isArea),
      minzoom: BUILDINGS_FROM_ZOOM,
    },
    {
      ...from('roads'),
      id: 'archive-rails',
      type: 'line',
      minzoom: 11,
      filter: kindIn('rail'),
      paint: { 'line-color': palette.streetMajor, 'line-width': 1, 'line-dasharray': [4, 3] },
    },
    {
      ...from('roads'),
      id: 'archive-roads',
      type: 'line',
      filter: kindIn(...ROADS),
      layout: {
        'line-cap': 'round',
        'line-join': 'round',
        'line-sort-key': ['match', STREET_CLASS, 'highway', 3, 'major', 2, 'local', 1, 0],
      },
      paint: streetPaint(palette, STREET_CLASS),
    },
    {
      ...from('boundaries'),
      id: 'archive-town-limits',
      type: 'line',
      minzoom: 10,
      filter: kindIn('locality'),
      paint: { 'line-color': palette.border, 'line-width': 0.6, 'line-dasharray': [3, 3] },
    },
  ];
}

/** Names of roads and of parts of a town; those of towns, counties and states are the map's own. */
export function archiveLabelLayers(palette: Palette): LayerSpecification[] {
  const paint = { 'text-color': palette.labelQuiet, 'text-halo-color': palette.land, 'text-halo-width': 1.5 };
  return [
    {
      ...from('roads'),
      id: 'archive-road-names',
      type: 'symbol',
      minzoom: ROAD_NAMES_FROM_ZOOM,
      filter: ['all', ['has', 'name'], kindIn('highway', 'major_road', 'minor_road')],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 350,
        'symbol-sort-key': ['match', STREET_CLASS, 'highway', 0, 'major', 1, 2],
        'text-field': ['get', 'name'],
        'text-font': [FONT_REGULAR],
        'text-size': ['interpolate', ['linear'], ['zoom'], ROAD_NAMES_FROM_ZOOM, 10, 17, 13],
        'text-max-angle': 30,
        'text-padding': 6,
      },
      paint,
    },
    {
      ...from('places'),
      id: 'archive-hood-names',
      type: 'symbol',
      minzoom: HOOD_NAMES_FROM_ZOOM,
      maxzoom: 16,
      filter: kindIn('neighbourhood', 'macrohood'),
      layout: {
        'text-field': ['get', 'name'],
        'text-font': [FONT_REGULAR],
        'text-size': 12,
        'text-letter-spacing': 0.06,
        'text-max-width': 8,
        'text-padding': 12,
      },
      paint,
    },
  ];
}
