import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g;

interface Import {
  /** Importing file, relative to the root. */
  readonly from: string;
  /** Imported file relative to the root, or the package name. */
  readonly to: string;
  readonly isPackage: boolean;
  /** Of types alone: nothing of it is there when the program runs. */
  readonly isTypes: boolean;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/')));
}

function importsOf(file: string): Import[] {
  const source = readFileSync(path.join(ROOT, file), 'utf8');
  return [...source.matchAll(IMPORT)].map((match) => {
    const to = match[1] ?? match[2] ?? match[3] ?? '';
    const isPackage = !to.startsWith('.');
    return {
      from: file,
      to: isPackage ? to : path.posix.join(path.posix.dirname(file), to),
      isPackage,
      isTypes: /^\s*import\s+type\b/.test(match[0]),
    };
  });
}

const importsIn = (folder: string) => sourceFiles(folder).flatMap(importsOf);
const show = ({ from, to }: Import) => `${from} imports ${to}`;
const feature = (file: string) => file.split('/')[1] ?? '';

describe('who may import whom', () => {
  it('is looked at: every part of the house has imports to check', () => {
    for (const part of ['domain', 'server', 'web', 'migrations']) {
      expect(importsIn(part).length, part).toBeGreaterThan(0);
    }
  });

  it('domain imports nothing but itself, zod for the schemas and functions for statistics', () => {
    const wrong = importsIn('domain').filter(({ from, to, isPackage }) =>
      isPackage
        ? !(
            to === 'zod' &&
            [
              'domain/access-responses.ts',
              'domain/basemap.ts',
              'domain/briefing-schedules.ts',
              'domain/briefings.ts',
              'domain/corridor.ts',
              'domain/dealer-responses.ts',
              'domain/times-to-crime-responses.ts',
              'domain/released-figures.ts',
              'domain/firearms-responses.ts',
              'domain/snapshots.ts',
              'domain/dealers/dealer-chain-response.ts',
              'domain/guns/gun-life.ts',
              'domain/hotspots.ts',
              'domain/joins.ts',
              'domain/market-responses.ts',
              'domain/person-search.ts',
              'domain/pictures.ts',
              'domain/progress.ts',
              'domain/purchasers/listed-purchasers.ts',
              'domain/purchasers/network.ts',
              'domain/purchasers/purchaser-responses.ts',
              'domain/quality-responses.ts',
              'domain/responses.ts',
              'domain/reveals.ts',
              'domain/review.ts',
              'domain/tracing-responses.ts',
              'domain/watches.ts',
            ].includes(from)
          ) && !(to.startsWith('@stdlib/') && from.startsWith('domain/statistics/'))
        : !to.startsWith('domain/'),
    );
    expect(wrong.map(show)).toEqual([]);
  });

  it('web imports only itself, domain, the tile layers and packages', () => {
    const wrong = importsIn('web').filter(
      ({ to, isPackage }) =>
        !isPackage && !to.startsWith('web/') && !to.startsWith('domain/') && to !== 'tiles/layers.ts',
    );
    expect(wrong.map(show)).toEqual([]);
  });

  it('only web/map imports maplibre-gl, and only web/api fetches', () => {
    const maps = importsIn('web').filter(
      ({ from, to }) => to.startsWith('maplibre-gl') && !from.startsWith('web/map/'),
    );
    const fetching = sourceFiles('web').filter(
      (file) =>
        !file.startsWith('web/api/') &&
        /\bfetch\(|XMLHttpRequest|new EventSource/.test(readFileSync(path.join(ROOT, file), 'utf8')),
    );
    expect([...maps.map(show), ...fetching]).toEqual([]);
  });

  it('migrations import no application code', () => {
    expect(
      importsIn('migrations')
        .filter(({ isPackage }) => !isPackage)
        .map(show),
    ).toEqual([]);
  });

  it('the server imports no page, test or bench code', () => {
    const wrong = importsIn('server').filter(
      ({ to, isPackage }) => !isPackage && /^(web|test|bench)\//.test(to),
    );
    expect(wrong.map(show)).toEqual([]);
  });

  it('no feature reaches the store, service or routes of another; only app, main and cli wire them', () => {
    const wiring = new Set(['server/app.ts', 'server/main.ts', 'server/cli.ts']);
    const wrong = importsIn('server').filter(
      ({ from, to, isPackage }) =>
        !isPackage &&
        !wiring.has(from) &&
        // The commands are the command line's, each in a file of its own.
        !from.startsWith('server/cli/') &&
        /-(store|service|routes)\.ts$/.test(to) &&
        feature(from) !== feature(to),
    );
    expect(wrong.map(show)).toEqual([]);
  });

  it('addresses leave through one gate: nothing else knows the providers or how to send', () => {
    const folder = 'server/geocoding/providers';
    const gate = `${folder}/outgoing-gate.ts`;
    const ways = ['census-batch', 'nominatim', 'pelias', 'polite-http'].map((name) => `${folder}/${name}.ts`);
    const sending = `${folder}/send-request.ts`;
    const wrong = importsIn('server').filter(
      ({ from, to }) =>
        (ways.includes(to) && from !== gate) || (to === sending && from !== `${folder}/polite-http.ts`),
    );
    expect(wrong.map(show)).toEqual([]);
    expect(importsOf(gate).filter(({ to }) => ways.includes(to)).length).toBe(ways.length);
  });

  it('the server sends nothing but through it', () => {
    const sending = sourceFiles('server')
      .sort()
      .filter((file) => {
        const source = readFileSync(path.join(ROOT, file), 'utf8');
        return (
          importsOf(file).some(
            ({ to, isTypes }) => !isTypes && /^(?:node:)?(?:https?|http2|net|tls|dgram)$/.test(to),
          ) || /\bfetch\(|\bWebSocket\(/.test(source)
        );
      });
    expect(sending).toEqual([
      // Speaks to the database's child process on this machine.
      'server/database/embedded-engine.ts',
      'server/geocoding/providers/send-request.ts',
      // Tells whether a text is an address.
      'server/http/network-of-address.ts',
      // Listens.
      'server/main.ts',
    ]);
  });

  it('archives of tiles are read from files alone: the library that could also ask hosts is used in one place', () => {
    const reading = importsIn('server').filter(({ to, isTypes }) => to === 'pmtiles' && !isTypes);
    expect(reading.map(({ from }) => from)).toEqual(['server/basemap/basemap-archive.ts']);
    const source = readFileSync(path.join(ROOT, 'server/basemap/basemap-archive.ts'), 'utf8');
    expect([...source.matchAll(/new PMTiles\((\w+),/g)].map(([, from]) => from)).toEqual(['file', 'file']);
    expect(source).not.toContain('FetchSource');
  });

  it('only one file asks the identity provider', () => {
    const asking = importsIn('server').filter(({ to }) => to === 'openid-client');
    expect(new Set(asking.map(({ from }) => from))).toEqual(
      new Set(['server/access/single-sign-on-provider.ts']),
    );
  });

  it('within a feature, routes leave writing to the service, and stores and read models know neither', () => {
    const wrong = importsIn('server').filter(
      ({ from, to }) =>
        (from.endsWith('-routes.ts') && to.endsWith('-store.ts')) ||
        (/-(store|read-model)\.ts$/.test(from) && /-(service|routes)\.ts$/.test(to)),
    );
    expect(wrong.map(show)).toEqual([]);
  });
});
