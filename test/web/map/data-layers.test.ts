import { describe, expect, it } from 'vitest';
import { RECORD_ZOOM } from '../../../tiles/layers.ts';
import { dataLayers, drawnFromZoom } from '../../../web/map/data-layers.ts';
import { PALETTES } from '../../../web/map/palette.ts';
import type { LayerSwitches } from '../../../web/state/page-state.ts';

const ALL: LayerSwitches = { flows: true, recoveries: true, dealers: true, areas: true };

describe('the layers of the data', () => {
  it('draw recoveries beside flows only from where both have room', () => {
    expect(drawnFromZoom('recoveries', ALL)).toBe(RECORD_ZOOM);
    expect(drawnFromZoom('recoveries', { ...ALL, flows: false })).toBe(0);
  });

  it.each(['flows', 'dealers', 'areas'] as const)('draw %s at every zoom', (group) => {
    expect(drawnFromZoom(group, ALL)).toBe(0);
  });

  it('come bottom to top: areas, flows, then the symbols of points', () => {
    const layers = dataLayers({ palette: PALETTES.light, theme: 'light' });
    expect(layers.map(({ group }) => group).filter((group, at, all) => group !== all[at - 1])).toEqual([
      'areas',
      'flows',
      'recoveries',
      'dealers',
      'recoveries',
    ]);
  });
});
