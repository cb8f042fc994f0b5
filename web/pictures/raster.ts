import regular from '@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff2?inline';
import semiBold from '@fontsource/noto-sans/files/noto-sans-latin-600-normal.woff2?inline';
import type { PictureSvg } from './picture-svg.ts';
import type { Measure } from './wrap-text.ts';

const face = (weight: number, file: string) =>
  `@font-face{font-family:"Noto Sans";font-weight:${weight};src:url(${file}) format("woff2")}`;

/** The letters of the page: a picture by itself knows none of its fonts. */
export const FONT_FACES = face(400, regular) + face(600, semiBold);

/** A picture that could not be made, in words fit to show. */
export class PictureError extends Error {
  override readonly name = 'PictureError';
}

/** Widths of texts as the browser sets them. */
export function browserMeasure(): Measure {
  const context = document.createElement('canvas').getContext('2d');
  return (text, sizePx, isBold) => {
    if (context === null) return text.length * sizePx * 0.6;
    context.font = `${isBold ? 600 : 400} ${sizePx}px "Noto Sans", system-ui, sans-serif`;
    return context.measureText(text).width;
  };
}

/** Draws a picture so many times as large, with what belongs in the room that was left for it. */
export async function drawPicture(
  { svg, widthPx, heightPx, figureAt }: PictureSvg,
  scale: number,
  inMiddle: {
    readonly canvas: HTMLCanvasElement;
    readonly widthPx: number;
    readonly heightPx: number;
  } | null,
): Promise<HTMLCanvasElement> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(widthPx * scale);
  canvas.height = Math.round(heightPx * scale);
  const context = canvas.getContext('2d');
  if (context === null) throw tooLarge(scale);
  const frame = new Image(canvas.width, canvas.height);
  frame.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await frame.decode();
  context.drawImage(frame, 0, 0, canvas.width, canvas.height);
  if (inMiddle !== null) {
    context.drawImage(
      inMiddle.canvas,
      figureAt.x * scale,
      figureAt.y * scale,
      inMiddle.widthPx * scale,
      inMiddle.heightPx * scale,
    );
  }
  return canvas;
}

/** The drawn picture as a PNG file. */
export async function pngOf(canvas: HTMLCanvasElement, scale: number): Promise<Blob> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw tooLarge(scale);
  return blob;
}

/** Says that it is too large, and what to do. */
export const tooLarge = (scale: number, possible: number = Math.max(1, scale - 1)): PictureError =>
  new PictureError(
    `This device cannot draw a picture ${scale} times the size of the screen. Take ${possible}×, or make the window smaller.`,
  );
