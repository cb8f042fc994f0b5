import type { Palette } from '../map/palette.ts';
import { PAPER, PAPER_FONT } from './paper-colours.ts';

/** Symbols of a legend, each drawn in a box of this size, as the map draws them. */
export const MARK_BOX = { width: 34, height: 20 } as const;
const MIDDLE = MARK_BOX.height / 2;

/** A flow so wide, with its arrowhead. */
export function flowMark({ flow }: Palette, widthPx: number): string {
  const half = Math.max(4, widthPx * 0.9);
  return (
    `<line x1="0" x2="${34 - half * 1.4}" y1="${MIDDLE}" y2="${MIDDLE}" stroke="${flow}" stroke-width="${widthPx}"/>` +
    `<path d="M34 ${MIDDLE}l${-half * 1.6} ${-half}v${half * 2}z" fill="${flow}"/>`
  );
}

/** Guns that stayed in their area: a ring round the node. */
export const stayedMark = ({ flow, sold }: Palette): string =>
  `<circle cx="17" cy="${MIDDLE}" r="7" fill="none" stroke="${flow}" stroke-width="2.5"/>` +
  `<circle cx="17" cy="${MIDDLE}" r="4" fill="${sold}"/>`;

/** The two sides of a flow. */
export const endsMark = ({ sold, recovered }: Palette): string =>
  `<circle cx="9" cy="${MIDDLE}" r="6" fill="${sold}"/><circle cx="25" cy="${MIDDLE}" r="6" fill="${recovered}"/>`;

export const discMark = (colour: string): string => `<circle cx="17" cy="${MIDDLE}" r="6" fill="${colour}"/>`;

/** A class by its colour, with its letter where classes have one, and hatched where the map hatches it. */
export function swatchMark(colour: string, letter = '', hatch: 'hot' | 'cold' | null = null): string {
  const rise = hatch === 'hot' ? -10 : 10;
  const start = hatch === 'hot' ? MIDDLE + 5 : MIDDLE - 5;
  const lines = [9, 15].map(
    (x) => `<path d="M${x} ${start}l10 ${rise}" stroke="${PAPER.ink}" stroke-width="1" fill="none"/>`,
  );
  return (
    `<rect x="8" y="${MIDDLE - 6}" width="18" height="12" rx="2" fill="${colour}" stroke="${PAPER.lineStrong}"/>` +
    `${hatch === null ? '' : lines.join('')}${letterIn(letter, PAPER.ink)}`
  );
}

export const squareMark = (colour: string): string =>
  `<rect x="11" y="${MIDDLE - 6}" width="12" height="12" fill="${colour}"/>`;

/** Several that stand in the middle of their area. */
export const outlinedMark = (colour: string): string =>
  `<rect x="10" y="${MIDDLE - 7}" width="14" height="14" fill="none" stroke="${colour}" stroke-width="2"/>${letterIn('3', colour)}`;

export const diamondMark = (colour: string): string =>
  `<path d="M17 ${MIDDLE - 9} 26 ${MIDDLE} 17 ${MIDDLE + 9} 8 ${MIDDLE}Z" fill="none" stroke="${colour}" stroke-width="2"/>${letterIn('3', colour)}`;

export const bubbleMark = (colour: string, letter: string): string =>
  `<rect x="7" y="${MIDDLE - 8}" width="20" height="16" rx="4" fill="${colour}"/>${letterIn(letter, PAPER.surface)}`;

export const wedgeMark = (colour: string): string =>
  `<path d="M9 ${MIDDLE - 6}h16L17 ${MIDDLE + 7}z" fill="${colour}"/>`;

export const lineMark = (colour: string, widthPx: number, dashes = ''): string =>
  `<line x1="0" x2="34" y1="${MIDDLE}" y2="${MIDDLE}" stroke="${colour}" stroke-width="${widthPx}"${dashes === '' ? '' : ` stroke-dasharray="${dashes}"`}/>`;

const letterIn = (letter: string, colour: string): string =>
  letter === ''
    ? ''
    : `<text x="17" y="${MIDDLE + 4}" text-anchor="middle" font-family="${PAPER_FONT}" font-size="11" font-weight="600" fill="${colour}">${letter}</text>`;
