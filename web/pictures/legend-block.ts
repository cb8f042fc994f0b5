import { MARK_BOX } from './legend-marks.ts';
import { PAPER } from './paper-colours.ts';
import type { LegendEntry } from './picture-legend.ts';
import type { SvgBlock } from './svg-text.ts';
import { textBlock } from './svg-text.ts';
import type { Measure } from './wrap-text.ts';

const TEXT_PX = 12;
const GAP_PX = 12;
const MARK_GAP_PX = 8;

/** A legend as SVG, one layer under another. Pure. */
export function legendBlock(
  entries: readonly LegendEntry[],
  place: { readonly x: number; readonly y: number; readonly widthPx: number },
  measure: Measure,
): SvgBlock {
  let y = place.y;
  const parts: string[] = [];
  for (const { title, lines, note } of entries) {
    const add = (text: string, indent: number, style: { isBold?: boolean; colour?: string } = {}) => {
      const at = { x: place.x + indent, y, widthPx: place.widthPx - indent };
      const block = textBlock(text, at, { sizePx: TEXT_PX, isBold: false, ...style }, measure);
      parts.push(block.svg);
      return block.heightPx;
    };
    y += add(title, 0, { isBold: true }) + 2;
    for (const { mark, label } of lines) {
      parts.push(`<g transform="translate(${place.x} ${y - 2})">${mark}</g>`);
      y += Math.max(MARK_BOX.height - 2, add(label, MARK_BOX.width + MARK_GAP_PX) + 2);
    }
    if (note !== null) y += add(note, 0, { colour: PAPER.ink2 });
    y += GAP_PX;
  }
  return { svg: parts.join(''), heightPx: Math.max(0, y - place.y - GAP_PX) };
}
