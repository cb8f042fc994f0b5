import type { Briefing } from '../../domain/briefings.ts';
import type { FigureOnScreen } from '../charts/figures-on-screen.ts';
import { figuresOnScreen } from '../charts/figures-on-screen.ts';
import { session } from '../state/session.ts';
import { pictureFileName, pictureName } from './file-name.ts';
import { layOutPaper } from './print-sheets.tsx';
import { PictureError } from './raster.ts';
import { saveFile } from './save-file.ts';
import { settled } from './settled.ts';
import { slidesFile } from './slides-file.ts';
import { SLIDE_SCALE, slideOf } from './slides-of-sheets.ts';
import { figurePng, figureSvg, mapPng } from './take-picture.ts';
import type { Sheet, Told } from './take-sheets.ts';
import { takeBriefing, takeParts } from './take-sheets.ts';

/** What is shown becomes files here, all of it in the browser; a chunk of its own, loaded when something is taken along. */

const dataDate = () => session.value.peek().answer?.recoveredTo ?? null;
const nameOf = (title: string, ending: string) => pictureFileName(title, dataDate(), ending);

/** Paper shows more than a screen: so many dots to a pixel of the page. */
const PAPER_SCALE = 3;

/** Saves what is shown as PNG, so many times the size of the screen: the charts of the page, else its map. */
export async function savePng(scale: number): Promise<void> {
  await settled();
  const figures = figuresOnScreen.peek();
  for (const figure of figures) await saveFigure(figure, 'png', scale);
  if (figures.length > 0) return;
  const { png, part } = await mapPng(scale);
  saveFile(png, nameOf(part.caption.title, 'png'));
}

/** Saves one chart as a picture. */
export async function saveFigure(
  figure: FigureOnScreen,
  format: 'png' | 'svg',
  scale: number,
): Promise<void> {
  const content =
    format === 'png'
      ? await figurePng(figure, scale)
      : new Blob([figureSvg(figure).svg], { type: 'image/svg+xml' });
  saveFile(content, nameOf(figure.title, format));
}

/** Saves what is shown as slides, one for each figure. */
export async function saveSlides(): Promise<void> {
  const sheets = await sheetsShown(SLIDE_SCALE);
  await saveSheets(sheets[0]?.part?.caption.title ?? '', sheets);
}

/** Saves a briefing that is open as slides, one for each section. */
export async function saveBriefingSlides(briefing: Briefing, told: Told, signal: AbortSignal): Promise<void> {
  const sheets = await takeBriefing(briefing, SLIDE_SCALE, told, signal);
  await saveSheets(briefing.title, sheets);
}

async function saveSheets(title: string, sheets: readonly Sheet[]): Promise<void> {
  const slides = [];
  for (const sheet of sheets) slides.push(await slideOf(sheet));
  saveFile(await slidesFile(title, slides), nameOf(title, 'pptx'));
}

/** Lays what is shown out on paper; gives how to take it away again. */
export async function layOutView(): Promise<() => void> {
  const sheets = await sheetsShown(PAPER_SCALE);
  return layOutPaper(sheets, pictureName(sheets[0]?.part?.caption.title ?? '', dataDate()));
}

/** Lays a briefing that is open out on paper, a page for each section. */
export async function layOutBriefing(
  briefing: Briefing,
  told: Told,
  signal: AbortSignal,
): Promise<() => void> {
  const sheets = await takeBriefing(briefing, PAPER_SCALE, told, signal);
  return layOutPaper(sheets, pictureName(briefing.title, dataDate()));
}

/** Prints what was laid out, and takes it away. */
export async function printPaper(takeAway: () => void): Promise<void> {
  // The browser draws it once before it prints.
  await new Promise((resolve) => setTimeout(resolve));
  window.addEventListener('afterprint', takeAway, { once: true });
  window.print();
}

async function sheetsShown(scale: number): Promise<readonly Sheet[]> {
  await settled();
  const parts = await takeParts(scale);
  if (parts.length === 0) {
    throw new PictureError('There is nothing to take along yet: this view shows no figures.');
  }
  return parts.map((part) => ({ heading: null, text: '', part }));
}
