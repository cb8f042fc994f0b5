/** Another host with a map style, its tiles and what they need, on a port of its own; remembers what it was asked. */
import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import http from 'node:http';
import { vectorTile } from './pmtiles-archive.ts';

export interface AskedPath {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

export interface StyleServer {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  readonly asked: AskedPath[];
  stop(): void;
}

const WHOLE: [number, number][][] = [
  [
    [0, 0],
    [4096, 0],
    [4096, 4096],
    [0, 4096],
    [0, 0],
  ],
];
const TILE = vectorTile({
  ground: [{ type: 3, geometry: WHOLE, tags: { kind: 'ground' } }],
  roads: [
    {
      type: 2,
      geometry: [
        [
          [0, 900],
          [4096, 3000],
        ],
      ],
      tags: { name: 'Outside Road' },
    },
  ],
});
const GROUND = { light: '#e4e7e2', dark: '#20262b' } as const;

/** Of a theme; it also has a source of a third host, and a layer that is none. */
const styleOf = (theme: 'light' | 'dark') => ({
  version: 8,
  sources: {
    town: { type: 'vector', url: '/tiles.json' },
    third: { type: 'raster', tiles: ['https://third.example/{z}/{x}/{y}.png'] },
  },
  layers: [
    { id: 'back', type: 'background', paint: { 'background-color': GROUND[theme] } },
    { id: 'third', type: 'raster', source: 'third' },
    {
      id: 'wrong',
      type: 'line',
      source: 'town',
      'source-layer': 'roads',
      paint: { 'line-width': ['nonsense'] },
    },
    {
      id: 'roads',
      type: 'line',
      source: 'town',
      'source-layer': 'roads',
      paint: { 'line-color': theme === 'light' ? '#b9c0c4' : '#49545c', 'line-width': 2 },
    },
    {
      id: 'names',
      type: 'symbol',
      source: 'town',
      'source-layer': 'roads',
      layout: { 'symbol-placement': 'line', 'text-field': ['get', 'name'], 'text-font': ['Unknown'] },
      paint: { 'text-color': theme === 'light' ? '#555555' : '#bbbbbb' },
    },
  ],
});
const TILE_JSON = {
  tilejson: '3.0.0',
  tiles: ['/tiles/{z}/{x}/{y}.pbf'],
  maxzoom: 14,
  attribution: '<a href="https://openstreetmap.org">&copy; OpenStreetMap</a>, Town',
};

/** Starts it; with `broken` it has no style, but something else in its place. */
export async function startStyleServer({ broken = false } = {}): Promise<StyleServer> {
  const asked: AskedPath[] = [];
  const answer: RequestListener = ({ url = '', headers }, response) => {
    asked.push({ path: url, headers });
    response.setHeader('Access-Control-Allow-Origin', '*');
    const theme = /^\/(light|dark)\.json$/.exec(url)?.[1] === 'dark' ? 'dark' : 'light';
    if (url.startsWith('/tiles/')) response.end(TILE);
    else response.end(JSON.stringify(url === '/tiles.json' ? TILE_JSON : broken ? {} : styleOf(theme)));
  };
  const server = http.createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The style server has no port.');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    asked,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
