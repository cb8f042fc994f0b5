import { say } from '../words/say.ts';
import { legendBlock } from './legend-block.ts';
import { PAPER } from './paper-colours.ts';
import type { PictureCaption } from './picture-caption.ts';
import { linesBelow } from './picture-caption.ts';
import type { LegendEntry } from './picture-legend.ts';
import { legendWords } from './picture-legend.ts';
import { plainText } from './plain-text.ts';
import { browserMeasure, drawPicture, FONT_FACES } from './raster.ts';
import type { SlideContent, SlidePicture } from './slide-content.ts';
import { bareFigure } from './take-picture.ts';
import type { ChartPart, MapPart, Sheet } from './take-sheets.ts';
import { NOTICE_ALONE } from './take-sheets.ts';

/** Pixels of a picture to one of the page, so that it is sharp on a wall. */
export const SLIDE_SCALE = 2;
const LEGEND_SCALE = 3;
const LEGEND_WIDTH_PX = 240;

/** A sheet as a slide. */
export async function slideOf({ heading, text, part }: Sheet): Promise<SlideContent> {
  const words = plainText(text);
  const nothing = { picture: null, legend: null, chart: null };
  if (part === null) {
    const below = [NOTICE_ALONE];
    return { ...nothing, title: heading ?? '', shown: '', words, below, notes: words };
  }
  const { caption } = part;
  const told = heading === null ? [caption.outOf] : [`${caption.title}.`, caption.outOf];
  const figure = part.kind === 'map' ? await mapOnSlide(part) : await chartOnSlide(part);
  return {
    ...nothing,
    ...figure,
    title: heading ?? caption.title,
    shown: told.filter((one) => one !== null).join('\n'),
    words,
    below: linesBelow(caption),
    notes: notesOf(words, part),
  };
}

async function mapOnSlide(part: MapPart): Promise<Pick<SlideContent, 'picture' | 'legend'>> {
  const { canvas, caption, legend, words } = part;
  return {
    picture: {
      data: canvas.toDataURL('image/png'),
      width: canvas.width,
      height: canvas.height,
      alt: say('Map: {title}. {words} {legend}', {
        title: caption.title,
        words,
        legend: legendWords(legend),
      }),
    },
    legend: legend.length === 0 ? null : await legendPicture(legend),
  };
}

async function legendPicture(legend: readonly LegendEntry[]): Promise<SlidePicture> {
  const block = legendBlock(legend, { x: 0, y: 0, widthPx: LEGEND_WIDTH_PX }, browserMeasure());
  const size = { widthPx: LEGEND_WIDTH_PX, heightPx: Math.ceil(block.heightPx) + 4 };
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.widthPx}" height="${size.heightPx}" fill="${PAPER.ink}"><style>${FONT_FACES}</style>${block.svg}</svg>`;
  const canvas = await drawPicture({ ...size, svg, figureAt: { x: 0, y: 0 } }, LEGEND_SCALE, null);
  return {
    data: canvas.toDataURL('image/png'),
    width: size.widthPx,
    height: size.heightPx,
    alt: say('Legend. {legend}', { legend: legendWords(legend) }),
  };
}

async function chartOnSlide({
  figure,
  caption,
}: ChartPart): Promise<Pick<SlideContent, 'picture' | 'chart'>> {
  if (figure.chart !== null) return { picture: null, chart: figure.chart };
  const canvas = await bareFigure(figure, SLIDE_SCALE);
  const alt = [caption.title, figure.caption ?? ''].join('. ');
  return {
    chart: null,
    picture: { data: canvas.toDataURL('image/png'), width: canvas.width, height: canvas.height, alt },
  };
}

/** The text of the section, what is shown, and how it came about. */
function notesOf(words: string, part: MapPart | ChartPart): string {
  const { caption } = part;
  const how =
    part.kind === 'map'
      ? legendWords(part.legend)
      : [part.figure.caption ?? '', part.figure.how()].join('\n');
  return [words, ...told(caption), how].filter((line) => line !== '').join('\n\n');
}

const told = (caption: PictureCaption): readonly string[] => [
  `${caption.title}.`,
  caption.outOf ?? '',
  ...linesBelow(caption),
];
