import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { StreetClass } from '../../domain/vocabulary.ts';
import { LAYERS, STREET_NAME_ZOOM } from '../../tiles/layers.ts';
import { FONT_REGULAR } from './fonts.ts';
import type { Palette } from './palette.ts';

/** The streets that are loaded to place addresses, as the ground of the nearest zooms. */
export const STREET_SOURCE = 'streets';

const STREETS = { source: STREET_SOURCE, 'source-layer': LAYERS.streets.id } as const;

const OWN_CLASS: ExpressionSpecification = ['get', 'class'];

/** A value for each class of street. */
function byClass<Value>(
  values: Readonly<Record<StreetClass, Value>>,
  classOf: ExpressionSpecification = OWN_CLASS,
): ExpressionSpecification {
  const { local, ...others } = values;
  const cases = Object.entries(others).flat();
  return ['match', classOf, ...cases, local] as unknown as ExpressionSpecification;
}

/** Widths in pixels: hairlines where the city is seen whole, about as wide as a carriageway where a block is. */
const WIDTHS: readonly (readonly [zoom: number, widths: Readonly<Record<StreetClass, number>>])[] = [
  [6, { service: 0, local: 0, major: 0.3, highway: 0.6 }],
  [12, { service: 0.2, local: 0.5, major: 1.2, highway: 2 }],
  [14, { service: 0.6, local: 1.6, major: 3, highway: 3.6 }],
  [17, { service: 3, local: 9, major: 14, highway: 14 }],
];

/** Colour and width of streets whose class is told by `classOf`. */
export function streetPaint(palette: Palette, classOf: ExpressionSpecification) {
  const stops = WIDTHS.flatMap(([zoom, widths]) => [zoom, byClass(widths, classOf)]);
  const colours = {
    service: palette.street,
    local: palette.street,
    major: palette.streetMajor,
    highway: palette.streetHighway,
  };
  return {
    'line-color': byClass(colours, classOf),
    'line-width': [
      'interpolate',
      ['exponential', 1.5],
      ['zoom'],
      ...stops,
    ] as unknown as ExpressionSpecification,
  };
}

export function streetLineLayers(palette: Palette): LayerSpecification[] {
  return [
    {
      ...STREETS,
      id: 'base-streets',
      type: 'line',
      minzoom: LAYERS.streets.minZoom,
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: streetPaint(palette, OWN_CLASS),
    },
  ];
}

/** Names along the streets; the longer and better known first where there is not room for all. */
export function streetLabelLayers(palette: Palette): LayerSpecification[] {
  return [
    {
      ...STREETS,
      id: 'base-street-labels',
      type: 'symbol',
      minzoom: STREET_NAME_ZOOM - 0.5,
      filter: ['has', 'name'],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 350,
        'symbol-sort-key': byClass({ highway: 0, major: 1, local: 2, service: 3 }),
        'text-field': ['get', 'name'],
        'text-font': [FONT_REGULAR],
        'text-size': ['interpolate', ['linear'], ['zoom'], STREET_NAME_ZOOM, 11, 17, 13],
        'text-max-angle': 30,
        'text-padding': 6,
      },
      paint: {
        'text-color': palette.labelQuiet,
        'text-halo-color': palette.land,
        'text-halo-width': 1.5,
      },
    },
  ];
}
