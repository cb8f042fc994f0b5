import { stateByName } from '../../../../domain/geography/states.ts';
import { IN_ENGLISH } from '../../../../domain/languages/speech.ts';
import type { Told } from '../../../../domain/languages/told.ts';
import { inWordsOf, told } from '../../../../domain/languages/told.ts';
import { ImportRefusal } from '../../import-refusal.ts';
import type { TableRow } from '../../tables/table.ts';

/** Guns sold in one area and recovered in another, as printed. States are USPS codes; null outside the US. */
export interface PublishedCount {
  readonly sourceRow: number;
  readonly source: string;
  readonly sourceState: string | null;
  readonly recovery: string;
  readonly recoveryState: string | null;
  readonly count: number;
}

export interface StateTable {
  readonly year: number;
  /** How many areas stand at the side. */
  readonly rows: number;
  readonly total: number;
  /** Printed totals that do not agree with the numbers, though the others prove them. */
  readonly warnings: readonly string[];
  /** All counts but zeros. */
  readonly counts: readonly PublishedCount[];
}

/** Other ways the tables print a state or territory. Guam and the Northern Marianas are one row since 2014. */
const ALIASES: Readonly<Record<string, string>> = {
  'US VIRGIN ISLND': 'VI',
  'US VIRGIN ISLANDS': 'VI',
  'VIRGIN ISLANDS': 'VI',
  'DST OF COLUMBIA': 'DC',
  'DIST OF COLUMBIA': 'DC',
  'WASHINGTON DC': 'DC',
  'GUAM & NORTHERN MARIANA ISLANDS': 'GU',
};

const TOTAL = /^(?:GRAND )?TOTALS?$/;
/** Fewer areas than this across are no table of states. */
const FEWEST_AREAS = 2;

const label = (cell: string | undefined) =>
  (cell ?? '').replaceAll('.', '').replaceAll(/\s+/g, ' ').trim().toUpperCase();

/** USPS code of a printed label, or null where it is no state or territory (CANADA). */
export function stateOfLabel(printed: string): string | null {
  const text = label(printed);
  return ALIASES[text] ?? stateByName(text)?.code ?? null;
}

/**
 * Reads one of ATF's yearly tables of guns by source and recovery state, whichever way round it is printed. The
 * margins prove it. Throws an {@link ImportRefusal} that names what does not add up.
 */
export function readStateTable(rows: readonly TableRow[], fileName: string): StateTable {
  const header = rows.findIndex(({ cells }) => areaCount(cells) >= FEWEST_AREAS && cells.some(isTotal));
  const headerCells = rows[header]?.cells;
  if (headerCells === undefined) {
    throw new ImportRefusal(
      'The file is not a table of source and recovery states: no row of it names the states and a total.',
    );
  }
  const columnsAre = axisAcross(rows, header);
  const totalColumn = headerCells.findIndex(isTotal);
  const labelColumn = columnOfLabels(rows, header);
  const columns: Axis[] = headerCells.flatMap((cell, index) =>
    index > labelColumn && index < totalColumn && label(cell) !== ''
      ? [{ index, printed: printedLabel(cell) }]
      : [],
  );
  const body = rows.slice(header + 1).filter(({ cells }) => label(cells[labelColumn]) !== '');
  const end = body.findIndex(({ cells }) => isTotal(cells[labelColumn]));
  const totals = body[end];
  if (totals === undefined)
    throw new ImportRefusal('The table has no row of totals at its end, so nothing proves it.');
  const lines = body.slice(0, end);
  const { total, warnings } = proveMargins(lines, totals, columns, totalColumn, labelColumn);
  return {
    year: yearOf(rows, fileName),
    rows: lines.length,
    total,
    warnings,
    counts: lines.flatMap((line) => countsOf(line, columns, labelColumn, columnsAre)),
  };
}

interface Axis {
  readonly index: number;
  readonly printed: string;
}

const printedLabel = (cell: string) => cell.replaceAll(/\s+/g, ' ').trim();
const isTotal = (cell: string | undefined) => TOTAL.test(label(cell));

function areaCount(cells: readonly string[]): number {
  return cells.filter((cell) => stateOfLabel(cell) !== null).length;
}

/** What the columns are: the title that stands above the row of headings names them, the other one the rows. */
function axisAcross(rows: readonly TableRow[], header: number): 'source' | 'recovery' {
  const rowOf = (title: string) => rows.findIndex(({ cells }) => cells.some((cell) => label(cell) === title));
  const source = rowOf('SOURCE STATE');
  const recovery = rowOf('RECOVERY STATE');
  const above = (row: number) => row !== -1 && row < header;
  if (source === -1 || recovery === -1 || above(source) === above(recovery)) {
    throw new ImportRefusal(
      'The table does not say which way round it is: "Source State" or "Recovery State" must stand above the row of states, the other at the side.',
    );
  }
  return above(source) ? 'source' : 'recovery';
}

function columnOfLabels(rows: readonly TableRow[], header: number): number {
  const below = rows.slice(header + 1);
  const width = rows[header]?.cells.length ?? 0;
  let best = { column: 0, areas: 0 };
  for (let column = 0; column < width; column += 1) {
    const areas = below.filter(({ cells }) => stateOfLabel(cells[column] ?? '') !== null).length;
    if (areas > best.areas) best = { column, areas };
  }
  if (best.areas < FEWEST_AREAS) throw new ImportRefusal('The table names no states at its side.');
  return best.column;
}

function countsOf(
  line: TableRow,
  columns: readonly Axis[],
  labelColumn: number,
  columnsAre: 'source' | 'recovery',
): PublishedCount[] {
  const side = printedLabel(line.cells[labelColumn] ?? '');
  return columns.flatMap(({ index, printed }) => {
    const count = countIn(line, index);
    if (count === 0) return [];
    const [source, recovery] = columnsAre === 'source' ? [printed, side] : [side, printed];
    return [
      {
        sourceRow: line.number,
        source,
        sourceState: stateOfLabel(source),
        recovery,
        recoveryState: stateOfLabel(recovery),
        count,
      },
    ];
  });
}

/** The whole number in a cell; a blank is 0. */
function countIn({ number, cells }: TableRow, column: number): number {
  const text = (cells[column] ?? '').replaceAll(',', '').trim();
  if (text === '') return 0;
  if (!/^\d{1,9}$/.test(text)) {
    throw new ImportRefusal(
      told('Row {number}, column {column} holds "{text}", which is not a count.', {
        number,
        column: column + 1,
        text,
      }),
    );
  }
  return Number(text);
}

/** A margin of the table: what its numbers add up to and what is printed. */
interface Margin {
  readonly what: Told;
  readonly sum: number;
  readonly printed: number;
}

const disagrees = ({ sum, printed }: Margin) => sum !== printed;
/** As it is kept with the import. */
const inWords = ({ what, sum, printed }: Margin) =>
  `the numbers of ${inWordsOf(IN_ENGLISH, what)} add up to ${sum}, but the total printed is ${printed}`;

/**
 * Proves the numbers: the grand total and all row totals, or it and all column totals, must agree. The table for 2012
 * was published with six column totals that are too small by one to three; where only one side disagrees, the numbers
 * themselves are proved by the other, and the misprints are told in warnings.
 */
function proveMargins(
  lines: readonly TableRow[],
  totals: TableRow,
  columns: readonly Axis[],
  totalColumn: number,
  labelColumn: number,
): { total: number; warnings: readonly string[] } {
  const rows = lines.map((line) => ({
    what: told('the row {name}', { name: printedLabel(line.cells[labelColumn] ?? '') }),
    sum: columns.reduce((total, { index }) => total + countIn(line, index), 0),
    printed: countIn(line, totalColumn),
  }));
  const downwards = columns.map(({ index, printed }) => ({
    what: told('the column {name}', { name: printed }),
    sum: lines.reduce((total, line) => total + countIn(line, index), 0),
    printed: countIn(totals, index),
  }));
  const total = rows.reduce((all, { sum }) => all + sum, 0);
  const whole = { what: told('the whole table'), sum: total, printed: countIn(totals, totalColumn) };
  const misprints = [...rows.filter(disagrees), ...downwards.filter(disagrees)];
  const first = disagrees(whole) ? (misprints[0] ?? whole) : misprints[0];
  if (first === undefined) return { total, warnings: [] };
  if (disagrees(whole) || (rows.some(disagrees) && downwards.some(disagrees))) {
    throw new ImportRefusal(
      told(
        'The table does not add up: the numbers of {what} add up to {sum}, but the total printed is {printed}. The file was changed or cut; download it again.',
        { ...first },
      ),
    );
  }
  return {
    total,
    warnings: misprints.map(
      (margin) => `As printed, ${inWords(margin)}. All other totals agree, so the numbers were taken.`,
    ),
  };
}

/** The year from the notes under the table (`between 1/1/2015 - 12/31/2015`), else from the file name. */
function yearOf(rows: readonly TableRow[], fileName: string): number {
  for (const { cells } of rows) {
    for (const cell of cells) {
      const year = /\b(?:1\/1\/|January 1, |calendar year |CY )(\d{4})\b/i.exec(cell)?.[1];
      if (year !== undefined) return Number(year);
    }
  }
  const year = /(?:^|\D)((?:19|20)\d{2})(?:\D|$)/.exec(fileName)?.[1];
  if (year !== undefined) return Number(year);
  throw new ImportRefusal(
    'Neither the sheet nor the file name says which year the table is of. Put the year in the file name.',
  );
}
