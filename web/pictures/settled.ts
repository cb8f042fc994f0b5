import { openLoads } from '../state/open-loads.ts';
import { everythingArrived } from '../state/resource.ts';
import { PictureError } from './raster.ts';

const LOOK_EVERY_MS = 50;
/** It must stay still this long: what is chosen takes a moment until it asks for anything. */
const STILL_LOOKS = 6;
const LONGEST_MS = 45_000;

/** Waits until the page shows all that it was asked to. */
export async function settled(signal?: AbortSignal): Promise<void> {
  const end = Date.now() + LONGEST_MS;
  for (let still = 0; still < STILL_LOOKS; still = isStill() ? still + 1 : 0) {
    signal?.throwIfAborted();
    if (Date.now() > end) {
      throw new PictureError('The view took too long to be drawn. Nothing was saved; try again.');
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

function isStill(): boolean {
  const isDrawing = document.querySelector('.map-canvas:not([data-map-idle="true"])') !== null;
  const isBroken = document.querySelector('.map-broken') !== null;
  return (!isDrawing || isBroken) && openLoads.peek() === 0 && everythingArrived.peek();
}
