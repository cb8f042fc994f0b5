import { latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { readReferenceVersion } from '../../../../server/geocoding/match/reference-version.ts';
import { loadReference, removeReference } from '../../../../server/reference/sources/load-reference.ts';
import { useTestDatabase } from '../../../helpers/test-database.ts';
import { rowsOf, useTextFiles } from '../../imports/import-bench.ts';
import { stagedLeftovers } from './load.ts';

const database = useTestDatabase();
const textFile = useTextFiles();

function load(content: string, name = 'census') {
  const filePath = textFile(`${name}.csv`, content);
  return loadReference(database.current, { kind: 'population', filePath });
}

const cells = () =>
  rowsOf(
    database.current,
    `SELECT s.name, h3_cell::text AS cell, inhabitants FROM population_cell c
     JOIN reference_source s ON s.id = c.source_id ORDER BY 1, inhabitants`,
  );
const cellAt = (lat: number, lon: number) => BigInt(`0x${latLngToCell(lat, lon, 9)}`).toString();

const CENSUS = [
  'STATEFP,COUNTYFP,TRACTCE,BLKGRPCE,POPULATION,LATITUDE,LONGITUDE',
  '24,510,010100,1,1200,+39.283100,-076.571000',
  '24,510,010100,2,800,+39.283101,-076.571001',
  '24,510,010200,1,950,+39.290000,-076.580000',
  '24,510,980000,0,0,+39.300000,-076.590000',
  '24,510,980100,0,,+39.300000,-076.590000',
  '24,510,980200,0,12.5,+39.300000,-076.590000',
  '24,510,980300,0,7,,',
  '',
].join('\n');

describe('population', () => {
  it('is added up by cell; places without people are read and leave none', async () => {
    expect(await load(CENSUS)).toMatchObject({
      status: 'loaded',
      records: 4,
      skipped: 3,
      inhabitants: 2950,
      segments: 0,
      addressPoints: 0,
      leftOut: [
        { reason: 'no whole number of inhabitants', count: 2, firstRows: [6, 7] },
        { reason: 'no coordinates', count: 1, firstRows: [8] },
      ],
    });
    expect(await cells()).toEqual([
      { name: 'census', cell: cellAt(39.29, -76.58), inhabitants: 950 },
      { name: 'census', cell: cellAt(39.2831, -76.571), inhabitants: 2000 },
    ]);
  });

  it('places no record: nothing is asked to be placed again, and the streets known stay the same', async () => {
    expect(await rowsOf(database.current, 'SELECT cause FROM placing_task')).toEqual([]);
    expect(await rowsOf(database.current, 'SELECT * FROM street_square')).toEqual([]);
    expect(await readReferenceVersion(database.current.knex)).toBe('');
  });

  it('of the same places under another name is refused, and what was there stays', async () => {
    const before = await cells();
    await expect(load(CENSUS, 'newer')).rejects.toThrow(/loaded as "census" already.*--name "census"/);
    expect(await cells()).toEqual(before);
    expect(await stagedLeftovers(database.current)).toEqual([]);
  });

  it('of other places stands beside it; a newer file of the name takes its place', async () => {
    const one = (people: number, lat: number) => `population,lon,lat\n${people},-74.17,${lat}\n`;
    await load(one(40, 40.7), 'newark');
    expect((await cells()).map(({ name }) => name)).toEqual(['census', 'census', 'newark']);
    expect(await load(one(50, 40.8), 'newark')).toMatchObject({ status: 'replaced', inhabitants: 50 });
    expect((await cells()).at(-1)).toEqual({
      name: 'newark',
      cell: cellAt(40.8, -74.17),
      inhabitants: 50,
    });
  });

  it('goes when it is removed', async () => {
    expect(await removeReference(database.current, 'population', 'newark')).toBe(true);
    expect(await removeReference(database.current, 'population', 'census')).toBe(true);
    expect(await cells()).toEqual([]);
    expect(await rowsOf(database.current, 'SELECT cause FROM placing_task')).toEqual([]);
  });

  it('without a heading for people is refused in words', async () => {
    await expect(load('name,lon,lat\nx,-74,40\n')).rejects.toThrow(/not one of inhabitants/);
  });
});
