/** Files of addresses, by the real command: what comes out, and what a run that was killed leaves behind. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import type { GeocodeFileResult } from '../../../server/geocoding/geocode-file.ts';
import { geocodeFile } from '../../../server/geocoding/geocode-file.ts';
import type { Geocoder } from '../../../server/geocoding/geocoder.ts';
import { createGeocoder } from '../../../server/geocoding/geocoder.ts';
import { ensureAreas } from '../../../server/reference/load-areas.ts';
import { loadReference } from '../../../server/reference/streets/load-reference.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { useTextFiles } from '../imports/import-bench.ts';

const database = useTestDatabase();
const textFile = useTextFiles();
const WORKER = fileURLToPath(new URL('./geocode-file-process.ts', import.meta.url));

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

/** The geocoder, of streets that go by another name. */
const placerOf = (referenceVersion: string) => ({
  referenceVersion,
  geocode: (addresses: Parameters<Geocoder['geocode']>[0]) => geocoder.geocode(addresses),
});

const run = (filePath: string, options: { version?: string } = {}): Promise<GeocodeFileResult> =>
  geocodeFile(placerOf(options.version ?? 'one'), {
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

const ROWS = 6000;
const manyAddresses = () =>
  textFile(
    'many.csv',
    `id,address,city,state\n${Array.from({ length: ROWS }, (_, row) => `${row},${100 + (row % 100)} N Main St,Baltimore,MD`).join('\n')}\n`,
  );

/** Starts a run in a process of its own and kills it once it has written its first rows. */
async function killedRun(file: string, version: string): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', WORKER, file, version], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'close');
}

describe('a run that is killed', () => {
  it('is finished by the next one, with nothing lost and nothing twice', async () => {
    const file = manyAddresses();
    await killedRun(file, 'one');
    expect(existsSync(`${file}.out`)).toBe(false);
    // What the killed run had begun to write beyond its last checkpoint is written again, not after it.
    const partial = `${file}.out.partial`;
    writeFileSync(partial, Buffer.concat([readFileSync(partial), Buffer.from('half a li')]));
    const result = await run(file);
    expect(result.rows).toBe(ROWS);
    expect(result.resumed).toBeGreaterThan(0);
    expect(result.resumed).toBeLessThan(ROWS);
    expect(rowsOfFile(`${file}.out`).map(({ id }) => Number(id))).toEqual(
      Array.from({ length: ROWS }, (_, row) => row),
    );
  });

  it('is begun anew where the streets are others by now', async () => {
    const file = manyAddresses();
    await killedRun(file, 'one');
    expect((await run(file, { version: 'two' })).resumed).toBe(0);
    expect(rowsOfFile(`${file}.out`)).toHaveLength(ROWS);
    expect(path.basename(file)).toBe('many.csv');
  });
});
