/**
 * One line of a CSV file (RFC 4180) whose cells are safe to open in a spreadsheet: those would run a cell that begins
 * with = + - @ TAB or CR as a formula, so an apostrophe is put in front, which makes it text. The importer takes it
 * off again. Numbers (`-76.6`) do no harm.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(withoutFormula(cell))).join(',')}\r\n`;
}

function withoutFormula(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) && !/^[+-]?\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
