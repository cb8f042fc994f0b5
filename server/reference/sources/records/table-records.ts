import { readTableHead } from '../../../imports/formats/table-head.ts';
import { openTable } from '../../../imports/tables/open-table.ts';
import type { Table } from '../../../imports/tables/table.ts';
import { firstRows } from '../../../imports/tables/table.ts';
import { columnOf } from '../columns.ts';
import { readGeoJsonCell } from './geojson-geometry.ts';
import type { RecordSource, SourceGeometry, SourceRecord } from './record-source.ts';
import { inChunks } from './record-source.ts';
import { readWellKnownText } from './well-known-text.ts';

const GEOMETRY_COLUMNS = ['wkt', 'geometry', 'geom', 'thegeom', 'shape', 'geojson'];
const ROWS_LOOKED_AT = 20;

/** A delimited text or a workbook whose first rows have headings that `isHead` accepts. */
export async function openTableRecords(
  file: string,
  isHead: (columns: readonly string[]) => boolean,
  refusal: string,
): Promise<RecordSource> {
  const table = await openTable(file);
  const head = readTableHead(await firstRows(table, ROWS_LOOKED_AT), isHead, refusal);
  const geometryColumn = columnOf(head.columns, GEOMETRY_COLUMNS);
  return {
    columns: head.columns,
    hasGeometry: geometryColumn >= 0,
    files: [file],
    fractionRead: () => table.fractionRead(),
    chunks: () => inChunks(records(table, head.firstRow, geometryColumn)),
  };
}

async function* records(
  table: Table,
  firstRow: number,
  geometryColumn: number,
): AsyncGenerator<readonly SourceRecord[]> {
  for await (const rows of table.chunks()) {
    yield rows
      .filter(({ number }) => number >= firstRow)
      .map(({ number, cells }) => ({ number, cells, geometry: readCell(cells[geometryColumn] ?? '') }));
  }
}

function readCell(text: string): SourceGeometry | null {
  return text.trimStart().startsWith('{') ? readGeoJsonCell(text) : readWellKnownText(text);
}
