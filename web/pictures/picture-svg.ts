import { legendBlock } from './legend-block.ts';
import { PAPER, PAPER_FONT } from './paper-colours.ts';
import type { PictureCaption } from './picture-caption.ts';
import { linesBelow } from './picture-caption.ts';
import type { LegendEntry } from './picture-legend.ts';
import { escapeXml, textBlock } from './svg-text.ts';
import type { Measure } from './wrap-text.ts';

/** What a picture is put together from. */
export interface PictureParts {
  readonly caption: PictureCaption;
  /** What the figure means, in a line: axes and marks. */
  readonly meaning: string | null;
  readonly legend: readonly LegendEntry[];
  /** What is in the middle: SVG of this size, or null to leave the room for a map. */
  readonly figure: { readonly widthPx: number; readonly heightPx: number; readonly svg: string | null };
  /** A style sheet with the letters, so that they look the same everywhere; empty where they are there anyway. */
  readonly fontFaces: string;
}

export interface PictureSvg {
  readonly svg: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Where the figure stands, from the top left. */
  readonly figureAt: { readonly x: number; readonly y: number };
}

const MARGIN_PX = 24;
const GAP_PX = 12;
const LEGEND_WIDTH_PX = 232;
/** The legend of a figure narrower than that stands below it. */
const BESIDE_FROM_PX = 640;
/** Texts of a narrow figure need some room. */
const LEAST_WIDTH_PX = 420;

/** A whole picture: title, out of how many, figure, legend, source, notice, date of the data. Pure. */
export function pictureSvg(parts: PictureParts, measure: Measure): PictureSvg {
  const { caption, meaning, legend, figure, fontFaces } = parts;
  const hasLegend = legend.length > 0;
  const isBeside = hasLegend && figure.widthPx >= BESIDE_FROM_PX;
  const inner = Math.max(LEAST_WIDTH_PX, figure.widthPx + (isBeside ? GAP_PX + LEGEND_WIDTH_PX : 0));
  const column = new Column(MARGIN_PX, inner, measure);
  column.text(caption.title, 20, true);
  if (caption.outOf !== null) column.text(caption.outOf, 13, false);
  if (meaning !== null) column.text(meaning, 12, false, PAPER.ink2);
  column.gap(GAP_PX / 2);
  const figureAt = { x: MARGIN_PX, y: column.y };
  if (figure.svg !== null) column.add(placed(figure, figure.svg, figureAt));
  const beside = { x: MARGIN_PX + figure.widthPx + GAP_PX, y: column.y, widthPx: LEGEND_WIDTH_PX };
  const besideBlock = isBeside ? legendBlock(legend, beside, measure) : { svg: '', heightPx: 0 };
  column.add(besideBlock.svg);
  column.gap(Math.max(figure.heightPx, besideBlock.heightPx) + GAP_PX);
  if (hasLegend && !isBeside) {
    const below = legendBlock(legend, { x: MARGIN_PX, y: column.y, widthPx: inner }, measure);
    column.add(below.svg);
    column.gap(below.heightPx + GAP_PX);
  }
  for (const line of linesBelow(caption)) column.text(line, 11, false, PAPER.ink2);
  const size = { widthPx: inner + 2 * MARGIN_PX, heightPx: column.y + MARGIN_PX };
  return { ...size, figureAt, svg: whole(size, caption, fontFaces, column.svg) };
}

function placed(
  { widthPx, heightPx }: PictureParts['figure'],
  svg: string,
  { x, y }: PictureSvg['figureAt'],
): string {
  return `<svg x="${x}" y="${y}" width="${widthPx}" height="${heightPx}" font-family="${PAPER_FONT}" font-size="12" fill="${PAPER.ink}" color="${PAPER.ink}">${svg}</svg>`;
}

function whole(
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
  caption: PictureCaption,
  fontFaces: string,
  content: string,
): string {
  const told = [caption.outOf ?? '', ...linesBelow(caption)].join(' ').trim();
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}" viewBox="0 0 ${widthPx} ${heightPx}" role="img">`,
    `<title>${escapeXml(caption.title)}</title><desc>${escapeXml(told)}</desc>`,
    fontFaces === '' ? '' : `<style>${fontFaces}</style>`,
    `<rect width="${widthPx}" height="${heightPx}" fill="${PAPER.surface}"/>`,
    content,
    '</svg>',
  ].join('');
}

/** Pieces one under another. */
class Column {
  svg = '';

  constructor(
    public y: number,
    private readonly widthPx: number,
    private readonly measure: Measure,
  ) {}

  text(text: string, sizePx: number, isBold: boolean, colour: string = PAPER.ink): void {
    const place = { x: MARGIN_PX, y: this.y, widthPx: this.widthPx };
    const block = textBlock(text, place, { sizePx, isBold, colour }, this.measure);
    this.svg += block.svg;
    this.y += block.heightPx + 2;
  }

  add(svg: string): void {
    this.svg += svg;
  }

  gap(px: number): void {
    this.y += px;
  }
}
