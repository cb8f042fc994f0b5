import { PAPER, PAPER_FONT } from './paper-colours.ts';
import type { Measure, TextStyle } from './wrap-text.ts';
import { wrapText } from './wrap-text.ts';

/** A piece of a picture, and how much room it takes. */
export interface SvgBlock {
  readonly svg: string;
  readonly heightPx: number;
}

const LINE_HEIGHT = 1.35;
/** Where letters stand in the height of their line. */
const BASELINE = 1.02;

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

interface BlockPlace {
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
}

/** A text in as many lines as it needs. Pure. */
export function textBlock(
  text: string,
  { x, y, widthPx }: BlockPlace,
  style: TextStyle & { readonly colour?: string },
  measure: Measure,
): SvgBlock {
  const { sizePx, isBold, colour = PAPER.ink } = style;
  const step = Math.round(sizePx * LINE_HEIGHT);
  const lines = wrapText(text, widthPx, style, measure);
  const spans = lines
    .map(
      (line, index) =>
        `<tspan x="${x}" y="${y + index * step + sizePx * BASELINE}">${escapeXml(line)}</tspan>`,
    )
    .join('');
  return {
    heightPx: lines.length * step,
    svg: `<text font-family="${PAPER_FONT}" font-size="${sizePx}" font-weight="${isBold ? 600 : 400}" fill="${colour}">${spans}</text>`,
  };
}
