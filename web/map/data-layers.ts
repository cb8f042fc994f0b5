import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { RECORD_ZOOM } from '../../tiles/layers.ts';
import type { LayerSwitches, MapLayerId } from '../state/page-state.ts';
import { AREA_CLASS_FROM } from './area-classes.ts';
import type { FlowPart } from './flow-features.ts';
import { FONT_SEMI_BOLD } from './fonts.ts';
import { hotspotFillLayers, hotspotLineLayers } from './hotspot-layers.ts';
import { isHovered, isMarked, isSelected } from './marked-feature.ts';
import { debriefLayers, linkIncidentLayers, linkLineLayers, theftLayers } from './market-layers.ts';
import type { Palette } from './palette.ts';
import { RING_DIAMETER_PX, RING_STEPS, SLICE_FIELDS } from './ring-image.ts';
import { SYMBOL_HALF_PX, SYMBOL_PIXEL_RATIO } from './symbol-images.ts';

/**
 * The layers of the data, over the basemap. Pure, like the basemap: theme and selection in, layers out. Sources are
 * named after the tile layers, and `flows`, `hotspot-cells`, `hotspot-surface`, `links`, `debriefs`, `thefts`.
 */
export interface DataStyle {
  readonly palette: Palette;
  readonly theme: 'light' | 'dark';
  /** Codes of areas whose flows stand out, the others standing back; none: all flows are alike. */
  readonly focus?: readonly string[];
}

/** A layer, the switch it belongs to, and what of the basemap stays readable above it. */
export interface DataLayer {
  readonly group: MapLayerId;
  readonly below: 'lines' | 'labels' | 'nothing';
  readonly layer: LayerSpecification;
}

/** The zoom from which a layer's symbols are drawn beside the other layers shown. */
export function drawnFromZoom(group: MapLayerId, shown: LayerSwitches): number {
  // Farther out the rings cover the ends of the flows, whose nodes already tell what was recovered there.
  return group === 'recoveries' && shown.flows ? RECORD_ZOOM : 0;
}

export function dataLayers(style: DataStyle): readonly DataLayer[] {
  const layers = (group: MapLayerId, below: DataLayer['below'], list: readonly LayerSpecification[]) =>
    list.map((layer): DataLayer => ({ group, below, layer }));
  return [
    ...layers('areas', 'lines', areaLayers(style)),
    ...layers('hotspots', 'lines', hotspotFillLayers(style)),
    ...layers('hotspots', 'labels', hotspotLineLayers(style)),
    ...layers('jurisdictions', 'labels', jurisdictionLineLayers(style)),
    ...layers('jurisdictions', 'nothing', jurisdictionNameLayers(style)),
    ...layers('flows', 'labels', flowLineLayers(style)),
    ...layers('links', 'labels', linkLineLayers(style)),
    ...layers('flows', 'nothing', flowEndLayers(style)),
    ...layers('recoveries', 'nothing', areaNumberLayers(style)),
    ...layers('links', 'nothing', linkIncidentLayers(style)),
    ...layers('dealers', 'nothing', dealerLayers(style)),
    ...layers('thefts', 'nothing', theftLayers(style)),
    ...layers('debriefs', 'nothing', debriefLayers(style)),
    ...layers('purchasers', 'nothing', purchaserLayers(style)),
    ...layers('recoveries', 'nothing', recoveryLayers(style)),
  ];
}

/** An attribute of a feature, 0 where the tile leaves it out. */
const number = (name: string): ExpressionSpecification => ['coalesce', ['get', name], 0];

/** `950`, `1.2k`, `34k`: what fits into a ring. */
function shortCount(name: string): ExpressionSpecification {
  const count = number(name);
  return [
    'case',
    ['>=', count, 10_000],
    ['concat', ['to-string', ['round', ['/', count, 1000]]], 'k'],
    ['>=', count, 1000],
    ['concat', ['to-string', ['/', ['round', ['/', count, 100]], 10]], 'k'],
    ['to-string', count],
  ];
}

function areaLayers({ palette }: DataStyle): LayerSpecification[] {
  const [first, ...others] = palette.areaClasses;
  const steps = others.flatMap((colour, index) => [AREA_CLASS_FROM[index + 1] ?? 0, colour]);
  const count = number('recoveries');
  return [
    {
      id: 'areas-fill',
      type: 'fill',
      source: 'areas',
      'source-layer': 'areas',
      filter: ['all', ['!=', ['get', 'level'], 'zip'], ['>', count, 0]],
      paint: {
        'fill-color': ['step', count, first, ...steps] as unknown as ExpressionSpecification,
        // Near enough to see points, the areas stand back behind them; nearer still they leave the streets readable.
        'fill-opacity': [
          'interpolate',
          ['linear'],
          ['zoom'],
          6,
          ['case', isMarked, 0.95, 0.75],
          10,
          ['case', isMarked, 0.65, 0.4],
          14,
          ['case', isMarked, 0.3, 0.15],
        ],
      },
    },
    {
      id: 'areas-selected',
      type: 'line',
      source: 'areas',
      'source-layer': 'areas',
      filter: ['!=', ['get', 'level'], 'zip'],
      paint: { 'line-color': palette.selected, 'line-width': ['case', isSelected, 2.5, isHovered, 1.5, 0] },
    },
  ];
}

const JURISDICTIONS = { source: 'jurisdictions', 'source-layer': 'jurisdictions' } as const;
/** From here on a county has room for a name. */
const JURISDICTION_NAME_ZOOM = 7;

/** In the grey of the basemap: whose area it is, not what happened there. */
function jurisdictionLineLayers({ palette }: DataStyle): LayerSpecification[] {
  return [
    {
      ...JURISDICTIONS,
      id: 'jurisdictions-outline',
      type: 'line',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'line-color': palette.labelQuiet, 'line-width': 1.6, 'line-dasharray': [4, 2] },
    },
  ];
}

function jurisdictionNameLayers({ palette }: DataStyle): LayerSpecification[] {
  return [
    {
      ...JURISDICTIONS,
      id: 'jurisdictions-name',
      type: 'symbol',
      minzoom: JURISDICTION_NAME_ZOOM,
      filter: ['==', ['geometry-type'], 'Point'],
      layout: {
        'text-field': ['get', 'name'],
        'text-font': [FONT_SEMI_BOLD],
        'text-size': 12,
        // Makes way for the symbols of the data.
        'text-variable-anchor': ['center', 'top', 'bottom'],
        'text-radial-offset': 2.2,
      },
      paint: { 'text-color': palette.labelQuiet, 'text-halo-color': palette.casing, 'text-halo-width': 2 },
    },
  ];
}

const isPart = (...parts: FlowPart[]): ExpressionSpecification => ['in', ['get', 'part'], ['literal', parts]];
const flowOrder: ExpressionSpecification = ['get', 'count'];
const flowColour = ({ palette }: DataStyle): ExpressionSpecification => [
  'case',
  isMarked,
  palette.selected,
  palette.flow,
];

/** The opacity of a flow as it is by itself, or as the areas in focus make it. */
function flowOpacity(
  { focus = [] }: DataStyle,
  byItself: ExpressionSpecification | number,
): ExpressionSpecification {
  if (focus.length === 0) return ['case', isMarked, 1, byItself];
  const codes: ExpressionSpecification = ['literal', [...focus]];
  const touches: ExpressionSpecification = [
    'any',
    ['in', ['get', 'origin'], codes],
    ['in', ['get', 'destination'], codes],
  ];
  return ['case', ['any', isMarked, touches], 1, STANDING_BACK];
}
/** Seen as a line, not as a corridor. */
const STANDING_BACK = 0.12;

/**
 * Thinner lines, most of a thousand, have no casing: it lies below all lines and keeps the ground away from them, which
 * under a faint line shows nothing, and costs as much drawing as all lines together.
 */
const CASED_FROM_PX = 2;

function flowLineLayers(style: DataStyle): LayerSpecification[] {
  const { palette } = style;
  const width: ExpressionSpecification = ['get', 'width'];
  return [
    {
      id: 'flows-casing',
      type: 'line',
      source: 'flows',
      filter: ['all', isPart('line'), ['>', width, CASED_FROM_PX]],
      layout: { 'line-sort-key': flowOrder },
      paint: {
        'line-color': palette.casing,
        'line-width': ['+', width, 2],
        // A casing without its line would cut gaps into the others.
        'line-opacity': ['*', 0.75, flowOpacity(style, 1)],
      },
    },
    {
      id: 'flows-line',
      type: 'line',
      source: 'flows',
      filter: isPart('line'),
      layout: { 'line-sort-key': flowOrder },
      paint: {
        'line-color': flowColour(style),
        'line-width': ['+', width, ['case', isMarked, 1, 0]],
        // Thin lines stand back, so that the corridors carry the picture.
        'line-opacity': flowOpacity(style, ['interpolate', ['linear'], width, 1.2, 0.4, 5, 0.9]),
      },
    },
  ];
}

function flowEndLayers(style: DataStyle): LayerSpecification[] {
  const { palette } = style;
  const colour = flowColour(style);
  return [
    {
      id: 'flows-head',
      type: 'symbol',
      source: 'flows',
      filter: isPart('head'),
      layout: {
        'icon-image': 'mark-arrow',
        'icon-size': ['/', ['get', 'length'], SYMBOL_HALF_PX],
        'icon-rotate': ['get', 'bearing'],
        'icon-rotation-alignment': 'map',
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'symbol-sort-key': flowOrder,
      },
      paint: {
        'icon-color': colour,
        'icon-opacity': flowOpacity(style, ['interpolate', ['linear'], ['get', 'length'], 8, 0.6, 14, 0.95]),
        'icon-halo-color': palette.casing,
        'icon-halo-width': 1,
      },
    },
    {
      id: 'nodes-stayed',
      type: 'circle',
      source: 'flows',
      filter: isPart('stayed'),
      paint: {
        'circle-radius': ['get', 'radius'],
        'circle-color': palette.casing,
        'circle-opacity': 0.8,
        'circle-stroke-width': ['get', 'ring'],
        'circle-stroke-color': colour,
      },
    },
    {
      id: 'nodes-disc',
      type: 'circle',
      source: 'flows',
      filter: isPart('sold', 'recovered'),
      layout: { 'circle-sort-key': ['get', 'order'] },
      paint: {
        'circle-radius': ['get', 'radius'],
        'circle-color': ['match', ['get', 'part'], 'sold', palette.sold, palette.recovered],
        'circle-stroke-width': ['case', isMarked, 2, 1],
        'circle-stroke-color': ['case', isMarked, palette.selected, palette.casing],
      },
    },
  ];
}

/** Recoveries that may not be drawn as points stand as a number on their ZIP area. */
function areaNumberLayers({ palette }: DataStyle): LayerSpecification[] {
  return [
    {
      id: 'area-numbers',
      type: 'symbol',
      source: 'areas',
      'source-layer': 'areas',
      minzoom: RECORD_ZOOM,
      filter: ['all', ['==', ['get', 'level'], 'zip'], ['>', number('recoveries'), 0]],
      layout: {
        'text-field': ['concat', shortCount('recoveries'), ['literal', '\n'], ['get', 'code']],
        'text-font': [FONT_SEMI_BOLD],
        'text-size': 13,
        'text-line-height': 1.1,
        'text-padding': 4,
        'symbol-sort-key': ['-', number('recoveries')],
      },
      paint: {
        'text-color': palette.recovered,
        'text-halo-color': palette.casing,
        'text-halo-width': 2,
      },
    },
  ];
}

/** Side of a dealer's square in CSS pixels by its traces, as an icon size. */
function squareSize(): ExpressionSpecification {
  const side = (px: number) => px / ((2 * SYMBOL_HALF_PX) / SYMBOL_PIXEL_RATIO);
  const traces: ExpressionSpecification = ['max', 1, number('traces')];
  return ['interpolate', ['linear'], ['sqrt', traces], 1, side(8), 10, side(18), 32, side(32), 100, side(46)];
}

function dealerLayers({ palette }: DataStyle): LayerSpecification[] {
  const base = { type: 'symbol', source: 'dealers', 'source-layer': 'dealers' } as const;
  const onTop = { 'icon-allow-overlap': true, 'text-allow-overlap': true } as const;
  const isPlaced: ExpressionSpecification = ['to-boolean', number('drawable')];
  return [
    {
      ...base,
      id: 'dealers-by-zip',
      filter: ['!', isPlaced],
      layout: {
        ...onTop,
        'icon-image': 'mark-square-outline',
        'icon-size': 1.15,
        'text-field': shortCount('dealer_count'),
        'text-font': [FONT_SEMI_BOLD],
        'text-size': 12,
        'symbol-sort-key': number('traces'),
      },
      paint: {
        'icon-color': ['case', isMarked, palette.selected, palette.sold],
        'icon-halo-color': palette.casing,
        'icon-halo-width': 1,
        'text-color': palette.sold,
        'text-halo-color': palette.casing,
        'text-halo-width': 2,
      },
    },
    {
      ...base,
      id: 'dealers-placed',
      filter: isPlaced,
      layout: {
        ...onTop,
        'icon-image': 'mark-square',
        'icon-size': squareSize(),
        'text-field': ['case', ['>', number('dealer_count'), 1], shortCount('dealer_count'), ''],
        'text-font': [FONT_SEMI_BOLD],
        'text-size': 12,
        'symbol-sort-key': number('traces'),
      },
      paint: {
        'icon-color': ['case', isMarked, palette.selected, palette.sold],
        'icon-halo-color': palette.casing,
        'icon-halo-width': 1,
        'text-color': palette.casing,
      },
    },
  ];
}

/** Counts by area, so that they look like dealers known by area: an outline with its number, in the colour of the sale. */
function purchaserLayers({ palette }: DataStyle): LayerSpecification[] {
  return [
    {
      id: 'purchasers-by-area',
      type: 'symbol',
      source: 'purchasers',
      'source-layer': 'purchasers',
      layout: {
        'icon-image': 'mark-diamond-outline',
        'icon-size': 1.4,
        'icon-allow-overlap': true,
        'text-allow-overlap': true,
        'text-field': shortCount('point_count'),
        'text-font': [FONT_SEMI_BOLD],
        'text-size': 12,
        'symbol-sort-key': number('point_count'),
      },
      paint: {
        'icon-color': palette.sold,
        'icon-halo-color': palette.casing,
        'icon-halo-width': 1,
        'text-color': palette.sold,
        'text-halo-color': palette.casing,
        'text-halo-width': 2,
      },
    },
  ];
}

/** Rounded steps of a cluster's slices, joined as in an image id. */
function ringImage(theme: string): ExpressionSpecification {
  const step = (name: string): ExpressionSpecification => [
    'to-string',
    ['round', ['/', ['*', number(name), RING_STEPS], ['get', 'point_count']]],
  ];
  const parts = SLICE_FIELDS.flatMap((name, index) => (index === 0 ? [step(name)] : ['-', step(name)]));
  return ['concat', `ring:${theme}:`, ...parts] as unknown as ExpressionSpecification;
}

/** Diameter of a ring by the order of magnitude of its count, as an icon size: no ring reaches into the next cell. */
function ringSize(): ExpressionSpecification {
  const diameter = (px: number) => px / RING_DIAMETER_PX;
  const stops = [0, diameter(26), 1, diameter(30), 2, diameter(36), 3, diameter(43), 4, diameter(48)];
  const magnitude: ExpressionSpecification = ['log10', ['max', 1, number('point_count')]];
  return ['interpolate', ['linear'], magnitude, ...stops] as unknown as ExpressionSpecification;
}

function recoveryLayers({ palette, theme }: DataStyle): LayerSpecification[] {
  const base = { source: 'recoveries', 'source-layer': 'recoveries' } as const;
  return [
    {
      ...base,
      id: 'recoveries-point',
      type: 'circle',
      filter: ['==', ['get', 'point_count'], 1],
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 4, 3.5, 12, 6],
        'circle-color': palette.recovered,
        'circle-stroke-color': ['case', isMarked, palette.selected, palette.casing],
        'circle-stroke-width': ['case', isMarked, 3, 1.2],
      },
    },
    {
      ...base,
      id: 'recoveries-ring',
      type: 'symbol',
      filter: ['>', ['get', 'point_count'], 1],
      layout: {
        'icon-image': ringImage(theme),
        'icon-size': ringSize(),
        'icon-allow-overlap': true,
        'text-field': shortCount('point_count'),
        'text-font': [FONT_SEMI_BOLD],
        'text-size': 12,
        'text-allow-overlap': true,
        'symbol-sort-key': number('point_count'),
      },
      paint: { 'text-color': palette.ringText },
    },
  ];
}
