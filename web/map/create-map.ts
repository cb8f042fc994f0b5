import { say } from '../words/say.ts';
import 'maplibre-gl/dist/maplibre-gl.css';
import * as basemapFiles from 'virtual:basemap-files';
import regularUrl from '@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff2?url';
import semiBoldUrl from '@fontsource/noto-sans/files/noto-sans-latin-600-normal.woff2?url';
import type { GeoJSONSource, LayerSpecification, MapOptions, RequestTransformFunction } from 'maplibre-gl';
import { Map as MapLibreMap, prewarm, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { Basemap } from '../../domain/basemap.ts';
import { ARCHIVE_TILES } from '../../domain/basemap.ts';
import { ARCHIVE_SOURCE } from './archive-layers.ts';
import { BasemapLine } from './basemap-line.ts';
import type { ArchiveTiles } from './basemap-style.ts';
import { basemapStyle, COUNTY_SOURCE, LABEL_SOURCE, NEAR_ZOOM, NOTHING } from './basemap-style.ts';
import { absoluteAddress, isOfHost } from './outside-address.ts';
import { OutsideBasemap } from './outside-basemap.ts';
import { isOutside } from './outside-style.ts';
import { PALETTES } from './palette.ts';

setWorkerUrl(workerUrl);
// The worker starts while the map still waits for its WebGL context.
prewarm();

export interface MapSetting {
  readonly container: HTMLElement;
  readonly theme: 'light' | 'dark';
  /** Address pattern of the tiles with the streets. */
  readonly streetTiles: string;
  /** What the operator has set to be drawn under the data. */
  readonly basemap: Basemap;
  /** Where the map opens, and how near it may be zoomed. */
  readonly view: Pick<MapOptions, 'bounds' | 'fitBoundsOptions' | 'center' | 'zoom' | 'maxZoom'>;
}

export interface MapFailureEvents {
  /** The map cannot be drawn at all, in words. */
  readonly onBroken: (reason: string) => void;
  /** Some tiles could not be loaded, or can be again. */
  readonly onTilesFailing: (failing: boolean) => void;
  /** Tiles were refused: nobody is signed in any more, or may see less than before. */
  readonly onTilesRefused: () => void;
}

/** Pictures are several times as large as the screen: this is what devices can draw at most. */
const LARGEST_PX = 8192;

/**
 * A map of the page: the offline basemap with the streets, north up. Its container says in attributes whether it stands
 * still (`data-map-idle`) and where (`data-center`, `data-zoom`).
 */
export function createMap({ container, theme, streetTiles, basemap, view }: MapSetting): MapLibreMap {
  const map = new MapLibreMap({
    container,
    style: basemapStyle(PALETTES[theme], {
      ground: absolute(basemapFiles.ground),
      stateLabels: basemapFiles.stateLabels,
      fontRegular: absolute(regularUrl),
      fontSemiBold: absolute(semiBoldUrl),
      streetTiles,
      archive: archiveTiles(basemap),
    }),
    transformRequest: askQuietly,
    minZoom: 2,
    ...view,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    // It takes every click with Shift for the start of a box, and Shift is for selecting more.
    boxZoom: false,
    fadeDuration: 0,
    maxCanvasSize: [LARGEST_PX, LARGEST_PX],
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new ScaleControl({ maxWidth: 100 }), 'bottom-left');
  sayWhereItStands(map, container);
  fillNearBasemap(map);
  drawRicherBasemap(map, basemap, theme);
  return map;
}

function archiveTiles(basemap: Basemap): ArchiveTiles | null {
  if (basemap.kind !== 'archive') return null;
  return { ...basemap, tiles: absoluteAddress(ARCHIVE_TILES, window.location.href) };
}

/** Another host, which the page's policy lets through for a basemap alone, learns of no page and gets no cookies. */
const askQuietly: RequestTransformFunction = (url) =>
  isOfHost(url, window.location.href)
    ? { url }
    : { url, credentials: 'same-origin', referrerPolicy: 'no-referrer' };

/** Basemaps of other hosts by their map: they follow its theme. */
const outsideBasemaps = new WeakMap<MapLibreMap, OutsideBasemap>();

function drawRicherBasemap(map: MapLibreMap, basemap: Basemap, theme: MapSetting['theme']): void {
  if (basemap.kind === 'offline') return;
  const line = new BasemapLine(basemap.kind === 'archive' ? basemap.attribution : '');
  map.addControl(line, 'bottom-left');
  if (basemap.kind === 'archive') return;
  const outside = new OutsideBasemap(map, basemap.url, line);
  outsideBasemaps.set(map, outside);
  map.once('style.load', () => void outside.setTheme(theme));
}

function sayWhereItStands(map: MapLibreMap, container: HTMLElement): void {
  const sayBusy = () => container.setAttribute('data-map-idle', 'false');
  const sayPlace = () => {
    const { lng, lat } = map.getCenter();
    container.setAttribute('data-zoom', map.getZoom().toFixed(2));
    container.setAttribute('data-center', `${lng.toFixed(5)},${lat.toFixed(5)}`);
  };
  map.on('movestart', sayBusy);
  map.on('dataloading', sayBusy);
  map.on('moveend', sayPlace);
  map.on('idle', () => {
    container.setAttribute('data-map-idle', 'true');
    sayPlace();
  });
}

/** What of the basemap is drawn near only: most visits start far away, and it would hold up their first picture. */
function fillNearBasemap(map: MapLibreMap): void {
  const fill = () => {
    if (map.getZoom() < NEAR_ZOOM) return;
    map.off('moveend', fill);
    map.getSource<GeoJSONSource>(COUNTY_SOURCE)?.setData(absolute(basemapFiles.counties));
    map.getSource<GeoJSONSource>(LABEL_SOURCE)?.setData(absolute(basemapFiles.labels));
  };
  map.once('style.load', () => {
    map.on('moveend', fill);
    fill();
  });
}

const UNAUTHORIZED = 401;
const FORBIDDEN = 403;
const isRefusal = (error: object): boolean =>
  'status' in error && (error.status === UNAUTHORIZED || error.status === FORBIDDEN);

/** Tells what cannot be drawn. Returns how to forget the tiles that failed: others are asked for in their place. */
export function hearFailures(map: MapLibreMap, events: MapFailureEvents): () => void {
  const failing = new Set<string>();
  let isThere = false;
  map.once('style.load', () => {
    isThere = true;
  });
  map.on('error', ({ error, ...event }) => {
    // A tile that fails names its source; the map goes on with the others.
    if ('sourceId' in event && typeof event.sourceId === 'string') {
      // Another host's refusal says nothing of who is signed in here.
      if (isRefusal(error) && !isOutside(event.sourceId)) events.onTilesRefused();
      failing.add(event.sourceId);
      events.onTilesFailing(true);
    } else if (!isThere) events.onBroken(say('The map could not be drawn: {why}', { why: error.message }));
  });
  map.on('idle', () => {
    if (failing.size === 0) events.onTilesFailing(false);
  });
  map.on('webglcontextlost', () =>
    events.onBroken(say('The browser gave up drawing the map. Reload the page to see it again.')),
  );
  return () => failing.clear();
}

/** Recolours the basemap, and the layers drawn on it, in place: nothing is loaded again. */
export function repaint(
  map: MapLibreMap,
  theme: MapSetting['theme'],
  drawnOnIt: readonly LayerSpecification[] = [],
): void {
  const hasArchive = map.getSource(ARCHIVE_SOURCE) !== undefined;
  const files = {
    ground: '',
    stateLabels: NOTHING,
    fontRegular: '',
    fontSemiBold: '',
    streetTiles: '',
    archive: hasArchive ? { tiles: '', minZoom: 0, maxZoom: 0 } : null,
  };
  paintLayers(map, [...basemapStyle(PALETTES[theme], files).layers, ...drawnOnIt]);
  void outsideBasemaps.get(map)?.setTheme(theme);
}

/** Gives layers that are on the map already the paint they have here. */
export function paintLayers(map: MapLibreMap, layers: readonly LayerSpecification[]): void {
  for (const layer of layers) {
    for (const [name, value] of Object.entries(layer.paint ?? {})) {
      map.setPaintProperty(layer.id, name as 'line-color', value);
    }
  }
}

/** The worker knows no page to resolve a path against. */
const absolute = (path: string) => new URL(path, window.location.href).href;
