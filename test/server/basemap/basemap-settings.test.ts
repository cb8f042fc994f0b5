import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBasemapSettings } from '../../../server/basemap/basemap-settings.ts';
import { SetupError } from '../../../server/errors.ts';

it("is the page's own ground where nothing is set", () => {
  expect(readBasemapSettings({})).toEqual({ kind: 'offline' });
  expect(readBasemapSettings({ BASEMAP_PMTILES: '', BASEMAP_STYLE_URL: ' ' })).toEqual({ kind: 'offline' });
});

it('is an archive by its path, from the folder the server is started in', () => {
  expect(readBasemapSettings({ BASEMAP_PMTILES: 'maps/md.pmtiles' })).toEqual({
    kind: 'archive',
    path: path.resolve('maps/md.pmtiles'),
  });
  expect(readBasemapSettings({ BASEMAP_PMTILES: '/srv/md.pmtiles' })).toMatchObject({
    path: '/srv/md.pmtiles',
  });
});

describe('a style of another host', () => {
  it.each([
    ['https://tiles.example/style.json', 'https://tiles.example'],
    ['https://tiles.example:8443/{theme}/style.json?key=a1b2', 'https://tiles.example:8443'],
    // In the agency's own network: the page asks it, the server never does.
    ['https://10.0.0.7/style.json', 'https://10.0.0.7'],
    ['http://localhost:8080/style.json', 'http://localhost:8080'],
    ['http://127.0.0.1:8080/{theme}.json', 'http://127.0.0.1:8080'],
  ])('may be %s, which opens %s alone', (url, origin) => {
    expect(readBasemapSettings({ BASEMAP_STYLE_URL: url })).toEqual({ kind: 'style', url, origin });
  });
});

it.each([
  ['BASEMAP_STYLE_URL', 'tiles.example/style.json'],
  ['BASEMAP_STYLE_URL', 'http://tiles.example/style.json'],
  ['BASEMAP_STYLE_URL', 'http://10.0.0.7/style.json'],
  ['BASEMAP_STYLE_URL', 'http://169.254.169.254/latest/meta-data'],
  ['BASEMAP_STYLE_URL', 'http://[::1]:8080/style.json'],
  ['BASEMAP_STYLE_URL', 'https://[fd00::1]/style.json'],
  ['BASEMAP_STYLE_URL', 'file:///etc/passwd'],
  ['BASEMAP_STYLE_URL', 'data:application/json,{}'],
  ['BASEMAP_STYLE_URL', 'javascript:alert(1)'],
  ['BASEMAP_STYLE_URL', 'https://me:secret@tiles.example/style.json'],
  ['BASEMAP_STYLE_URL', 'https://localhost@tiles.example/style.json'],
  ['BASEMAP_STYLE_URL', 'http://localhost.tiles.example/style.json'],
  ['BASEMAP_STYLE_URL', 'https://{theme}.tiles.example/style.json'],
  ['BASEMAP_STYLE_URL', 'https://*.example/style.json'],
  ['BASEMAP_STYLE_URL', 'https://*/style.json'],
  ['BASEMAP_STYLE_URL', "https://tiles.example;script-src'unsafe-inline'/style.json"],
  ['BASEMAP_STYLE_URL', 'https://tiles.example/style.json?key=secret#here'],
  ['BASEMAP_PMTILES', 'https://tiles.example/world.pmtiles'],
  ['BASEMAP_PMTILES', 'http://127.0.0.1/world.pmtiles'],
  ['BASEMAP_PMTILES', 'file:///srv/world.pmtiles'],
  ['BASEMAP_PMTILES', 's3://bucket/world.pmtiles'],
])('refuses %s=%s in one line that names it', (name, value) => {
  const read = () => readBasemapSettings({ [name]: value });
  expect(read).toThrow(SetupError);
  expect(read).toThrow(new RegExp(`^${name} [^\\n]+$`));
  expect(read).not.toThrow(/secret/);
});

it('leads from the address of an archive to the other setting', () => {
  expect(() => readBasemapSettings({ BASEMAP_PMTILES: 'https://tiles.example/world.pmtiles' })).toThrow(
    /set BASEMAP_STYLE_URL/,
  );
});

it('refuses both at once', () => {
  const both = { BASEMAP_PMTILES: 'md.pmtiles', BASEMAP_STYLE_URL: 'https://tiles.example/style.json' };
  expect(() => readBasemapSettings(both)).toThrow(/^BASEMAP_PMTILES and BASEMAP_STYLE_URL [^\n]+$/);
});
