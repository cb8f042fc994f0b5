import type { ColumnType } from '../../../domain/exports/export-column.ts';
import { xmlText } from '../../xml-text.ts';
import { CELL_STYLE } from './xlsx-parts.ts';

export type XlsxValue = string | number | boolean | null;

/** Excel keeps no more of a text. */
const MOST_CHARACTERS = 32_767;
const DAY_MS = 86_400_000;
/** Day 0 of Excel's calendar, as it counts from March 1900 on: before that it has a day that never was. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
const FIRST_SURE_DAY = '1900-03-01';
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** `A`, `B` … `Z`, `AA` … */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}

/** A row of a sheet; what is not known is left out. */
export function rowXml(
  row: number,
  names: readonly string[],
  values: readonly XlsxValue[],
  types: readonly ColumnType[],
): string {
  let cells = '';
  values.forEach((value, index) => {
    if (value !== null) cells += cellXml(`${names[index]}${row}`, value, types[index] ?? 'text');
  });
  return `<row r="${row}">${cells}</row>`;
}

/** A row of bold texts. */
export const headingXml = (names: readonly string[], texts: readonly string[]): string =>
  `<row r="1">${texts.map((text, index) => textCell(`${names[index]}1`, text, CELL_STYLE.heading)).join('')}</row>`;

function cellXml(at: string, value: string | number | boolean, type: ColumnType): string {
  if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
  if (typeof value === 'boolean') return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (type === 'date' && DAY.test(value) && value >= FIRST_SURE_DAY) {
    return `<c r="${at}" s="${CELL_STYLE.day}"><v>${(Date.parse(value) - DAY_ZERO) / DAY_MS}</v></c>`;
  }
  return textCell(at, value, CELL_STYLE.plain);
}

/** A text stays a text, whatever it begins with: a formula is another kind of cell. */
const textCell = (at: string, text: string, style: number): string =>
  `<c r="${at}" t="inlineStr"${style === 0 ? '' : ` s="${style}"`}><is><t xml:space="preserve">${xmlText(literal(text.slice(0, MOST_CHARACTERS)))}</t></is></c>`;

/** `_x0041_` would be read as the letter of that number. */
const literal = (text: string): string => text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
