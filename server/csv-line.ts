/** What may stand in a cell: text, a number, or nothing. */
export type CsvCell = string | number | null;

/**
 * One line of a CSV file (RFC 4180) whose cells are safe to open in a spreadsheet: see {@link guardFormula}. A cell given as
 * a number stays one (`-76.6`).
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}

function cellText(cell: CsvCell): string {
  if (cell === null) return '';
  return typeof cell === 'number' ? String(cell) : quoted(guardFormula(cell));
}

/**
 * What makes a spreadsheet take a text for a formula when it comes first. The wide ones are those of Chinese and Japanese
 * keyboards, which some spreadsheets take for the others.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
/** A text that is a number says the same as a number. */
const NUMBER = /^[+-]?\d+(\.\d+)?$/;

/** A text with an apostrophe before what a spreadsheet would run as a formula: that makes it text. */
export function guardFormula(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) && text.trim() !== '' ? `'${text}` : text;
}

/**
 * What a cell says: its text without blanks around it, and without the apostrophe that {@link guardFormula}, or the person who
 * typed it into a spreadsheet, put before a formula. A cell says the same whether or not it was guarded on the way.
 */
export function plainText(cell: string): string {
  const text = cell.trim();
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? plainText(text.slice(1)) : text;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
