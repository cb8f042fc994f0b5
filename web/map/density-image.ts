import type { HotspotDensity } from '../../domain/hotspots.ts';
import type { Palette } from './palette.ts';

/** A picture with its corners, as MapLibre's image source takes it. */
export interface PlacedImage {
  readonly url: string;
  readonly coordinates: [[number, number], [number, number], [number, number], [number, number]];
}

/** One clear pixel: the surface while there is none. */
export const NO_IMAGE: PlacedImage = {
  url: 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR42mNgAAIAAAUAAen63NgAAAAASUVORK5CYII=',
  coordinates: [
    [0, 0.01],
    [0.01, 0.01],
    [0.01, 0],
    [0, 0],
  ],
};

/** The surface as a picture: clear where nothing is, denser in the recoveries' own colour. Drawn by the browser. */
export function densityImage(density: HotspotDensity, palette: Palette): PlacedImage {
  const { columns, rows, values, most, bbox } = density;
  const canvas = document.createElement('canvas');
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext('2d');
  if (context === null || most === 0) return NO_IMAGE;
  const picture = context.createImageData(columns, rows);
  const [red, green, blue] = rgbOf(palette.recovered);
  for (const [at, value] of values.entries()) {
    // The square root lets thin parts be seen beside the peak.
    picture.data.set([red, green, blue, 255 * Math.sqrt(value / most)], at * 4);
  }
  context.putImageData(picture, 0, 0);
  const [west, south, east, north] = bbox;
  return {
    url: canvas.toDataURL(),
    coordinates: [
      [west, north],
      [east, north],
      [east, south],
      [west, south],
    ],
  };
}

/** Red, green and blue, 0 to 255, of a colour like `#b26a00`. */
function rgbOf(colour: string): [number, number, number] {
  const part = (start: number) => Number.parseInt(colour.slice(start, start + 2), 16);
  return [part(1), part(3), part(5)];
}
