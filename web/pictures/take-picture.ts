import type { FigureOnScreen } from '../charts/figures-on-screen.ts';
import { chartCaption } from './caption-on-screen.ts';
import type { PictureSvg } from './picture-svg.ts';
import { pictureSvg } from './picture-svg.ts';
import { browserMeasure, drawPicture, FONT_FACES, pngOf, tooLarge } from './raster.ts';
import { settled } from './settled.ts';
import type { MapPart } from './take-sheets.ts';
import { takeMap } from './take-sheets.ts';

/** Charts are as wide as that in pictures, whatever the screen. */
export const CHART_WIDTH_PX = 880;

/** A picture of the map as it is, as a PNG, so many times the size of the screen. */
export async function mapPng(scale: number): Promise<{ readonly png: Blob; readonly part: MapPart }> {
  await settled();
  const part = await takeMap(scale);
  const drawnAt = part.canvas.width / part.widthPx;
  // A pixel less is rounding; less than that, the device has drawn it smaller.
  if (part.canvas.width < Math.floor(part.widthPx * scale)) {
    throw tooLarge(scale, Math.max(1, Math.floor(drawnAt)));
  }
  const { widthPx, heightPx, caption, legend } = part;
  const picture = pictureSvg(
    { caption, meaning: null, legend, figure: { widthPx, heightPx, svg: null }, fontFaces: FONT_FACES },
    browserMeasure(),
  );
  const canvas = await drawPicture(picture, scale, part);
  return { png: await pngOf(canvas, scale), part };
}

/** A picture of a chart as SVG: its texts, its letters and its colours are in it. */
export function figureSvg(figure: FigureOnScreen): PictureSvg {
  const drawn = figure.draw(CHART_WIDTH_PX);
  const heightPx = Number(drawn.getAttribute('height') ?? 0);
  // Of the page it takes size and letters; in a file they stand in the frame around it.
  for (const name of ['font-family', 'font-size', 'fill', 'class', 'aria-labelledby', 'role']) {
    drawn.removeAttribute(name);
  }
  return pictureSvg(
    {
      caption: chartCaption(figure),
      meaning: figure.caption,
      legend: [],
      figure: { widthPx: CHART_WIDTH_PX, heightPx, svg: new XMLSerializer().serializeToString(drawn) },
      fontFaces: FONT_FACES,
    },
    browserMeasure(),
  );
}

/** The same as a PNG, so many times as large. */
export async function figurePng(figure: FigureOnScreen, scale: number): Promise<Blob> {
  return pngOf(await drawPicture(figureSvg(figure), scale, null), scale);
}

/** The chart alone, without words around it, as a picture in the text of a page. */
export async function bareFigure(figure: FigureOnScreen, scale: number): Promise<HTMLCanvasElement> {
  const drawn = figure.draw(CHART_WIDTH_PX);
  const heightPx = Number(drawn.getAttribute('height') ?? 0);
  drawn.prepend(fontStyle());
  const svg = new XMLSerializer().serializeToString(drawn);
  const size = { widthPx: CHART_WIDTH_PX, heightPx, figureAt: { x: 0, y: 0 } };
  return drawPicture({ ...size, svg }, scale, null);
}

function fontStyle(): SVGStyleElement {
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
  style.textContent = FONT_FACES;
  return style;
}
