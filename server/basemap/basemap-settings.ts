import path from 'node:path';
import { styleAddress } from '../../domain/basemap.ts';
import { SetupError } from '../errors.ts';

/** Which basemap the operator wants. */
export type BasemapSettings =
  | { readonly kind: 'offline' }
  /** A PMTiles archive on this machine, by its absolute path. */
  | { readonly kind: 'archive'; readonly path: string }
  /** A MapLibre style of another host; `origin` is all of that host that the page may ask. */
  | { readonly kind: 'style'; readonly url: string; readonly origin: string };

/** Reads the environment; a wrong value is a {@link SetupError} of one line that names it. */
export function readBasemapSettings(environment: NodeJS.ProcessEnv): BasemapSettings {
  const archive = environment.BASEMAP_PMTILES?.trim() ?? '';
  const style = environment.BASEMAP_STYLE_URL?.trim() ?? '';
  if (archive !== '' && style !== '') {
    throw new SetupError('BASEMAP_PMTILES and BASEMAP_STYLE_URL are two basemaps: set one of them.');
  }
  if (archive !== '') return { kind: 'archive', path: archivePath(archive) };
  return style === '' ? { kind: 'offline' } : { kind: 'style', url: style, origin: styleOrigin(style) };
}

function archivePath(value: string): string {
  if (/^[a-z][a-z\d+.-]+:/i.test(value)) {
    throw new SetupError(
      'BASEMAP_PMTILES must be the path of a file on this machine. For a basemap of another host set BASEMAP_STYLE_URL.',
    );
  }
  return path.resolve(value);
}

/** Where a page may ask without encryption: it stays on the machine of whoever looks. */
const THIS_MACHINE = new Set(['localhost', '127.0.0.1']);
/** Of what a policy understands as one host: no `*`, which would open it to many, and no address in brackets. */
const HOST = /^[a-z\d_-]+(?:\.[a-z\d_-]+)*$/;

function styleOrigin(value: string): string {
  const [light, dark] = (['light', 'dark'] as const).map((theme) => asUrl(styleAddress(value, theme)));
  const isOneHost = light != null && light.origin === dark?.origin && HOST.test(light.hostname);
  const isSafe =
    light?.protocol === 'https:' || (light?.protocol === 'http:' && THIS_MACHINE.has(light.hostname));
  // The value is not repeated: it may hold a key.
  if (!isOneHost || !isSafe || `${light.username}${light.password}${light.hash}` !== '') {
    throw new SetupError(
      'BASEMAP_STYLE_URL must look like https://tiles.example/{theme}/style.json, without name or password; http only on localhost.',
    );
  }
  return light.origin;
}

const asUrl = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);
