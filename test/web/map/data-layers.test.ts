import { createExpression } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { RECORD_ZOOM } from '../../../tiles/layers.ts';
import { dataLayers, drawnFromZoom } from '../../../web/map/data-layers.ts';
import { PALETTES } from '../../../web/map/palette.ts';
import type { LayerSwitches } from '../../../web/state/page-state.ts';
import { MAP_LAYER_IDS } from '../../../web/state/page-state.ts';

const ALL: LayerSwitches = {
  flows: true,
  recoveries: true,
  dealers: true,
  purchasers: true,
  hotspots: true,
  areas: true,
  jurisdictions: true,
  links: true,
  debriefs: true,
  thefts: true,
};

/** Opacity of the line of a flow from Virginia to Maryland. */
function lineOpacity(focus: readonly string[], state: Record<string, boolean> = {}): number {
  const layers = dataLayers({ palette: PALETTES.light, theme: 'light', focus });
  const line = layers.map(({ layer }) => layer).find(({ id }) => id === 'flows-line');
  if (line?.type !== 'line') throw new Error('There is no layer of lines.');
  const parsed = createExpression(line.paint?.['line-opacity'], 'paint.line-opacity');
  if (parsed.result === 'error') throw new Error(parsed.value.join());
  const properties = { origin: 'VA', destination: 'MD', width: 5 };
  return parsed.value.evaluate({ zoom: 5 }, { type: 'LineString', properties, geometry: [] }, state);
}

/** A paint property of a layer, of a feature with these properties and in this state. */
function painted(
  layerId: string,
  property: string,
  properties: Record<string, unknown>,
  state: Record<string, boolean> = {},
) {
  const layers = dataLayers({ palette: PALETTES.light, theme: 'light' });
  const layer = layers.map((one) => one.layer).find(({ id }) => id === layerId);
  const value = Object.entries(layer?.paint ?? {}).find(([name]) => name === property)?.[1];
  if (value === undefined) throw new Error(`${layerId} has no ${property}.`);
  const parsed = createExpression(value, `paint.${property}`);
  if (parsed.result === 'error') throw new Error(parsed.value.join());
  return parsed.value.evaluate({ zoom: 5 }, { type: 'LineString', properties, geometry: [] }, state);
}

describe('links', () => {
  it('are solid for a hit and dashed for a lead', () => {
    const lines = dataLayers({ palette: PALETTES.light, theme: 'light' }).flatMap(({ layer }) =>
      layer.type === 'line' && ['links-hit', 'links-lead'].includes(layer.id)
        ? [[layer.id, layer.paint?.['line-dasharray'] !== undefined]]
        : [],
    );
    expect(lines.sort()).toEqual([
      ['links-hit', false],
      ['links-lead', true],
    ]);
  });

  it('stand back behind the chain that is looked at, unless marked themselves', () => {
    expect(painted('links-hit', 'line-opacity', { tone: 'alone' })).toBe(0.8);
    expect(painted('links-hit', 'line-opacity', { tone: 'chain' })).toBe(1);
    expect(painted('links-lead', 'line-opacity', { tone: 'back' })).toBeLessThan(0.2);
    expect(painted('links-incident', 'circle-opacity', { tone: 'back' })).toBeLessThan(0.2);
    expect(painted('links-lead', 'line-opacity', { tone: 'back' }, { hovered: true })).toBe(1);
  });
});

describe('flows', () => {
  it('stand back while another area is in focus, unless marked themselves', () => {
    expect(lineOpacity([])).toBe(0.9);
    expect(lineOpacity(['MD'])).toBe(1);
    expect(lineOpacity(['VA', 'GA'])).toBe(1);
    expect(lineOpacity(['GA'])).toBeLessThan(0.2);
    expect(lineOpacity(['GA'], { hovered: true })).toBe(1);
  });
});

describe('the layers of the data', () => {
  it('draw recoveries beside flows only from where both have room', () => {
    expect(drawnFromZoom('recoveries', ALL)).toBe(RECORD_ZOOM);
    expect(drawnFromZoom('recoveries', { ...ALL, flows: false })).toBe(0);
  });

  it.each(MAP_LAYER_IDS.filter((id) => id !== 'recoveries'))('draw %s at every zoom', (group) => {
    expect(drawnFromZoom(group, ALL)).toBe(0);
  });

  it('come bottom to top: areas, hotspots, jurisdictions, flows, then the symbols of points', () => {
    const layers = dataLayers({ palette: PALETTES.light, theme: 'light' });
    expect(layers.map(({ group }) => group).filter((group, at, all) => group !== all[at - 1])).toEqual([
      'areas',
      'hotspots',
      'jurisdictions',
      'flows',
      'links',
      'flows',
      'recoveries',
      'links',
      'dealers',
      'thefts',
      'debriefs',
      'purchasers',
      'recoveries',
    ]);
  });
});
