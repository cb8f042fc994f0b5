import type { LayerSpecification } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import {
  basemapStyle,
  FIRST_LABEL_LAYER,
  FIRST_LINE_LAYER,
  FIRST_STREET_LAYER,
  layersGivingWay,
  NOTHING,
} from '../../../web/map/basemap-style.ts';
import { FONT_REGULAR } from '../../../web/map/fonts.ts';
import { readOutsideSources, withTileJson } from '../../../web/map/outside-sources.ts';
import { isOutside, outsideStyle, readOutsideStyle } from '../../../web/map/outside-style.ts';
import { PALETTES } from '../../../web/map/palette.ts';

const ADDRESS = 'https://tiles.example/light/style.json';
const STYLE = {
  version: 8,
  glyphs: '../fonts/{fontstack}/{range}.pbf',
  sprite: 'https://tiles.example/sprites/light',
  sources: {
    streets: { type: 'vector', tiles: ['/tiles/{z}/{x}/{y}.pbf'], attribution: '<a href="x">© Streets</a>' },
    parks: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
  },
  layers: [
    { id: 'ground', type: 'background', paint: { 'background-color': '#eee' } },
    { id: 'roads', type: 'line', source: 'streets', 'source-layer': 'roads' },
    { id: 'parks', type: 'fill', source: 'parks' },
    {
      id: 'names',
      type: 'symbol',
      source: 'streets',
      'source-layer': 'roads',
      layout: { 'text-font': ['Own'] },
    },
  ],
};

/** A style as the map takes it in, where none of its sources has to be asked for. */
function taken(changes: object, address = ADDRESS) {
  const style = readOutsideStyle({ ...STYLE, ...changes });
  const { known, leftOut } = readOutsideSources(style.sources, address);
  return outsideStyle(style, address, { sources: known, attributions: [], leftOut });
}

describe('a style of another host', () => {
  it('is taken in with whole addresses, under names of its own', () => {
    const style = taken({});
    expect(style.leftOut).toEqual([]);
    expect(style.sources['outside-streets']).toEqual({
      type: 'vector',
      tiles: ['https://tiles.example/tiles/{z}/{x}/{y}.pbf'],
    });
    expect(style.glyphs).toBe('https://tiles.example/fonts/{fontstack}/{range}.pbf');
    expect(style.ground.map(({ id }) => id)).toEqual(['outside-ground', 'outside-roads', 'outside-parks']);
    expect(style.names.map(({ id }) => id)).toEqual(['outside-names']);
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'style'],
    ['version 7', { ...STYLE, version: 7 }],
    ['no layers', { ...STYLE, layers: undefined }],
    ['a list of sources', { ...STYLE, sources: [] }],
    ['layers beyond all measure', { ...STYLE, layers: Array(2_001).fill(STYLE.layers[0]) }],
  ])('is none with %s', (_what, json) => {
    expect(() => readOutsideStyle(json)).toThrow('it is not a map style of version 8');
  });

  it.each([
    ['tiles', { type: 'vector', tiles: ['https://elsewhere.example/{z}/{x}/{y}.pbf'] }],
    [
      'one of several tiles',
      { type: 'raster', tiles: ['/{z}/{x}/{y}.png', 'https://elsewhere.example/{z}'] },
    ],
    ['another port', { type: 'raster', tiles: ['https://tiles.example:8443/{z}/{x}/{y}.png'] }],
    ['no encryption', { type: 'raster', tiles: ['http://tiles.example/{z}/{x}/{y}.png'] }],
    ['a host in a pattern', { type: 'raster', tiles: ['https://{z}.example/{x}/{y}.png'] }],
    ['an address of a protocol', { type: 'vector', url: 'mapbox://mapbox.streets' }],
    ['a TileJSON document', { type: 'vector', url: 'https://elsewhere.example/tiles.json' }],
    ['data', { type: 'geojson', data: 'https://elsewhere.example/data.json' }],
    ['a picture', { type: 'image', url: 'https://elsewhere.example/x.png', coordinates: [] }],
    ['no content', { type: 'vector' }],
    ['a type that is not known', { type: 'video', urls: ['/x.mp4'] }],
    ['no object', 'streets'],
  ])('goes without a source with %s, and the layers that need it', (_what, streets) => {
    const style = taken({ sources: { ...STYLE.sources, streets } });
    expect(Object.keys(style.sources)).toEqual(['outside-parks']);
    expect([...style.ground, ...style.names].map(({ id }) => id)).toEqual([
      'outside-ground',
      'outside-parks',
    ]);
    expect(style.leftOut).toEqual([
      expect.stringMatching(/^source streets: /),
      'layer roads: its source is left out',
      'layer names: its source is left out',
    ]);
  });

  it('is written with bundled letters where its own are of another host', () => {
    const style = taken({
      glyphs: 'https://fonts.example/{fontstack}/{range}.pbf',
      sprite: '//elsewhere.example/s',
    });
    expect([style.glyphs, style.sprite]).toEqual([null, null]);
    expect(style.names[0]?.layout).toMatchObject({ 'text-font': [FONT_REGULAR] });
    expect(style.leftOut).toHaveLength(2);
  });

  it('goes without layers that are none, or have the name of another', () => {
    const [ground] = STYLE.layers;
    const style = taken({ layers: [ground, ground, { id: 'x', type: 'custom' }, 7, { type: 'fill' }] });
    expect(style.ground).toHaveLength(1);
    expect(style.leftOut).toEqual([
      'layer ground: another has its name',
      'layer x: its type is not known here',
      'layer number 4: its type is not known here',
      'layer number 5: its type is not known here',
    ]);
  });

  it('asks for TileJSON of its own host, and takes what leads nowhere else', () => {
    const { asked } = readOutsideSources({ streets: { type: 'vector', url: '/data/tiles.json' } }, ADDRESS);
    const [source] = asked;
    if (source === undefined) throw new Error('Nothing is asked for.');
    expect(source.address).toBe('https://tiles.example/data/tiles.json');
    const answer = { tiles: ['{z}/{x}/{y}.pbf'], maxzoom: 14, attribution: '© X', vector_layers: [] };
    expect(withTileJson(source, answer)).toEqual({
      source: { type: 'vector', tiles: ['https://tiles.example/data/{z}/{x}/{y}.pbf'], maxzoom: 14 },
      attribution: '© X',
    });
    for (const other of [null, {}, { tiles: [] }, { tiles: ['https://elsewhere.example/{z}/{x}/{y}.pbf'] }]) {
      expect(withTileJson(source, other)).toBeNull();
    }
  });

  it('names its makers as text, or its host', () => {
    const of = (attributions: string[]) =>
      outsideStyle(readOutsideStyle(STYLE), ADDRESS, { sources: {}, attributions, leftOut: [] }).attribution;
    expect(of(['<a href="https://x">&copy; OpenStreetMap</a>', '© OpenStreetMap', '<b>Y</b>'])).toBe(
      '© OpenStreetMap | Y',
    );
    expect(of([])).toBe('tiles.example');
  });
});

describe.each(['light', 'dark'] as const)('the %s map with it', (theme) => {
  const files = {
    ground: '',
    stateLabels: NOTHING,
    fontRegular: '',
    fontSemiBold: '',
    streetTiles: '',
    archive: null,
  };
  const own = basemapStyle(PALETTES[theme], files);
  const outside = taken({});
  const merged = own.layers.flatMap((layer): readonly LayerSpecification[] => {
    if (layer.id === FIRST_STREET_LAYER) return [...outside.ground, layer];
    return layer.id === FIRST_LABEL_LAYER ? [...outside.names, layer] : [layer];
  });
  const ids = merged.map(({ id }) => id);

  it('has each name once and a source for every layer', () => {
    expect(new Set(ids).size).toBe(ids.length);
    const sources = [...Object.keys(own.sources), ...Object.keys(outside.sources)];
    expect(new Set(sources).size).toBe(sources.length);
    for (const layer of merged) if (layer.type !== 'background') expect(sources).toContain(layer.source);
  });

  it('keeps what data is drawn by: ground below the borders, names below the data', () => {
    const at = (id: string) => ids.indexOf(id);
    expect(at('outside-ground')).toBeGreaterThan(at('base-states'));
    expect(at('outside-parks')).toBeLessThan(at(FIRST_LINE_LAYER));
    expect(at('outside-names')).toBe(at(FIRST_LABEL_LAYER) - 1);
    expect(ids.filter(isOutside)).toHaveLength(4);
  });

  it('has names of the map give way to names, and to nothing else', () => {
    const names = own.layers.filter(({ type }) => type === 'symbol').map(({ id }) => id);
    const giving = layersGivingWay(PALETTES[theme], { hasNames: true });
    expect(giving).toEqual(expect.arrayContaining([...names, 'base-coast', 'base-streets']));
    expect(layersGivingWay(PALETTES[theme], { hasNames: false })).toEqual(['base-coast', 'base-streets']);
    for (const id of giving) expect(ids).toContain(id);
  });
});
