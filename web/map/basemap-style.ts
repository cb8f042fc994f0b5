import type { FeatureCollection, Point } from 'geojson';
import type { FilterSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { LAYERS } from '../../tiles/layers.ts';
import { ARCHIVE_SOURCE, archiveGroundLayers, archiveLabelLayers } from './archive-layers.ts';
import { FONT_REGULAR, FONT_SEMI_BOLD } from './fonts.ts';
import type { Palette } from './palette.ts';
import { STREET_SOURCE, streetLabelLayers, streetLineLayers } from './street-layers.ts';

/** What the basemap draws. The addresses are of this server: files of the build, and the tiles of the streets. */
export interface BasemapFiles {
  readonly ground: string;
  readonly stateLabels: FeatureCollection<Point>;
  readonly fontRegular: string;
  readonly fontSemiBold: string;
  /** Address pattern. */
  readonly streetTiles: string;
  /** The operator's richer tiles, drawn over the ground where they are; null for none. */
  readonly archive: ArchiveTiles | null;
}

export interface ArchiveTiles {
  /** Address pattern. */
  readonly tiles: string;
  readonly minZoom: number;
  readonly maxZoom: number;
}

/** The sources of county lines and of the names of counties and places: the map fills them when it first comes this near. */
export const NEAR_ZOOM = 5;
const GROUND_SOURCE = 'base-ground';
export const COUNTY_SOURCE = 'base-counties';
export const LABEL_SOURCE = 'base-labels';
/** Areas are drawn below the borders, lines of flows below the names, symbols above all. */
export const FIRST_LINE_LAYER = 'base-county-lines';
export const FIRST_LABEL_LAYER = 'base-county-labels';
/** Drawn for a look from afar, it would run beside the shore of a richer basemap. */
const COAST_LAYER = 'base-coast';
/** The ground of another host is drawn right below the streets, which give way to its own. */
export const FIRST_STREET_LAYER = 'base-streets';

/** What the basemap draws over: an empty collection, until the file is asked for. */
export const NOTHING: FeatureCollection<Point> = { type: 'FeatureCollection', features: [] };

/** The offline basemap as a style: ground, streets, borders, labels, and the operator's archive between them. Pure: the same palette and files give the same style. */
export function basemapStyle(palette: Palette, files: BasemapFiles): StyleSpecification {
  return {
    version: 8,
    name: 'Tracemap basemap',
    'font-faces': { [FONT_REGULAR]: files.fontRegular, [FONT_SEMI_BOLD]: files.fontSemiBold },
    sources: {
      // At hand and first, so that letters are drawn before the worker is busy with the ground.
      'base-state-labels': { type: 'geojson', data: files.stateLabels },
      // One source: its tiles arrive together and are clipped once, where several would be drawn again and again.
      [GROUND_SOURCE]: { type: 'geojson', data: files.ground, tolerance: 0.3 },
      [COUNTY_SOURCE]: { type: 'geojson', data: NOTHING, tolerance: 0.3 },
      [LABEL_SOURCE]: { type: 'geojson', data: NOTHING },
      [STREET_SOURCE]: {
        type: 'vector',
        tiles: [files.streetTiles],
        minzoom: LAYERS.streets.minZoom,
        maxzoom: LAYERS.streets.maxZoom,
      },
      ...archiveSources(files.archive),
    },
    layers: files.archive === null ? offlineLayers(palette) : layersWithArchive(palette),
  };
}

function archiveSources(archive: ArchiveTiles | null): StyleSpecification['sources'] {
  if (archive === null) return {};
  const { tiles, minZoom, maxZoom } = archive;
  return { [ARCHIVE_SOURCE]: { type: 'vector', tiles: [tiles], minzoom: minZoom, maxzoom: maxZoom } };
}

/** Ids of the map's own layers that are not drawn beside the basemap of another host, which may have no names. */
export function layersGivingWay(palette: Palette, { hasNames }: { readonly hasNames: boolean }): string[] {
  const names = offlineLayers(palette).filter(({ type }) => type === 'symbol');
  return [COAST_LAYER, FIRST_STREET_LAYER, ...(hasNames ? names.map(({ id }) => id) : [])];
}

const offlineLayers = (palette: Palette): LayerSpecification[] => [
  ...groundLayers(palette),
  ...streetLineLayers(palette),
  ...borderLayers(palette),
  // Names of streets lie below whatever of the data crosses them.
  ...streetLabelLayers(palette),
  ...labelLayers(palette),
];

/** The page's own ground stays below, for where the archive has no tiles. */
const layersWithArchive = (palette: Palette): LayerSpecification[] => [
  ...groundLayers(palette),
  ...streetLineLayers(palette),
  ...archiveGroundLayers(palette),
  ...borderLayers(palette).filter(({ id }) => id !== COAST_LAYER),
  ...archiveLabelLayers(palette),
  ...labelLayers(palette),
];

const kindIs = (kind: string): FilterSpecification => ['==', ['get', 'kind'], kind];

/**
 * Two sources of different scale meet at the land borders with Canada and Mexico. A seam in the land's colour, some
 * 8 km wide on the ground at any zoom, closes the gap between them.
 */
const SEAM_WIDTH: LayerSpecification = {
  id: 'base-seam',
  type: 'line',
  source: GROUND_SOURCE,
  filter: kindIs('seam'),
  paint: { 'line-width': ['interpolate', ['exponential', 2], ['zoom'], 3, 1.2, 13, 1229] },
};

function groundLayers(palette: Palette): LayerSpecification[] {
  const fill = (id: string, kind: string, colour: string): LayerSpecification => ({
    id,
    type: 'fill',
    source: GROUND_SOURCE,
    filter: kindIs(kind),
    paint: { 'fill-color': colour, 'fill-antialias': false },
  });
  return [
    { id: 'base-water', type: 'background', paint: { 'background-color': palette.water } },
    fill('base-land', 'land', palette.landAround),
    { ...SEAM_WIDTH, paint: { ...SEAM_WIDTH.paint, 'line-color': palette.landAround } } as LayerSpecification,
    fill('base-lakes', 'lake', palette.water),
    fill('base-states', 'state', palette.land),
  ];
}

function borderLayers(palette: Palette): LayerSpecification[] {
  return [
    {
      id: FIRST_LINE_LAYER,
      type: 'line',
      source: COUNTY_SOURCE,
      minzoom: NEAR_ZOOM,
      paint: {
        'line-color': palette.countyBorder,
        'line-width': ['interpolate', ['linear'], ['zoom'], NEAR_ZOOM, 0.4, 10, 1.2],
      },
    },
    {
      id: 'base-country-lines',
      type: 'line',
      source: GROUND_SOURCE,
      filter: kindIs('country-border'),
      paint: { 'line-color': palette.coast, 'line-width': 0.8 },
    },
    {
      id: COAST_LAYER,
      type: 'line',
      source: GROUND_SOURCE,
      filter: kindIs('coast'),
      paint: { 'line-color': palette.coast, 'line-width': 0.8 },
    },
    {
      id: 'base-state-lines',
      type: 'line',
      source: GROUND_SOURCE,
      filter: kindIs('state-border'),
      paint: {
        'line-color': palette.border,
        'line-width': ['interpolate', ['linear'], ['zoom'], 3, 0.6, 10, 2],
      },
    },
  ];
}

/** Down to which rank places are labelled, by zoom: the nearer, the more. */
const PLACE_RANKS: readonly (readonly [zoom: number, rank: number])[] = [
  [5, 60],
  [6, 200],
  [7, 600],
  [8, 1500],
  [9, 10_000],
];

/** Anchors of a place's name in order of preference, with their offsets in ems: a ring's radius away. */
const STEP_ASIDE: (string | [number, number])[] = [
  'center',
  [0, 0],
  'top',
  [0, 2],
  'bottom',
  [0, -2],
  'left',
  [2.2, 0],
  'right',
  [-2.2, 0],
];

function labelLayers(palette: Palette): LayerSpecification[] {
  const halo = { 'text-halo-color': palette.land, 'text-halo-width': 1.2 };
  const [, ...nearer] = PLACE_RANKS;
  return [
    {
      id: FIRST_LABEL_LAYER,
      type: 'symbol',
      source: LABEL_SOURCE,
      minzoom: 7.5,
      maxzoom: 12,
      filter: kindIs('county'),
      layout: {
        'text-field': ['get', 'name'],
        'text-font': [FONT_REGULAR],
        'text-size': 12,
        'text-letter-spacing': 0.06,
        'text-padding': 12,
      },
      paint: { ...halo, 'text-color': palette.labelQuiet },
    },
    {
      id: 'base-place-labels',
      type: 'symbol',
      source: LABEL_SOURCE,
      minzoom: NEAR_ZOOM,
      filter: [
        'all',
        kindIs('place'),
        ['<=', ['get', 'rank'], ['step', ['zoom'], PLACE_RANKS[0]?.[1] ?? 0, ...nearer.flat()]],
      ] as unknown as FilterSpecification,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': [FONT_REGULAR],
        'text-size': ['interpolate', ['linear'], ['zoom'], 5, 12, 10, 14],
        'symbol-sort-key': ['get', 'rank'],
        // Where a symbol of the data stands on the place, its name steps aside.
        'text-variable-anchor-offset': STEP_ASIDE,
        'text-padding': 6,
      },
      paint: { ...halo, 'text-color': palette.label },
    },
    {
      id: 'base-state-labels',
      type: 'symbol',
      source: 'base-state-labels',
      minzoom: 2.5,
      maxzoom: 8,
      layout: {
        'text-field': ['step', ['zoom'], ['get', 'code'], 4.5, ['get', 'name']],
        'text-font': [FONT_SEMI_BOLD],
        'text-size': ['interpolate', ['linear'], ['zoom'], 3, 11, 7, 15],
        'text-letter-spacing': 0.04,
        // Below the middle, where the flows have their node.
        'text-offset': [0, 1],
        'text-max-width': 7,
      },
      paint: { ...halo, 'text-color': palette.labelQuiet },
    },
  ];
}
