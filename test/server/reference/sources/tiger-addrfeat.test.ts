import { describe, expect, it } from 'vitest';
import { loadReference } from '../../../../server/reference/sources/load-reference.ts';
import { useTestDatabase } from '../../../helpers/test-database.ts';
import { zipArchive } from '../../../helpers/zip-archive.ts';
import { rowsOf, useTextFiles } from '../../imports/import-bench.ts';
import type { LineShape } from './shapefile.ts';
import { dbfFile, NAD_83, shpFile } from './shapefile.ts';

const database = useTestDatabase();
const textFile = useTextFiles();

const attributes = (FULLNAME: string, left: readonly [string, string], right: readonly [string, string]) => ({
  FULLNAME,
  LFROMHN: left[0],
  LTOHN: left[1],
  RFROMHN: right[0],
  RTOHN: right[1],
  ZIPL: '59645',
  ZIPR: '59053',
});

/** Four features that count and three that do not: one without a shape, one deleted, one without a name. */
const SHAPES: readonly LineShape[] = [
  {
    lines: [
      [
        [-110.9, 46.5],
        [-110.9, 46.501],
      ],
    ],
    attributes: attributes('W Main St', ['100', '198'], ['101', '199']),
  },
  {
    lines: [
      [
        [-110.9, 46.501],
        [-110.9, 46.502],
      ],
    ],
    attributes: attributes('W Main St', ['', ''], ['201', '299']),
  },
  {
    lines: [
      [
        [-110.9, 46.501],
        [-110.91, 46.501],
      ],
    ],
    attributes: attributes('1st Ave', ['37-12', '37-20'], ['N6W230', 'N6W240']),
  },
  {
    lines: [
      [
        [-110.92, 46.5],
        [-110.92, 46.501],
      ],
      [
        [-110.92, 46.501],
        [-110.92, 46.502],
      ],
    ],
    attributes: attributes('Ca\u00f1on Rd', ['1', '9'], ['', '']),
  },
  { lines: null, attributes: attributes('2nd Ave', ['1', '9'], ['', '']) },
  {
    lines: [
      [
        [-110.9, 46.5],
        [-110.9, 46.501],
      ],
    ],
    attributes: attributes('Old Rd', ['1', '9'], ['', '']),
    deleted: true,
  },
  {
    lines: [
      [
        [-110.9, 46.5],
        [-110.9, 46.501],
      ],
    ],
    attributes: attributes('', ['1', '9'], ['', '']),
  },
];

const COUNTS = { records: 4, skipped: 2, segments: 4, ranges: 4, nodes: 7 };

describe('tiger-addrfeat', () => {
  it('reads a shapefile from its files, the state from its name', async () => {
    textFile('tl_2021_30059_addrfeat.DBF', dbfFile(SHAPES));
    textFile('tl_2021_30059_addrfeat.prj', NAD_83);
    const filePath = textFile('tl_2021_30059_addrfeat.shp', shpFile(SHAPES));
    const result = await loadReference(database.current, { kind: 'tiger-addrfeat', filePath });
    expect(result).toMatchObject({ status: 'loaded', state: 'MT', place: null, ...COUNTS });
    expect(result.leftOut).toEqual([
      {
        reason: 'a side with house numbers that are not whole numbers (its street was kept)',
        count: 2,
        firstRows: [3],
      },
      { reason: 'no line that can be read', count: 1, firstRows: [5] },
      { reason: 'no street name', count: 1, firstRows: [7] },
    ]);
    expect(
      await rowsOf(
        database.current,
        `SELECT n.name, r.state, side, low, high, zip, s.source_row
         FROM street_range r JOIN street_name n ON n.id = r.name_id JOIN street_segment s ON s.id = r.segment_id
         ORDER BY source_row, side`,
      ),
    ).toEqual([
      { name: 'MAIN', state: 'MT', side: 'L', low: 100, high: 198, zip: '59645', source_row: 1 },
      { name: 'MAIN', state: 'MT', side: 'R', low: 101, high: 199, zip: '59053', source_row: 1 },
      { name: 'MAIN', state: 'MT', side: 'R', low: 201, high: 299, zip: '59053', source_row: 2 },
      { name: 'CANON', state: 'MT', side: 'L', low: 1, high: 9, zip: '59645', source_row: 4 },
    ]);
  });

  it('reads it from an archive, with --state where the name says none', async () => {
    const archive = zipArchive({
      'streets/mine.shp': shpFile(SHAPES),
      'streets/mine.dbf': dbfFile(SHAPES),
      'streets/mine.prj': Buffer.from(NAD_83),
      'streets/mine.cpg': Buffer.from('ISO-8859-1'),
      'readme.txt': Buffer.from('Streets.'),
    });
    const filePath = textFile('mine.zip', archive);
    const result = await loadReference(database.current, { kind: 'tiger-addrfeat', filePath, state: 'WY' });
    expect(result).toMatchObject({ status: 'loaded', name: 'mine', state: 'WY', ...COUNTS });
  });
});
