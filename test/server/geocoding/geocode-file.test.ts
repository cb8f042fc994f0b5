/** Files of addresses: what comes out, and what a run that broke off leaves behind. */
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import type { GeocodeFileResult } from '../../../server/geocoding/geocode-file.ts';
import { geocodeFile } from '../../../server/geocoding/geocode-file.ts';
import type { Geocoder } from '../../../server/geocoding/geocoder.ts';
import { createGeocoder } from '../../../server/geocoding/geocoder.ts';
import { ensureAreas } from '../../../server/reference/load-areas.ts';
import { loadReference } from '../../../server/reference/sources/load-reference.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { useTextFiles } from '../imports/import-bench.ts';

const database = useTestDatabase();
const textFile = useTextFiles();

const STREETS = [
  'dirpre,name,type,dirsuf,l_from,l_to,r_from,r_to,wkt',
  'N,MAIN,ST,,100,198,101,199,"LINESTRING(-76.6 39.3, -76.6 39.301)"',
].join('\n');

let geocoder: Geocoder;
beforeAll(async () => {
  await ensureAreas(database.current);
  const filePath = textFile('streets.csv', STREETS);
  await loadReference(database.current, {
    kind: 'street-ranges',
    filePath,
    place: 'Baltimore',
    state: 'MD',
  });
  geocoder = await createGeocoder(database.current);
});

/** The geocoder, or another one, of streets that go by the name of a version. */
const placerOf = (referenceVersion: string, { geocode }: Pick<Geocoder, 'geocode'>) => ({
  referenceVersion,
  geocode,
});

const run = (
  filePath: string,
  { version = 'one', by }: { version?: string; by?: Pick<Geocoder, 'geocode'> } = {},
): Promise<GeocodeFileResult> =>
  geocodeFile(placerOf(version, by ?? { geocode: (addresses) => geocoder.geocode(addresses) }), {
    filePath,
    outPath: `${filePath}.out`,
    onProgress: () => {},
  });

const rowsOfFile = (file: string): Record<string, string>[] =>
  parse(readFileSync(file), { columns: true, bom: true });

describe('a file of addresses', () => {
  it('comes out with where each of them is, its own columns first', async () => {
    const file = textFile(
      'addresses.csv',
      [
        'case,Street Address,City,State,lon',
        '1,119 N Main St,Baltimore,MD,x',
        '2,12 Nowhere Ln,Baltimore,MD,',
        '3,PO Box 5,Baltimore,MD,',
        '4,,,,',
      ].join('\n'),
    );
    const result = await run(file);
    expect(result).toMatchObject({ rows: 4, resumed: 0, toReview: 1 });
    expect(result.byPrecision).toMatchObject({ range: 1, city: 2, none: 1 });
    const text = readFileSync(`${file}.out`, 'utf8');
    expect(text.split('\r\n')[0]).toBe(
      'case,Street Address,City,State,lon,lon,lat,precision,score,match_type,matched_address,naaccr_code,uncertainty_m,review_reason',
    );
    expect(
      rowsOfFile(`${file}.out`).map((row) => [row.case, row.precision, row.naaccr_code, row.review_reason]),
    ).toEqual([
      ['1', 'range', '03', ''],
      ['2', 'city', '11', 'street_not_found'],
      ['3', 'city', '11', ''],
      ['4', 'none', '99', ''],
    ]);
    expect(existsSync(`${file}.out.partial`)).toBe(false);
    expect(existsSync(`${file}.out.partial.json`)).toBe(false);
  });

  it('without a column of addresses is refused in words', async () => {
    await expect(run(textFile('other.csv', 'a,b\n1,2\n'))).rejects.toThrow(
      /No column of addresses was found among the headings a, b/,
    );
  });
});

describe('a run that breaks off', () => {
  const ROWS = 6000;
  const manyAddresses = () =>
    textFile(
      'many.csv',
      `id,address,city,state\n${Array.from({ length: ROWS }, (_, row) => `${row},${100 + (row % 100)} N Main St,Baltimore,MD`).join('\n')}\n`,
    );

  /** A run whose database is lost after so many chunks. */
  async function brokenRun(file: string, chunks: number): Promise<void> {
    let asked = 0;
    const failing: Pick<Geocoder, 'geocode'> = {
      geocode: async (addresses) => {
        asked += 1;
        if (asked > chunks) throw new Error('The connection is lost.');
        return geocoder.geocode(addresses);
      },
    };
    await expect(run(file, { by: failing })).rejects.toThrow('The connection is lost.');
  }

  it('is finished by the next one', async () => {
    const file = manyAddresses();
    await brokenRun(file, 2);
    expect(existsSync(`${file}.out`)).toBe(false);
    // The first chunk has one row less: the headings are in it.
    expect(await run(file)).toMatchObject({ rows: ROWS, resumed: 1999 });
    expect(rowsOfFile(`${file}.out`).map(({ id }) => Number(id))).toEqual(
      Array.from({ length: ROWS }, (_, row) => row),
    );
  });

  it('is begun anew where the streets are others by now', async () => {
    const file = manyAddresses();
    await brokenRun(file, 2);
    expect((await run(file, { version: 'two' })).resumed).toBe(0);
    expect(rowsOfFile(`${file}.out`)).toHaveLength(ROWS);
  });

  it('is begun anew where the file is another by now', async () => {
    await brokenRun(manyAddresses(), 2);
    const other = textFile('many.csv', 'id,address,city,state\n1,119 N Main St,Baltimore,MD\n');
    expect(await run(other)).toMatchObject({ rows: 1, resumed: 0 });
    expect(rowsOfFile(`${other}.out`)).toHaveLength(1);
  });
});
