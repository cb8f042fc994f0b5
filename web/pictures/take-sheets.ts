import type { Briefing } from '../../domain/briefings.ts';
import type { FigureOnScreen } from '../charts/figures-on-screen.ts';
import { figuresOnScreen } from '../charts/figures-on-screen.ts';
import { currentMap } from '../state/current-map.ts';
import { mapInWords } from '../state/map-in-words.ts';
import { changePage, page } from '../state/page.ts';
import { parsePage } from '../state/page-state.ts';
import { mayTakeAlong } from '../state/taken-along.ts';
import { NOTICE } from '../words/notice-words.ts';
import { say } from '../words/say.ts';
import { chartCaption, mapCaption } from './caption-on-screen.ts';
import { legendOnScreen } from './legend-on-screen.ts';
import type { PictureCaption } from './picture-caption.ts';
import type { LegendEntry } from './picture-legend.ts';
import { PictureError } from './raster.ts';
import { settled } from './settled.ts';

/** A map, taken from the page. */
export interface MapPart {
  readonly kind: 'map';
  readonly caption: PictureCaption;
  readonly legend: readonly LegendEntry[];
  /** What is to be seen on it, for who does not see it. */
  readonly words: string;
  readonly canvas: HTMLCanvasElement;
  /** Size on the page. */
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A chart of the page. */
export interface ChartPart {
  readonly kind: 'chart';
  readonly caption: PictureCaption;
  readonly figure: FigureOnScreen;
}

/** What one slide, or one page of paper, is about. */
export interface Sheet {
  /** What a section of a briefing is called, and its text in Markdown. */
  readonly heading: string | null;
  readonly text: string;
  readonly part: MapPart | ChartPart | null;
}

/** Where slides and paper have no figure, this stands below their words. */
export const NOTICE_ALONE = NOTICE;

/** Takes the map as it is, once it is drawn, with so many pixels to one of the page. */
export async function takeMap(scale: number): Promise<MapPart> {
  const map = currentMap.peek();
  if (map === null) throw new PictureError('There is no map on the page to take a picture of.');
  const canvas = await map.pictureForPaper(scale);
  return {
    kind: 'map',
    caption: mapCaption(),
    legend: legendOnScreen(),
    words: mapInWords.peek(),
    canvas,
    ...map.size(),
  };
}

export const chartPart = (figure: FigureOnScreen): ChartPart => ({
  kind: 'chart',
  caption: chartCaption(figure),
  figure,
});

/** All that the page shows: its charts, else its map. Empty where it shows neither. */
export async function takeParts(scale: number): Promise<readonly (MapPart | ChartPart)[]> {
  const figures = figuresOnScreen.peek();
  if (figures.length > 0) return figures.map(chartPart);
  return currentMap.peek() === null ? [] : [await takeMap(scale)];
}

/** In the place of live counts, in files for who sees counts alone. */
const STAYS_ON_SCREEN = say(
  'What this section shows is counted live, small counts too: it stays on the screen. Whoever sees records can take it along.',
);

/** By then the text has followed to the section that is open again. */
const FOLLOWED_MS = 100;

/** Says how far it is, section by section. */
export type Told = (section: number, of: number) => void;

/** Takes each section of a briefing that is open in turn, and leaves it where it was. */
export async function takeBriefing(
  { sections }: Briefing,
  scale: number,
  told: Told,
  signal: AbortSignal,
): Promise<readonly Sheet[]> {
  const before = page.peek().section;
  const column = document.querySelector('.briefing-column');
  const scrolled = column?.scrollTop ?? 0;
  const sheets: Sheet[] = [];
  try {
    for (const [index, { heading, text, query }] of sections.entries()) {
      told(index + 1, sections.length);
      changePage({ section: index + 1 }, 'same');
      await settled(signal);
      // What stands beside a section without a view of its own was told with the one before.
      const stays = query !== null && !mayTakeAlong(parsePage(query).state.view);
      const parts = query === null || stays ? [] : await takeParts(scale);
      const [first = null, ...more] = parts;
      sheets.push({ heading, text: stays ? `${text}\n\n${STAYS_ON_SCREEN}` : text, part: first });
      sheets.push(...more.map((part): Sheet => ({ heading, text: '', part })));
    }
  } finally {
    changePage({ section: before }, 'same');
    await new Promise((resolve) => setTimeout(resolve, FOLLOWED_MS));
    if (column !== null) column.scrollTop = scrolled;
  }
  return sheets;
}
