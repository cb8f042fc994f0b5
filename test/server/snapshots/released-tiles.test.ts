/** The tiles of a published map, read as any program reads them: where states are, and that they tell what the page tells, no more. */
import type { PMTiles } from 'pmtiles';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ReleasedFigures } from '../../../domain/released-figures.ts';
import { releasedTiles } from '../../../server/snapshots/released-tiles.ts';
import { inTile, inWorld } from '../../../server/tiles/world-position.ts';
import type { DecodedFeature } from '../../helpers/decode-tile.ts';
import { decodeTile } from '../../helpers/decode-tile.ts';
import { readArchive, tileOfArchive } from '../../helpers/read-archive.ts';

const whole = (atLeast: number) => ({ atLeast, isWhole: true, hidden: null });
const hidden = (why: 'fewer' | 'withheld') => ({ atLeast: 0, isWhole: false, hidden: why });
const FIGURES: ReleasedFigures = {
  language: 'en',
  way: 'source',
  agency: '<b>BPD</b>',
  home: 'MD',
  area: null,
  from: 2024,
  to: 2025,
  threshold: 11,
  countedOn: '2026-01-02',
  total: whole(500),
  rows: [
    { code: 'MD', name: 'Maryland', sum: whole(250) },
    { code: 'VA', name: 'Virginia', sum: { atLeast: 100, isWhole: false, hidden: null } },
    { code: 'GU', name: 'Guam', sum: whole(20) },
    { code: 'PA', name: 'Pennsylvania', sum: whole(0) },
    { code: 'GA', name: 'Georgia', sum: hidden('fewer') },
    { code: 'WV', name: 'West Virginia', sum: hidden('withheld') },
    { code: 'other', name: 'Other states', sum: whole(77) },
    { code: 'unknown', name: 'Not traced to a dealer', sum: whole(53) },
  ],
};

let archive: PMTiles;
beforeAll(() => {
  archive = readArchive(releasedTiles('Guns', FIGURES));
});

const layerAt = async (layer: string, ...at: [z: number, x: number, y: number]) =>
  decodeTile(await tileOfArchive(archive, ...at), layer);

/** Whether a point lies in a feature, by the rule of even and odd. */
const holds = ({ geometry }: DecodedFeature, [x, y]: readonly [number, number]): boolean =>
  geometry
    .flatMap((ring) => ring.map((to, index) => [ring.at(index - 1) ?? to, to] as const))
    .filter(([[x0, y0], [x1, y1]]) => y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0))
    .length %
    2 ===
  1;

/** The states at a place (degrees), as drawn at a zoom. */
async function statesAt(lon: number, lat: number, z: number): Promise<unknown[]> {
  const place = inWorld(lon, lat);
  const tile = { z, x: Math.floor(place[0] * 2 ** z), y: Math.floor(place[1] * 2 ** z) };
  const [point = [0, 0]] = inTile(tile, [place], 0);
  const states = await layerAt('states', tile.z, tile.x, tile.y);
  return states.filter((state) => holds(state, point)).map(({ properties }) => properties.code);
}

describe('the tiles of a published map', () => {
  it.each([
    ['Baltimore', -76.7, 39.4, 'MD'],
    ['Richmond', -77.5, 37.5, 'VA'],
    ['Kansas City', -94.8, 39.1, 'KS'],
    ['Fairbanks', -147.7, 64.8, 'AK'],
    ['Attu, across the antimeridian', 173.0, 52.9, 'AK'],
    ['Hilo', -155.3, 19.7, 'HI'],
    ['San Juan', -66.3, 18.3, 'PR'],
    ['Guam', 144.8, 13.5, 'GU'],
  ])('have %s in its state', async (_name, lon, lat, code) => {
    expect(await statesAt(lon, lat, 6)).toEqual([code]);
  });

  it('have nothing at sea, and the states at every zoom', async () => {
    expect(await statesAt(-70, 35, 4)).toEqual([]);
    for (let z = 0; z <= 6; z += 1) expect(await statesAt(-100, 47.5, z), `zoom ${z}`).toEqual(['ND']);
    const { minZoom, maxZoom } = await archive.getHeader();
    expect([minZoom, maxZoom]).toEqual([0, 6]);
  });

  it('turn outlines clockwise on the screen, by which outer rings are told from holes', async () => {
    const states = await layerAt('states', 3, 2, 3);
    expect(states.length).toBeGreaterThan(20);
    for (const { geometry, properties } of states) {
      const [outer = []] = geometry;
      const twice = outer.map(([x, y], index) => {
        const [x1, y1] = outer[(index + 1) % outer.length] ?? [x, y];
        return x * y1 - x1 * y;
      });
      expect(
        twice.reduce((sum, one) => sum + one, 0),
        String(properties.code),
      ).toBeGreaterThan(0);
    }
  });

  it('tell of each state what the page tells, and no number where none is shown', async () => {
    const states = await layerAt('states', 0, 0, 0);
    const told = new Map(
      states.map(({ properties: { code, home, ...others } }) => [
        code,
        { ...others, ...(home ? { home } : {}) },
      ]),
    );
    expect(told.size).toBe(states.length);
    expect(told.get('MD')).toEqual({
      name: 'Maryland',
      home: true,
      words: '250',
      count: 250,
      whole: true,
      class: 5,
    });
    expect(told.get('VA')).toEqual({
      name: 'Virginia',
      words: 'at least 100',
      count: 100,
      whole: false,
      class: 4,
    });
    expect(told.get('PA')).toEqual({ name: 'Pennsylvania', words: '0', count: 0, whole: true });
    expect(told.get('GA')).toEqual({ name: 'Georgia', words: 'fewer than 11' });
    expect(told.get('WV')).toEqual({ name: 'West Virginia', words: 'not shown' });
    expect(told.get('TX')).toEqual({ name: 'Texas', words: 'none, or among other states' });
  });

  it('have a line to the state of recovery from each other that a number is told of, the largest last', async () => {
    const flows = await layerAt('flows', 0, 0, 0);
    expect(flows.map(({ properties }) => properties)).toEqual([
      {
        origin: 'GU',
        origin_name: 'Guam',
        destination: 'MD',
        destination_name: 'Maryland',
        words: '20',
        count: 20,
        whole: true,
        class: 2,
      },
      expect.objectContaining({ origin: 'VA', words: 'at least 100', whole: false }),
    ]);
    // From Guam it begins in the east of the map and goes on in the west.
    const columns = flows[0]?.geometry.flatMap((line) => line.map(([x]) => x)) ?? [];
    expect([Math.min(...columns), Math.max(...columns)]).toEqual([-64, 4160]);
    expect(flows[0]?.geometry).toHaveLength(2);
  });

  it('say whose they are, how they were counted and from which numbers classes are, as text', async () => {
    const metadata = await archive.getMetadata();
    expect(metadata).toMatchObject({
      name: 'Guns',
      attribution: 'Source: trace results of &lt;b&gt;BPD&lt;/b&gt;, as known on January 2, 2026.',
      description: expect.stringMatching(/^500 guns recovered .* fewer than 11 .* not a random sample/),
      classes: [
        { class: 2, first: 11 },
        { class: 3, first: 40 },
        { class: 4, first: 90 },
        { class: 5, first: 160 },
      ],
      vector_layers: [
        { id: 'states', maxzoom: 6 },
        { id: 'flows', maxzoom: 6 },
      ],
    });
  });

  it('are in the language of the page, and without lines where nobody told where these lead', async () => {
    const spanish = readArchive(releasedTiles('Armas', { ...FIGURES, language: 'es', home: null }));
    const bytes = await tileOfArchive(spanish, 0, 0, 0);
    const states = decodeTile(bytes, 'states');
    expect(states.find(({ properties }) => properties.code === 'GA')?.properties.words).toBe('menos de 11');
    expect(() => decodeTile(bytes, 'flows')).toThrow('no layer flows');
  });
});
