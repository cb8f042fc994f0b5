import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { ColumnType } from '../../../domain/exports/export-column.ts';
import { geometryOf } from '../../../domain/exports/export-layers.ts';
import { told } from '../../../domain/languages/told.ts';
import { badRequest } from '../../errors.ts';
import type { ExportFeature } from '../export-pages.ts';
import { provenanceLines } from '../provenance-lines.ts';
import type { ExportFormat, ExportTable } from './export-format.ts';
import { throughFile } from './through-file.ts';
import type { XlsxValue } from './xlsx-cells.ts';
import { columnName, headingXml, rowXml } from './xlsx-cells.ts';
import { SHEET_END, sheetStart, WORKBOOK_PARTS } from './xlsx-parts.ts';

/** Excel has no more rows, its heading being one of them. */
export const MOST_XLSX_ROWS = 1_048_576;

/**
 * A workbook: the rows in one sheet, what is to be known of them in another. It is put together on disk, so that whoever asks
 * for more rows than it holds is told so instead of being sent half a file.
 */
export const xlsxFormat: ExportFormat = {
  contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  write: (table) => throughFile((file) => writeWorkbook(table, file)),
};

async function writeWorkbook(table: ExportTable, file: string): Promise<void> {
  const zip = new ZipFile();
  const out = createWriteStream(file);
  for (const [name, text] of Object.entries(WORKBOOK_PARTS)) zip.addBuffer(Buffer.from(text), name);
  const rows = Readable.from(dataSheet(table), { objectMode: false });
  // What fails in between would be nobody's, and end the process.
  rows.on('error', (error) => out.destroy(error));
  zip.addReadStream(rows, 'xl/worksheets/sheet1.xml', { compressionLevel: 3 });
  zip.addBuffer(Buffer.from(aboutSheet(table)), 'xl/worksheets/sheet2.xml');
  zip.end();
  await pipeline(zip.outputStream, out);
}

async function* dataSheet({ layer, columns, pages }: ExportTable): AsyncGenerator<Buffer> {
  const hasPoint = geometryOf(layer) === 'Point';
  const heads = [...columns.map(({ name }) => name), ...(hasPoint ? ['longitude', 'latitude'] : [])];
  const types: ColumnType[] = [...columns.map(({ type }) => type), 'real', 'real'];
  const names = heads.map((_, index) => columnName(index));
  let text = sheetStart(heads.map((head) => Math.max(11, head.length + 2))) + headingXml(names, heads);
  let row = 1;
  for await (const features of pages) {
    if (row + features.length > MOST_XLSX_ROWS) throw tooManyRows();
    for (const feature of features) {
      row += 1;
      const values = columns.map(({ name }) => feature.properties[name] ?? null);
      text += rowXml(row, names, [...values, ...(hasPoint ? pointOf(feature) : [])], types);
    }
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text + SHEET_END);
}

const pointOf = ({ geometry }: ExportFeature): readonly XlsxValue[] =>
  geometry?.type === 'Point' ? geometry.coordinates : [null, null];

const tooManyRows = () =>
  badRequest(
    told(
      'Excel holds {rows} rows in a sheet, and these are more. Narrow the filter, or take CSV or GeoPackage, which have no such limit.',
      { rows: MOST_XLSX_ROWS.toLocaleString('en-US') },
    ),
  );

/** What the file is, and what its columns mean. */
function aboutSheet({ columns, provenance }: ExportTable): string {
  const lines: (readonly string[])[] = [
    ...provenanceLines(provenance),
    [],
    ['Column', 'Meaning', 'Type', 'Unit', 'From'],
    ...columns.map(({ name, means, type, unit, from }) => [name, means, type, unit ?? '', from]),
  ];
  const names = ['A', 'B', 'C', 'D', 'E'];
  const rows = lines.map((line, index) =>
    rowXml(
      index + 2,
      names,
      line.map((cell) => (cell === '' ? null : cell)),
      [],
    ),
  );
  return `${sheetStart([24, 90, 10, 24, 40])}${headingXml(names, ['About this file', ''])}${rows.join('')}${SHEET_END}`;
}
