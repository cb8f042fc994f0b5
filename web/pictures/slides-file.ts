import PptxGenJS from 'pptxgenjs';
import type { SlideChart } from '../charts/slide-chart.ts';
import { say } from '../words/say.ts';
import { PAPER, PAPER_PALETTE } from './paper-colours.ts';
import type { SlideContent, SlidePicture } from './slide-content.ts';
import type { SlideBox } from './slide-layout.ts';
import { BOXES, besidePicture, fitInto, SLIDE } from './slide-layout.ts';

/** On every machine that has a program for slides. */
const FONT = 'Arial';
const LAYOUT = 'WIDE';
const MASTER = 'TRACEMAP';
/** Pixels of a page to the inch: a legend is no larger than on the page. */
const PX_PER_INCH = 96;

/** Slides as a PowerPoint file: titles are titles, charts can be edited, pictures are described. */
export async function slidesFile(title: string, slides: readonly SlideContent[]): Promise<Blob> {
  const file = new PptxGenJS();
  file.defineLayout({ name: LAYOUT, width: SLIDE.w, height: SLIDE.h });
  file.layout = LAYOUT;
  file.title = title;
  file.author = say('Tracemap');
  file.company = say('Tracemap');
  file.theme = { headFontFace: FONT, bodyFontFace: FONT };
  defineMaster(file);
  for (const slide of slides) addSlide(file, slide);
  const blob = await file.write({ outputType: 'blob', compression: true });
  if (blob instanceof Blob) return blob;
  throw new Error('The slides could not be put into a file.');
}

function defineMaster(file: PptxGenJS): void {
  file.defineSlideMaster({
    title: MASTER,
    background: { color: hex(PAPER.surface) },
    objects: [
      {
        placeholder: {
          options: {
            name: 'title',
            type: 'title',
            ...BOXES.title,
            fontFace: FONT,
            fontSize: 22,
            bold: true,
            color: hex(PAPER.ink),
            align: 'left',
            valign: 'middle',
            margin: 0,
          },
          text: '',
        },
      },
      {
        line: {
          x: BOXES.below.x,
          y: BOXES.below.y - 0.05,
          w: BOXES.below.w,
          h: 0,
          line: { color: hex(PAPER.line), width: 1 },
        },
      },
    ],
    slideNumber: { x: SLIDE.w - 0.6, y: SLIDE.h - 0.32, fontFace: FONT, fontSize: 9, color: hex(PAPER.ink2) },
  });
}

const text = (fontSize: number, color: string, valign: 'top' | 'middle' = 'top') => ({
  fontFace: FONT,
  fontSize,
  color: hex(color),
  valign,
  align: 'left' as const,
  margin: 0,
  fit: 'shrink' as const,
});

function addSlide(file: PptxGenJS, content: SlideContent): void {
  const { title, shown, words, picture, legend, chart, below, notes } = content;
  const slide = file.addSlide({ masterName: MASTER });
  slide.addText(title, { placeholder: 'title' });
  if (shown !== '') slide.addText(shown, { ...BOXES.shown, ...text(13, PAPER.ink2) });
  if (chart !== null) addChart(file, slide, chart, title);
  else if (picture === null)
    slide.addText(words, { ...BOXES.body, ...text(18, PAPER.ink), paraSpaceAfter: 9 });
  else if (legend === null) addPicture(slide, picture, fitInto(BOXES.body, picture));
  else {
    const beside = besidePicture(picture);
    addPicture(slide, picture, beside.picture);
    addPicture(slide, legend, fitInto(beside.legend, legend, legend.width / PX_PER_INCH));
    if (words !== '' && beside.words !== null) {
      slide.addText(words, { ...beside.words, ...text(14, PAPER.ink), paraSpaceAfter: 6 });
    }
  }
  slide.addText(below.join('\n'), { ...BOXES.below, ...text(9, PAPER.ink2) });
  slide.addNotes(notes);
}

function addPicture(slide: PptxGenJS.Slide, { data, alt }: SlidePicture, box: SlideBox): void {
  slide.addImage({ data, altText: alt, ...box });
}

/** The colours of the page's charts, in their order; bands of all others are grey. */
function coloursOf({ kind, series, colours }: SlideChart): string[] {
  if (colours !== undefined) return colours.map(hex);
  const { sold, recovered, flow, link, debrief, theft, timeToCrime, timeToCrimeUnknown } = PAPER_PALETTE;
  // Of several colours a single series of bars would take turns.
  if (kind === 'bars') return [hex(sold)];
  const ordered =
    kind === 'bands'
      ? [...timeToCrime.slice(0, series.length - 1), timeToCrimeUnknown]
      : [sold, recovered, flow, link, debrief, theft];
  return ordered.map(hex);
}

const MARKS_OF: Readonly<Record<SlideChart['kind'], PptxGenJS.IChartOpts>> = {
  line: { lineSize: 2.25 },
  bands: { barGrouping: 'stacked', barGapWidthPct: 20 },
  bars: { barDir: 'bar', barGapWidthPct: 30, showValue: true },
};

/** Programs for slides lay bars from below: the first is to stand on top. */
const fromBelow = (chart: SlideChart): SlideChart => ({
  ...chart,
  names: chart.names.toReversed(),
  series: chart.series.map((one) => ({ ...one, values: one.values.toReversed() })),
});

/** More names along the axis than that are in each other’s way. */
const MOST_LABELS = 12;

function addChart(file: PptxGenJS, slide: PptxGenJS.Slide, chart: SlideChart, title: string): void {
  const { kind, names, series, isShare, across, up } = chart.kind === 'bars' ? fromBelow(chart) : chart;
  const axis = { fontFace: FONT, fontSize: 11, color: hex(PAPER.ink2) } as const;
  slide.addChart(
    kind === 'line' ? file.ChartType.line : file.ChartType.bar,
    series.map(({ name, values }) => ({
      name,
      labels: [...names],
      // What is not there is a gap, which a number that is none stands for.
      values: values.map((value) => value ?? Number.NaN),
    })),
    {
      ...BOXES.body,
      altText: `${title}. ${up}, by ${across}: ${series.map(({ name }) => name).join(', ')}.`,
      chartColors: coloursOf(chart),
      ...MARKS_OF[kind],
      lineDataSymbol: 'none',
      displayBlanksAs: 'gap',
      valAxisLabelFormatCode: isShare ? '0%' : '#,##0',
      valAxisMinVal: 0,
      ...(isShare && highestOf(chart) > 0.5 && { valAxisMaxVal: 1 }),
      catAxisLabelFrequency: String(Math.ceil(names.length / MOST_LABELS)),
      valGridLine: { color: hex(PAPER.line), size: 0.5 },
      catAxisTitle: across,
      showCatAxisTitle: true,
      valAxisTitle: up,
      showValAxisTitle: true,
      ...axisFonts(axis),
      showLegend: series.length > 1,
      legendPos: 'r',
      legendFontFace: FONT,
      legendFontSize: 11,
      legendColor: hex(PAPER.ink),
    },
  );
}

const highestOf = ({ series }: SlideChart): number =>
  Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));

function axisFonts({ fontFace, fontSize, color }: { fontFace: string; fontSize: number; color: string }) {
  return {
    catAxisLabelFontFace: fontFace,
    catAxisLabelFontSize: fontSize,
    catAxisLabelColor: color,
    catAxisTitleFontFace: fontFace,
    catAxisTitleFontSize: fontSize,
    catAxisTitleColor: color,
    valAxisLabelFontFace: fontFace,
    valAxisLabelFontSize: fontSize,
    valAxisLabelColor: color,
    valAxisTitleFontFace: fontFace,
    valAxisTitleFontSize: fontSize,
    valAxisTitleColor: color,
  };
}

/** Office writes colours without their #. */
const hex = (colour: string): string => colour.replace('#', '');
