/** Where released guns were sold, as one drawing: the page for other sites and the view Released show the same. */
import { countClass } from './count-classes.ts';
import { escapedMarkup } from './escaped-markup.ts';
import { stateByCode } from './geography/states.ts';
import type { DrawnState } from './geography/states-drawing.ts';
import { STATES_DRAWING_SIZE } from './geography/states-drawing.ts';
import type { ReleasedFigures } from './released-figures.ts';
import { groupedCount, sumInWords } from './released-figures.ts';
import { wordsIn } from './released-words/words-in.ts';

/** What a part of the drawing stands for; how it is painted is up to who shows it. */
export type ReleasedPart =
  | 'rest'
  | 'none'
  | 'hidden'
  | `class-${number}`
  | 'line'
  | 'casing'
  | 'head'
  | 'stayed'
  | 'count';

/** The attributes that paint a part: a class, or colours. */
export type Paint = (part: ReleasedPart) => string;

type Row = ReleasedFigures['rows'][number];
type Point = readonly [x: number, y: number];

/** States named in words and by numbers on the map: those with the most. */
const MOST_NAMED = 5;
const WIDEST_PX = 12;
const NARROWEST_PX = 1.5;
/** How far the middle of a line leaves the straight way, to its right, as part of its length: as lines of the map do. */
const BEND = 0.16;
const HOME_RADIUS_PX = 13;
const LETTERS_PX = 19;

export interface ReleasedMap {
  /** What is in the SVG. */
  readonly markup: string;
  /** The part of the drawing of the states that is shown, as of a `viewBox`. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** The states by what is told of them, lines from each to the state of recovery, the largest counts as numbers. */
export function releasedMap(
  states: ReadonlyMap<string, DrawnState>,
  figures: ReleasedFigures,
  paint: Paint,
): ReleasedMap {
  const box = boxOf(states, figures);
  const rows = figures.rows.filter(({ code }) => states.has(code));
  const rowOf = new Map(rows.map((row) => [row.code, row]));
  const most = mostOf(figures);
  const outlines = [...states].map(([code, { path }]) => {
    const row = rowOf.get(code);
    const title = row === undefined ? '' : titleOf(`${row.name}: ${sumInWords(row.sum, figures)}`);
    return `<path ${paint(partOf(row, most))} d="${path}">${title}</path>`;
  });
  const home = figures.home === null ? undefined : states.get(figures.home);
  const shown = rows.filter(({ sum }) => sum.atLeast > 0);
  const drawing: Drawing = { states, paint, unit: box.width / STATES_DRAWING_SIZE.width };
  const lines = home === undefined ? [] : linesTo(home.middle, figures, shown, drawing);
  const numbers = numbersOf(shown.slice(0, MOST_NAMED), figures, drawing);
  return { markup: [...outlines, ...lines, ...numbers].join('\n'), box };
}

interface Drawing {
  readonly states: ReadonlyMap<string, DrawnState>;
  readonly paint: Paint;
  /** Of the drawing to a pixel where the whole country is shown: lines and letters are as large however near it is. */
  readonly unit: number;
}

/** Room around what is shown, and the least that is shown, as parts of the whole drawing's width. */
const ROOM = 0.04;
const LEAST = 0.42;

/** Around the states that are told by themselves and that of recovery, in the proportions of the whole; these are the same whatever the counts. */
function boxOf(states: ReadonlyMap<string, DrawnState>, { rows, home }: ReleasedFigures): ReleasedMap['box'] {
  const codes = [...rows.map(({ code }) => code), ...(home === null ? [] : [home])];
  const boxes = codes.flatMap((code) => states.get(code)?.box ?? []);
  const { width: wide, height: high } = STATES_DRAWING_SIZE;
  if (boxes.length === 0) return { x: 0, y: 0, width: wide, height: high };
  const [left, right] = [
    Math.min(...boxes.map((box) => box.left)),
    Math.max(...boxes.map((box) => box.right)),
  ];
  const [top, bottom] = [
    Math.min(...boxes.map((box) => box.top)),
    Math.max(...boxes.map((box) => box.bottom)),
  ];
  const needed = Math.max((right - left) / wide, (bottom - top) / high) + 2 * ROOM;
  const part = Math.min(1, Math.max(LEAST, needed));
  const [width, height] = [wide * part, high * part];
  const within = (middle: number, size: number, whole: number) =>
    Math.round(Math.min(whole - size, Math.max(0, middle - size / 2)));
  return {
    x: within((left + right) / 2, width, wide),
    y: within((top + bottom) / 2, height, high),
    width: Math.round(width),
    height: Math.round(height),
  };
}

/** The largest count that is shown: classes and widths are of it, so that they tell nothing else. */
export const mostOf = ({ rows }: ReleasedFigures): number =>
  Math.max(1, ...rows.filter(({ code }) => isState(code)).map(({ sum }) => sum.atLeast));

const isState = (code: string): boolean => stateByCode(code) !== undefined;

function partOf(row: Row | undefined, most: number): ReleasedPart {
  if (row === undefined) return 'rest';
  if (row.sum.atLeast === 0) return row.sum.isWhole ? 'none' : 'hidden';
  return `class-${countClass(row.sum.atLeast, most)}`;
}

/** The largest are drawn last, above the others. */
function linesTo(
  home: Point,
  figures: ReleasedFigures,
  shown: readonly Row[],
  { states, paint, unit }: Drawing,
): string[] {
  const most = mostOf(figures);
  const { map } = wordsIn(figures.language);
  return shown.toReversed().map(({ code, name, sum }) => {
    const width = unit * Math.max(NARROWEST_PX, WIDEST_PX * Math.sqrt(sum.atLeast / most));
    const words = sumInWords(sum, figures);
    const from = states.get(code)?.middle;
    if (from === undefined) return '';
    if (code === figures.home) {
      const title = titleOf(map.stayed(name, words));
      return `<circle ${paint('stayed')} cx="${px(home[0])}" cy="${px(home[1])}" r="${px(HOME_RADIUS_PX * unit)}" stroke-width="${px(width / 2)}">${title}</circle>`;
    }
    return arrow(from, home, width, titleOf(map.from(name, words)), { paint, unit });
  });
}

/** A line bent to the right-hand side of travel, its head at the end of recovery. */
function arrow(
  from: Point,
  to: Point,
  width: number,
  title: string,
  { paint, unit }: Pick<Drawing, 'paint' | 'unit'>,
): string {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const bent: Point = [(from[0] + to[0]) / 2 - dy * BEND * 2, (from[1] + to[1]) / 2 + dx * BEND * 2];
  const toEnd: Point = [to[0] - bent[0], to[1] - bent[1]];
  const length = Math.hypot(...toEnd) || 1;
  const along: Point = [toEnd[0] / length, toEnd[1] / length];
  const head = 6 * unit + width;
  const at = (back: number, aside: number) =>
    `${px(to[0] - along[0] * back - along[1] * aside)} ${px(to[1] - along[1] * back + along[0] * aside)}`;
  const tip = (HOME_RADIUS_PX * unit) / 2;
  const path = `M${px(from[0])} ${px(from[1])}Q${px(bent[0])} ${px(bent[1])} ${at(tip + head * 0.8, 0)}`;
  const half = 3 * unit + width * 0.75;
  return [
    `<path ${paint('casing')} d="${path}" fill="none" stroke-width="${px(width + 2 * unit)}"/>`,
    `<path ${paint('line')} d="${path}" fill="none" stroke-width="${px(width)}">${title}</path>`,
    `<path ${paint('head')} d="M${at(tip, 0)}L${at(tip + head, half)}L${at(tip + head, -half)}Z">${title}</path>`,
  ].join('');
}

function numbersOf(
  named: readonly Row[],
  figures: ReleasedFigures,
  { states, paint, unit }: Drawing,
): string[] {
  return named.flatMap(({ code, sum }) => {
    // Above the ring of what stayed.
    const above = (code === figures.home ? HOME_RADIUS_PX + 4 : 8) * unit;
    const middle = states.get(code)?.middle;
    if (middle === undefined) return [];
    const words = `${code} ${sum.isWhole ? '' : '≥ '}${groupedCount(sum.atLeast, figures.language)}`;
    const size = `font-size="${px(LETTERS_PX * unit)}" stroke-width="${px(4 * unit)}"`;
    return `<text ${paint('count')} ${size} x="${px(middle[0])}" y="${px(middle[1] - above)}" text-anchor="middle">${words}</text>`;
  });
}

const px = (value: number): number => Math.round(value * 10) / 10;
const titleOf = (words: string): string => `<title>${escapedMarkup(words)}</title>`;

/** What the map shows, for who does not see it. */
export function describeReleasedMap(figures: ReleasedFigures): string {
  const rows = figures.rows.filter(({ code }) => isState(code));
  const named = rows.filter(({ sum }) => sum.atLeast > 0).slice(0, MOST_NAMED);
  const kept = rows.filter(({ sum }) => sum.atLeast === 0 && !sum.isWhole).length;
  const { map, source } = wordsIn(figures.language);
  const told = named.map(({ name, sum }) => `${name} (${sumInWords(sum, figures)})`);
  const home =
    figures.home === null ? [] : [source(figures.home, stateByCode(figures.home)?.name ?? figures.home)];
  return [
    map.about,
    ...home.map(map.linesLeadTo),
    map.mostSoldIn(told),
    ...(kept === 0 ? [] : [map.notShownOf(kept)]),
  ].join(' ');
}
