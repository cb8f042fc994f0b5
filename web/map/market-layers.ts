import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { DataStyle } from './data-layers.ts';
import { FONT_SEMI_BOLD } from './fonts.ts';
import { isMarked } from './marked-feature.ts';

const tone: ExpressionSpecification = ['get', 'tone'];
const isOf = (part: 'hit' | 'lead' | 'incident'): ExpressionSpecification => ['==', ['get', 'part'], part];
/** Seen as a line, not as one of the chain. */
const STANDING_BACK = 0.15;
const opacity = (byItself: number): ExpressionSpecification => [
  'case',
  isMarked,
  1,
  ['match', tone, 'chain', 1, 'back', STANDING_BACK, byItself],
];

/** Solid for a hit, dashed for a lead; those of the chain that is looked at stand out from the others. */
export function linkLineLayers({ palette }: DataStyle): LayerSpecification[] {
  const width: ExpressionSpecification = ['case', isMarked, 4, ['match', tone, 'chain', 2.6, 2]];
  const line = (id: string, part: 'hit' | 'lead', dash: number[] | null): LayerSpecification => ({
    id,
    type: 'line',
    source: 'links',
    filter: isOf(part),
    paint: {
      'line-color': ['case', isMarked, palette.selected, palette.link],
      'line-width': width,
      'line-opacity': opacity(0.8),
      ...(dash && { 'line-dasharray': dash }),
    },
  });
  return [
    {
      id: 'links-casing',
      type: 'line',
      source: 'links',
      filter: ['!', isOf('incident')],
      paint: {
        'line-color': palette.casing,
        'line-width': ['+', width, 2],
        'line-opacity': ['*', 0.75, opacity(1)],
      },
    },
    line('links-lead', 'lead', [2, 1.5]),
    line('links-hit', 'hit', null),
  ];
}

export function linkIncidentLayers({ palette }: DataStyle): LayerSpecification[] {
  return [
    {
      id: 'links-incident',
      type: 'circle',
      source: 'links',
      filter: isOf('incident'),
      layout: { 'circle-sort-key': ['match', tone, 'chain', 1, 0] },
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 4, 3, 12, 5],
        'circle-color': palette.link,
        'circle-opacity': opacity(1),
        'circle-stroke-color': ['case', isMarked, palette.selected, palette.casing],
        'circle-stroke-width': ['case', isMarked, 3, 1.2],
        'circle-stroke-opacity': opacity(1),
      },
    },
  ];
}

/** From here on a symbol has room for what stands on it. */
const LABEL_ZOOM = 8;

function placeLayers(
  source: 'debriefs' | 'thefts',
  icon: string,
  colour: string,
  label: { readonly offset: readonly [number, number] },
  { palette }: DataStyle,
): LayerSpecification[] {
  const order: ExpressionSpecification = ['get', 'count'];
  const onTop = { 'icon-allow-overlap': true, 'text-allow-overlap': true } as const;
  return [
    {
      id: `${source}-place`,
      type: 'symbol',
      source,
      layout: {
        ...onTop,
        'icon-image': icon,
        'icon-size': ['interpolate', ['linear'], ['zoom'], 4, 0.4, LABEL_ZOOM, 0.75],
        'text-field': ['step', ['zoom'], '', LABEL_ZOOM, ['get', 'label']],
        'text-font': [FONT_SEMI_BOLD],
        'text-size': 11,
        'text-offset': [...label.offset],
        'symbol-sort-key': order,
      },
      paint: {
        'icon-color': ['case', isMarked, palette.selected, colour],
        'icon-halo-color': palette.casing,
        'icon-halo-width': 1,
        'text-color': palette.casing,
      },
    },
  ];
}

/** A speech bubble with the letter of how the gun was obtained. */
export const debriefLayers = (style: DataStyle): LayerSpecification[] =>
  placeLayers('debriefs', 'mark-bubble', style.palette.debrief, { offset: [0, -0.2] }, style);

/** A wedge that points down, with the number of guns. */
export const theftLayers = (style: DataStyle): LayerSpecification[] =>
  placeLayers('thefts', 'mark-wedge', style.palette.theft, { offset: [0, -0.3] }, style);
