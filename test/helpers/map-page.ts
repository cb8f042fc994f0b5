/** What a browser test needs to know of the map on a page: when it is drawn, and where a place is on screen. */
import type { Page } from 'playwright-core';
import { toMercator } from '../../domain/geography/world-grid.ts';

const MAP = '.map-canvas';
/** MapLibre's world is this wide at zoom 0. */
const WORLD_PX = 512;
const EQUATOR_METRES = 40_075_016.686;

/** Waits until everything the map has asked for is drawn. */
export async function mapDrawn(page: Page): Promise<void> {
  await page.waitForSelector(`${MAP}[data-map-idle="true"]`);
}

/** Where a place is on screen, in pixels from the window's top left. */
export async function pixelOf(page: Page, lon: number, lat: number): Promise<{ x: number; y: number }> {
  const map = page.locator(MAP);
  const [box, center, zoom] = await Promise.all([
    map.boundingBox(),
    map.getAttribute('data-center'),
    map.getAttribute('data-zoom'),
  ]);
  const [centerLon, centerLat] = (center ?? '').split(',').map(Number);
  if (box === null || zoom === null || centerLon === undefined || centerLat === undefined) {
    throw new Error('The map does not say where it is; wait until it is drawn.');
  }
  const metresPerPixel = EQUATOR_METRES / (WORLD_PX * 2 ** Number(zoom));
  const [place, middle] = [toMercator(lon, lat), toMercator(centerLon, centerLat)];
  return {
    x: box.x + box.width / 2 + (place.x - middle.x) / metresPerPixel,
    y: box.y + box.height / 2 - (place.y - middle.y) / metresPerPixel,
  };
}
