import 'maplibre-gl/dist/maplibre-gl.css';
import * as basemapFiles from 'virtual:basemap-files';
import regularUrl from '@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff2?url';
import semiBoldUrl from '@fontsource/noto-sans/files/noto-sans-latin-600-normal.woff2?url';
import type { GeoJSONSource, LayerSpecification, MapOptions } from 'maplibre-gl';
import { Map as MapLibreMap, prewarm, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { basemapStyle, COUNTY_SOURCE, LABEL_SOURCE, NEAR_ZOOM, NOTHING } from './basemap-style.ts';
import { PALETTES } from './palette.ts';

setWorkerUrl(workerUrl);
// The worker starts while the map still waits for its WebGL context.
prewarm();

export interface MapSetting {
  readonly container: HTMLElement;
  readonly theme: 'light' | 'dark';
  /** Address pattern of the tiles with the streets. */
  readonly streetTiles: string;
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

/**
 * A map of the page: the offline basemap with the streets, north up. Its container says in attributes whether it stands
 * still (`data-map-idle`) and where (`data-center`, `data-zoom`).
 */
export function createMap({ container, theme, streetTiles, view }: MapSetting): MapLibreMap {
  const map = new MapLibreMap({
    container,
    style: basemapStyle(PALETTES[theme], {
      ground: absolute(basemapFiles.ground),
      stateLabels: basemapFiles.stateLabels,
      fontRegular: absolute(regularUrl),
      fontSemiBold: absolute(semiBoldUrl),
      streetTiles,
    }),
    minZoom: 2,
    ...view,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    // It takes every click with Shift for the start of a box, and Shift is for selecting more.
    boxZoom: false,
    fadeDuration: 0,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new ScaleControl({ maxWidth: 100 }), 'bottom-left');
  sayWhereItStands(map, container);
  fillNearBasemap(map);
  return map;
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
  map.on('error', ({ error, ...event }) => {
    // A tile that fails names its source; the map goes on with the others.
    if ('sourceId' in event && typeof event.sourceId === 'string') {
      if (isRefusal(error)) events.onTilesRefused();
      failing.add(event.sourceId);
      events.onTilesFailing(true);
    } else if (!map.isStyleLoaded()) events.onBroken(`The map could not be drawn: ${error.message}`);
  });
  map.on('idle', () => {
    if (failing.size === 0) events.onTilesFailing(false);
  });
  map.on('webglcontextlost', () =>
    events.onBroken('The browser gave up drawing the map. Reload the page to see it again.'),
  );
  return () => failing.clear();
}

/** Recolours the basemap, and the layers drawn on it, in place: nothing is loaded again. */
export function repaint(
  map: MapLibreMap,
  theme: MapSetting['theme'],
  drawnOnIt: readonly LayerSpecification[] = [],
): void {
  const files = { ground: '', stateLabels: NOTHING, fontRegular: '', fontSemiBold: '', streetTiles: '' };
  paintLayers(map, [...basemapStyle(PALETTES[theme], files).layers, ...drawnOnIt]);
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
