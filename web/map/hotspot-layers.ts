import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { HOTSPOT_CLASSES } from '../../domain/hotspots.ts';
import { EMERGING_SHADES } from '../state/hotspot-choice.ts';
import type { DataStyle } from './data-layers.ts';
import { FONT_SEMI_BOLD } from './fonts.ts';
import { hatchImageId } from './hatch-image.ts';
import { shadeColour } from './hotspot-colours.ts';
import { isMarked } from './marked-feature.ts';

/** Sources of the cells and of the surface; the surface is a picture. */
export const HOTSPOT_SOURCE = 'hotspot-cells';
export const HOTSPOT_SURFACE_SOURCE = 'hotspot-surface';

const isHatched: ExpressionSpecification = ['!=', ['get', 'hatch'], ''];

/** The surface, the fills with their hatch, the outlines of what is significant, and letters for courses. */
export function hotspotFillLayers({ palette, theme }: DataStyle): LayerSpecification[] {
  const colours = [...HOTSPOT_CLASSES, ...EMERGING_SHADES].flatMap((shade) => [
    shade,
    shadeColour(palette, shade),
  ]);
  return [
    {
      id: 'hotspots-surface',
      type: 'raster',
      source: HOTSPOT_SURFACE_SOURCE,
      paint: { 'raster-opacity': 0.75, 'raster-fade-duration': 0, 'raster-resampling': 'linear' },
    },
    {
      id: 'hotspots-fill',
      type: 'fill',
      source: HOTSPOT_SOURCE,
      paint: {
        'fill-color': [
          'match',
          ['get', 'shade'],
          ...colours,
          palette.hotspots.none,
        ] as unknown as ExpressionSpecification,
        'fill-opacity': ['case', isMarked, 0.9, ['==', ['get', 'shade'], 'none'], 0.35, 0.7],
      },
    },
    {
      id: 'hotspots-hatch',
      type: 'fill',
      source: HOTSPOT_SOURCE,
      filter: isHatched,
      paint: {
        'fill-pattern': [
          'match',
          ['get', 'hatch'],
          'hot',
          hatchImageId('hot', theme),
          hatchImageId('cold', theme),
        ],
        'fill-opacity': 0.55,
      },
    },
  ];
}

export function hotspotLineLayers({ palette }: DataStyle): LayerSpecification[] {
  return [
    {
      id: 'hotspots-outline',
      type: 'line',
      source: HOTSPOT_SOURCE,
      paint: {
        'line-color': ['case', isMarked, palette.selected, isHatched, palette.hotspotOutline, palette.border],
        'line-width': ['case', isMarked, 3, isHatched, 1.4, 0.3],
      },
    },
    {
      id: 'hotspots-letter',
      type: 'symbol',
      source: HOTSPOT_SOURCE,
      filter: ['!=', ['get', 'letter'], ''],
      layout: { 'text-field': ['get', 'letter'], 'text-font': [FONT_SEMI_BOLD], 'text-size': 13 },
      paint: { 'text-color': palette.ringText, 'text-halo-color': palette.casing, 'text-halo-width': 2 },
    },
  ];
}
