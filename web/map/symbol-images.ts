/**
 * Symbols as signed distance fields, computed rather than drawn, so that MapLibre can colour and outline them from
 * the style: no image changes with the theme.
 */
interface SdfImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Pixels of one image; shown at half of it in CSS pixels. */
export const SYMBOL_SIZE = 64;
export const SYMBOL_PIXEL_RATIO = 2;
/** MapLibre's convention: the edge lies at 192 of 255, and 8 pixels of distance span the range. */
const EDGE = 192;
const PER_PIXEL = 255 / 8 / SYMBOL_PIXEL_RATIO;

/** Signed distance in pixels from the shape's edge; negative inside. */
type Distance = (x: number, y: number) => number;

function image(distance: Distance): SdfImage {
  const data = new Uint8ClampedArray(SYMBOL_SIZE * SYMBOL_SIZE * 4);
  for (let y = 0; y < SYMBOL_SIZE; y += 1) {
    for (let x = 0; x < SYMBOL_SIZE; x += 1) {
      const away = distance(x + 0.5 - SYMBOL_SIZE / 2, y + 0.5 - SYMBOL_SIZE / 2);
      data[(y * SYMBOL_SIZE + x) * 4 + 3] = EDGE - away * PER_PIXEL;
    }
  }
  return { width: SYMBOL_SIZE, height: SYMBOL_SIZE, data };
}

/** Half the side of the square and half the length of the arrow: they leave room for the halo. */
export const SYMBOL_HALF_PX = 22;

/** Distance from a box with rounded corners around the middle. */
const roundedBox =
  (halfWidth: number, halfHeight: number, corner: number): Distance =>
  (x, y) => {
    const dx = Math.abs(x) - (halfWidth - corner);
    const dy = Math.abs(y) - (halfHeight - corner);
    const outside = Math.hypot(Math.max(dx, 0), Math.max(dy, 0));
    return outside + Math.min(Math.max(dx, dy), 0) - corner;
  };

/** A square with slightly rounded corners. */
export function squareImage(): SdfImage {
  return image(roundedBox(SYMBOL_HALF_PX, SYMBOL_HALF_PX, 3));
}

/** A speech bubble whose tail points down: what somebody told. */
export function bubbleImage(): SdfImage {
  const [halfWidth, halfHeight, up] = [22, 17, 5];
  const box = roundedBox(halfWidth, halfHeight, 7);
  // The tail is the part of a downward triangle that the box leaves.
  const tail = pointingDown(11, 24, 0);
  return image((x, y) => Math.min(box(x, y + up), tail(x, y)));
}

/** A triangle that points down: what was taken away. */
export function wedgeImage(): SdfImage {
  return image(pointingDown(25, 23, -19));
}

/** Distance from a triangle that is `halfTop` to each side at `top` and ends at `bottom`; y runs down. */
const pointingDown =
  (halfTop: number, bottom: number, top: number): Distance =>
  (x, y) => {
    const height = bottom - top;
    const slope = Math.hypot(height, halfTop);
    return Math.max((Math.abs(x) * height - (bottom - y) * halfTop) / slope, top - y);
  };

/** The outline of a square: what is known to its ZIP only. */
export function outlinedSquareImage(): SdfImage {
  const thickness = 3;
  return image(
    (x, y) => Math.abs(Math.max(Math.abs(x), Math.abs(y)) - (SYMBOL_HALF_PX - thickness)) - thickness,
  );
}

/** The outline of a square that stands on a corner: what is counted by area. */
export function outlinedDiamondImage(): SdfImage {
  const thickness = 2.5;
  // A corner lies farther out than the middle of a side.
  const side = SYMBOL_HALF_PX * Math.SQRT1_2 + thickness;
  return image(
    (x, y) => Math.abs((Math.abs(x) + Math.abs(y)) * Math.SQRT1_2 - (side - thickness)) - thickness,
  );
}

/** A triangle that points up (north), as long as it is wide by 10 to 9. */
export function arrowImage(): SdfImage {
  const half = SYMBOL_HALF_PX;
  const halfBase = half * 0.9;
  const slope = Math.hypot(2 * half, halfBase);
  return image((x, y) => {
    const side = (Math.abs(x) * 2 * half - (y + half) * halfBase) / slope;
    return Math.max(side, y - half);
  });
}
