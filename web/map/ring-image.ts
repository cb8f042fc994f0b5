import { TIME_TO_CRIME_BUCKETS } from '../../domain/time-to-crime.ts';
import type { Palette } from './palette.ts';

/** Parts of the ring a slice is rounded to: so that few images serve many clusters. */
export const RING_STEPS = 24;
/** Diameter in CSS pixels at icon size 1, drawn at twice that for sharp screens. */
export const RING_DIAMETER_PX = 64;
export const RING_PIXEL_RATIO = 2;

/** Tile attributes with the count of each slice: the classes in order, unknown last. */
export const SLICE_FIELDS: readonly string[] = [
  ...TIME_TO_CRIME_BUCKETS.map((_, index) => `ttc_${index}`),
  'ttc_unknown',
];

export const ringImageId = (theme: string, steps: readonly number[]) => `ring:${theme}:${steps.join('-')}`;

/** The theme and slices in an image id, or null for an id of another kind. */
export function parseRingImageId(id: string): { theme: string; steps: readonly number[] } | null {
  const [kind, theme, steps] = id.split(':');
  if (kind !== 'ring' || theme === undefined || steps === undefined) return null;
  return { theme, steps: steps.split('-').map(Number) };
}

export interface RingSlice {
  readonly colour: string;
  /** Fractions of the ring, clockwise from the top, 0 to 1. */
  readonly from: number;
  readonly to: number;
}

/** Slices of a ring from the steps of its classes; an all-zero ring is all unknown. */
export function ringSlices(steps: readonly number[], palette: Palette): readonly RingSlice[] {
  const colours = [...palette.timeToCrime, palette.timeToCrimeUnknown];
  const total = steps.reduce((sum, step) => sum + step, 0);
  if (total === 0) return [{ colour: palette.timeToCrimeUnknown, from: 0, to: 1 }];
  let from = 0;
  return steps.flatMap((step, index) => {
    const slice = { colour: colours[index] ?? palette.timeToCrimeUnknown, from, to: from + step / total };
    from = slice.to;
    return step > 0 ? [slice] : [];
  });
}

/** Draws a ring with an empty middle for the count. */
export function drawRing(steps: readonly number[], palette: Palette): ImageData {
  const size = RING_DIAMETER_PX * RING_PIXEL_RATIO;
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser offers no canvas to draw the map symbols on.');
  const middle = size / 2;
  const outer = middle - 3;
  const thickness = size * 0.13;
  disc(context, middle, middle, palette.casing);
  for (const { colour, from, to } of ringSlices(steps, palette)) {
    context.beginPath();
    context.arc(middle, middle, outer - thickness / 2, turn(from), turn(to));
    context.lineWidth = thickness;
    context.strokeStyle = colour;
    context.stroke();
  }
  disc(context, middle, outer - thickness, palette.ringMiddle);
  outline(context, middle, outer, palette.ringText);
  return context.getImageData(0, 0, size, size);
}

/** Angle for a fraction of the ring, from the top. */
const turn = (fraction: number) => (fraction - 0.25) * 2 * Math.PI;

function disc(context: CanvasRenderingContext2D, middle: number, radius: number, colour: string): void {
  context.beginPath();
  context.arc(middle, middle, radius, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
}

/** A thin dark line that parts pale slices from a pale ground. */
function outline(context: CanvasRenderingContext2D, middle: number, radius: number, colour: string): void {
  context.beginPath();
  context.arc(middle, middle, radius, 0, 2 * Math.PI);
  context.lineWidth = 1.5;
  context.strokeStyle = colour;
  context.globalAlpha = 0.55;
  context.stroke();
  context.globalAlpha = 1;
}
