import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadReference } from '../../../../server/reference/sources/load-reference.ts';
import type { ReferenceKind } from '../../../../server/reference/sources/reference-kind.ts';
import { useTestDatabase } from '../../../helpers/test-database.ts';
import { zipArchive } from '../../../helpers/zip-archive.ts';
import { rowsOf } from '../../imports/import-bench.ts';
import type { LineShape } from './shapefile.ts';
import { dbfFile, NAD_83, POLYGON, shpFile } from './shapefile.ts';

const database = useTestDatabase();
const folder = mkdtempSync(path.join(os.tmpdir(), 'tracemap-refusals-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const RANGES = 'fullname,l_from,l_to,r_from,r_to,wkt\n';
const LINE = '"LINESTRING(-76.61 39.29, -76.61 39.291)"';
const POINTS = 'LON,LAT,NUMBER,STREET,REGION\n';

const SHAPES: readonly LineShape[] = [
  {
    lines: [
      [
        [-110.9, 46.5],
        [-110.9, 46.501],
      ],
    ],
    attributes: {
      FULLNAME: 'Main St',
      LFROMHN: '1',
      LTOHN: '9',
      RFROMHN: '2',
      RTOHN: '8',
      ZIPL: '',
      ZIPR: '',
    },
  },
];
const SHP = shpFile(SHAPES);
const DBF = dbfFile(SHAPES);
const PROJECTED = 'PROJCS["NAD_1983_StatePlane_Montana_FIPS_2500",GEOGCS["GCS_North_American_1983"]]';
const OLD_DATUM = NAD_83.replaceAll('1983', '1927');
const noColumns = dbfFile([{ lines: null, attributes: { NAME: 'Main St' } }]);

/** What is refused, as which kind, its files by name (the first is loaded), and what is said. */
const REFUSED: readonly [string, ReferenceKind, Readonly<Record<string, string | Buffer>>, RegExp][] = [
  ['an empty file', 'street-ranges', { 'a.csv': '' }, /is empty/],
  ['binary data', 'street-ranges', { 'a.csv': Buffer.from([1, 2, 0, 3]) }, /binary data/],
  [
    'a table of something else',
    'street-ranges',
    { 'a.csv': `${POINTS}-76,39,1,OAK ST,MD\n` },
    /not one of street ranges/,
  ],
  [
    'ranges as points',
    'address-points',
    { 'a.csv': `${RANGES}OAK ST,1,9,2,8,${LINE}\n` },
    /not one of address points/,
  ],
  [
    'a table without headings',
    'intersections',
    { 'a.csv': '1,OAK ST & ELM ST,-76,39\n' },
    /not one of intersections/,
  ],
  [
    'ranges that are not TIGER',
    'tiger-addrfeat',
    { 'a.csv': `${RANGES}OAK ST,1,9,2,8,${LINE}\n` },
    /not a TIGER\/Line ADDRFEAT/,
  ],
  ['headings alone', 'address-points', { 'a.csv': `${POINTS}` }, /headings but no records/],
  [
    'rows without a state',
    'street-ranges',
    { 'a.csv': `${RANGES}OAK ST,1,9,2,8,${LINE}\n` },
    /None of the 1 records can be used: 1 with no state \(say it with --state XX\), the first in row 2/,
  ],
  [
    'lines that are none',
    'street-ranges',
    { 'a.csv': `state,${RANGES}MD,OAK ST,1,9,2,8,POINT(1 2)\n` },
    /no line that can be read/,
  ],
  ['no coordinates', 'address-points', { 'a.csv': `${POINTS},,1,OAK ST,MD\n` }, /no coordinates/],
  [
    'projected coordinates',
    'address-points',
    { 'a.csv': `${POINTS}1420000,590000,1,OAK ST,MD\n` },
    /not degrees.*EPSG:4326/,
  ],
  [
    'exchanged coordinates',
    'address-points',
    { 'a.csv': `${POINTS}39,-76,1,OAK ST,MD\n` },
    /outside the United States \(perhaps exchanged\)/,
  ],
  ['JSON that is not GeoJSON', 'address-points', { 'a.json': '{"rows": []}' }, /has no features/],
  [
    'GeoJSON that was cut',
    'address-points',
    {
      'a.geojson':
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"number":1,"street":"OAK ST"},"geometry":null},',
    },
    /ends in the middle, after feature 1/,
  ],
  [
    'broken JSON',
    'address-points',
    { 'a.geojson': '{"features":[{"number" 1}]}' },
    /Feature 1 .* not valid JSON/,
  ],
  [
    'a feature that never ends',
    'address-points',
    { 'a.geojson': `{"features":[{"a":"${'x'.repeat(9 * 1024 ** 2)}` },
    /longer than 8 MB/,
  ],
  ['a part of a shapefile', 'tiger-addrfeat', { 'a.dbf': DBF }, /a\.dbf is one part of a shapefile/],
  ['a .shp alone', 'tiger-addrfeat', { 'a.shp': SHP }, /a\.dbf is missing beside a\.shp/],
  ['a .shp that is none', 'tiger-addrfeat', { 'a.shp': 'not one', 'a.dbf': DBF }, /not that of a shapefile/],
  [
    'polygons',
    'tiger-addrfeat',
    { 'a.shp': shpFile(SHAPES, POLYGON), 'a.dbf': DBF },
    /neither lines nor points/,
  ],
  ['a .dbf that is none', 'tiger-addrfeat', { 'a.shp': SHP, 'a.dbf': 'short' }, /\.dbf file .* damaged/],
  ['a cut .shp', 'tiger-addrfeat', { 'a.shp': SHP.subarray(0, -8), 'a.dbf': DBF }, /\.shp file is damaged/],
  ['a cut .dbf', 'tiger-addrfeat', { 'a.shp': SHP, 'a.dbf': DBF.subarray(0, -8) }, /\.dbf file .* damaged/],
  [
    'files that do not belong together',
    'tiger-addrfeat',
    { 'a.shp': SHP, 'a.dbf': dbfFile([...SHAPES, ...SHAPES]) },
    /only 1 shapes where the \.dbf file has 2/,
  ],
  [
    'a shapefile of other columns',
    'tiger-addrfeat',
    { 'a.shp': SHP, 'a.dbf': noColumns },
    /not a TIGER\/Line ADDRFEAT/,
  ],
  [
    'a projected shapefile',
    'tiger-addrfeat',
    { 'a.shp': SHP, 'a.dbf': DBF, 'a.prj': PROJECTED },
    /a\.prj says .*StatePlane_Montana.*EPSG:4326/,
  ],
  [
    'an old datum',
    'tiger-addrfeat',
    { 'a.shp': SHP, 'a.dbf': DBF, 'a.prj': OLD_DATUM },
    /a\.prj says .*1927/,
  ],
  [
    'an archive of something else',
    'tiger-addrfeat',
    { 'a.zip': zipArchive({ 'b.txt': Buffer.from('b') }) },
    /holds no shapefile/,
  ],
  [
    'an archive of two',
    'tiger-addrfeat',
    { 'a.zip': zipArchive({ 'b.shp': SHP, 'c.shp': SHP }) },
    /holds 2 shapefiles/,
  ],
  [
    'an archive without the .dbf',
    'tiger-addrfeat',
    { 'a.zip': zipArchive({ 'b.shp': SHP }) },
    /b\.shp but not b\.dbf/,
  ],
  ['a cut archive', 'tiger-addrfeat', { 'a.zip': 'PK\x03\x04 and no more' }, /ZIP archive is damaged/],
  [
    'a zip bomb',
    'tiger-addrfeat',
    { 'a.zip': zipArchive({ 'b.shp': Buffer.alloc(20 * 1024 ** 2), 'b.dbf': DBF }) },
    /unpacks to 20 MB/,
  ],
];

describe('what cannot be loaded is refused in words', () => {
  it.each(REFUSED)('%s', async (name, kind, files, message) => {
    const own = mkdtempSync(path.join(folder, 'case-'));
    for (const [file, content] of Object.entries(files)) writeFileSync(path.join(own, file), content);
    const filePath = path.join(own, Object.keys(files)[0] ?? '');
    const loading = loadReference(database.current, { kind, filePath, name });
    await expect(loading).rejects.toMatchObject({ name: 'ImportRefusal' });
    await expect(loading).rejects.toThrow(message);
  });

  it('and nothing of it is kept', async () => {
    expect(
      await rowsOf(
        database.current,
        'SELECT id FROM reference_source UNION ALL SELECT id FROM street_segment UNION ALL SELECT source_id FROM reference_staging',
      ),
    ).toEqual([]);
  });
});
