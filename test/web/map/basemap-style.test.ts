import type { LayerSpecification } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import { LAYERS } from '../../../tiles/layers.ts';
import {
  basemapStyle,
  FIRST_LABEL_LAYER,
  FIRST_LINE_LAYER,
  NOTHING,
} from '../../../web/map/basemap-style.ts';
import { dataLayers } from '../../../web/map/data-layers.ts';
import { PALETTES } from '../../../web/map/palette.ts';
import { contrast } from './contrast.ts';

const FILES = {
  ground: 'http://localhost/ground.json',
  stateLabels: NOTHING,
  fontRegular: 'http://localhost/regular.woff2',
  fontSemiBold: 'http://localhost/semi-bold.woff2',
  streetTiles: 'http://localhost/tiles/streets/{z}/{x}/{y}.mvt',
  archive: null,
};
const THEMES = ['light', 'dark'] as const;
const styleOf = (theme: (typeof THEMES)[number]) => basemapStyle(PALETTES[theme], FILES);
const layersOf = (theme: (typeof THEMES)[number]): LayerSpecification[] => [
  ...styleOf(theme).layers,
  ...dataLayers({ palette: PALETTES[theme], theme }).map(({ layer }) => layer),
];

describe.each(THEMES)('the %s style', (theme) => {
  const palette = PALETTES[theme];

  it('draws every text with a bundled font', () => {
    const bundled = Object.keys(styleOf(theme)['font-faces'] ?? {});
    for (const layer of layersOf(theme)) {
      if (layer.type !== 'symbol' || layer.layout?.['text-field'] === undefined) continue;
      const fonts = layer.layout['text-font'];
      expect(Array.isArray(fonts) && fonts.every((font) => bundled.includes(String(font))), layer.id).toBe(
        true,
      );
    }
  });

  it('names each layer once and asks for no glyph or sprite server', () => {
    const ids = layersOf(theme).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(styleOf(theme)).not.toHaveProperty('glyphs');
    expect(styleOf(theme)).not.toHaveProperty('sprite');
  });

  it('reads basemap layers from sources it has', () => {
    const { sources, layers } = styleOf(theme);
    for (const layer of layers) {
      if (layer.type !== 'background') expect(Object.keys(sources)).toContain(layer.source);
    }
  });

  it.each(['land', 'landAround'] as const)('has labels that read on %s (4.5:1)', (ground) => {
    expect(contrast(palette.label, palette[ground])).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.labelQuiet, palette.land)).toBeGreaterThanOrEqual(4.5);
  });

  it('has symbols that stand out from the ground (3:1)', () => {
    for (const mark of ['sold', 'recovered', 'flow', 'link', 'debrief', 'theft', 'selected'] as const) {
      expect(contrast(palette[mark], palette.land), mark).toBeGreaterThanOrEqual(3);
    }
    expect(contrast(palette.ringText, palette.ringMiddle)).toBeGreaterThanOrEqual(4.5);
    // What stands on a symbol.
    for (const symbol of ['debrief', 'theft'] as const) {
      expect(contrast(palette.casing, palette[symbol]), symbol).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('draws streets below all data, and their names below whatever crosses them', () => {
    const ids = layersOf(theme).map(({ id }) => id);
    const order = ['base-streets', FIRST_LINE_LAYER, 'base-street-labels', FIRST_LABEL_LAYER, 'flows-head'];
    expect(order.map((id) => ids.indexOf(id))).toEqual(
      order.map((id) => ids.indexOf(id)).toSorted((a, b) => a - b),
    );
    expect(ids.indexOf('base-streets')).toBeGreaterThan(ids.indexOf('base-states'));
  });

  it('asks for streets only where their tiles begin', () => {
    for (const layer of layersOf(theme)) {
      if (layer.type === 'background' || layer.source !== 'streets') continue;
      expect(layer.minzoom, layer.id).toBeGreaterThanOrEqual(LAYERS.streets.minZoom);
    }
  });

  it('has streets that are seen and stay quiet, the more they matter the clearer', () => {
    const streets = [palette.street, palette.streetMajor, palette.streetHighway];
    const steps = streets.map((colour) => contrast(colour, palette.land));
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(1.15);
    expect(Math.max(...steps)).toBeLessThan(2);
    for (const colour of streets) expect(saturation(colour), colour).toBeLessThan(0.15);
  });

  it('has data more saturated than its streets', () => {
    const streets = [palette.street, palette.streetMajor, palette.streetHighway].map(saturation);
    for (const mark of ['sold', 'recovered', 'flow', 'link', 'debrief', 'theft', 'selected'] as const) {
      expect(saturation(palette[mark]), mark).toBeGreaterThan(Math.max(...streets));
    }
  });

  it('orders the time-to-crime classes by lightness alone', () => {
    const ground = palette.land;
    const steps = palette.timeToCrime.map((colour) => contrast(colour, ground));
    expect(steps).toEqual([...steps].sort((a, b) => b - a));
    expect(palette.timeToCrime).toHaveLength(6);
  });
});

describe.each(THEMES)("the %s style with the operator's archive", (theme) => {
  const palette = PALETTES[theme];
  const archive = { tiles: 'http://localhost/basemap/{z}/{x}/{y}.mvt', minZoom: 2, maxZoom: 14 };
  const style = basemapStyle(palette, { ...FILES, archive });
  const ids = style.layers.map(({ id }) => id);

  it('asks for the tiles there are', () => {
    expect(style.sources.archive).toEqual({
      type: 'vector',
      tiles: [archive.tiles],
      minzoom: 2,
      maxzoom: 14,
    });
  });

  it('has a dozen layers more at most, each name once, and a source for all', () => {
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => id.startsWith('archive-')).length).toBeLessThanOrEqual(12);
    for (const layer of style.layers) {
      if (layer.type !== 'background') expect(Object.keys(style.sources)).toContain(layer.source);
    }
  });

  it('lies over the ground, where it has tiles, and below borders and names', () => {
    const order = [
      'base-states',
      'base-streets',
      'archive-earth',
      'archive-water',
      'archive-roads',
      FIRST_LINE_LAYER,
    ];
    const whole = [...order, 'archive-road-names', FIRST_LABEL_LAYER].map((id) => ids.indexOf(id));
    expect(whole).not.toContain(-1);
    expect(whole).toEqual(whole.toSorted((a, b) => a - b));
  });

  it('is quiet: greys that are less saturated than any data, hardly other than the land', () => {
    const ground = [palette.green, palette.built, palette.building];
    for (const colour of ground) expect(contrast(colour, palette.land), colour).toBeLessThan(1.25);
    for (const mark of ['sold', 'recovered', 'flow', 'link', 'debrief', 'theft', 'selected'] as const) {
      expect(saturation(palette[mark]), mark).toBeGreaterThan(Math.max(...ground.map(saturation)));
    }
    for (const colour of ground) {
      expect(contrast(palette.labelQuiet, colour), colour).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('is written with bundled letters', () => {
    const bundled = Object.keys(style['font-faces'] ?? {});
    for (const layer of style.layers) {
      const fonts = layer.type === 'symbol' ? layer.layout?.['text-font'] : [];
      expect(Array.isArray(fonts) && fonts.every((font) => bundled.includes(String(font))), layer.id).toBe(
        true,
      );
    }
  });
});

/** Of a colour `#rrggbb`: 0 for a grey, 1 for one without a grey part. */
function saturation(colour: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [low, high] = [Math.min(...parts), Math.max(...parts)];
  const lightness = (low + high) / 2;
  return high === low ? 0 : (high - low) / (1 - Math.abs(2 * lightness - 1));
}

it('differs between the themes in paint and images only', () => {
  const bare = (theme: (typeof THEMES)[number]) => layersOf(theme).map(({ id, type }) => ({ id, type }));
  expect(bare('light')).toEqual(bare('dark'));
});
