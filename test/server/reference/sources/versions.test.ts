import os from 'node:os';
import { describe, expect, it } from 'vitest';
import { scopeOfAllRecords } from '../../../../domain/scope.ts';
import { readDataVersion } from '../../../../server/database/data-version.ts';
import { loadReference, removeReference } from '../../../../server/reference/sources/load-reference.ts';
import { useTestDatabase } from '../../../helpers/test-database.ts';
import { rowsOf, useTextFiles } from '../../imports/import-bench.ts';
import { stagedLeftovers, storedCounts } from './load.ts';

const database = useTestDatabase();
const textFile = useTextFiles();

const HEADINGS = 'fullname,l_from,l_to,r_from,r_to,wkt';
const block = (name: string, first: number, lat: number) =>
  `${name},${first},${first + 98},${first + 1},${first + 99},"LINESTRING(-76.61 ${lat}, -76.61 ${lat + 0.001})"`;

const load = (rows: readonly string[], { name = 'town', state = 'MD' } = {}) =>
  loadReference(database.current, {
    kind: 'street-ranges',
    filePath: textFile(`${name}.csv`, `${[HEADINGS, ...rows].join('\n')}\n`),
    state,
  });

const OLD = [block('OAK ST', 100, 39.1), block('ELM ST', 100, 39.2)];
const OLD_COUNTS = { segments: 2, ranges: 4, nodes: 4, address_points: 0 };

const streets = () =>
  rowsOf(
    database.current,
    `SELECT DISTINCT n.name, s.state FROM street_segment s JOIN street_name n ON n.id = s.name_id
       JOIN reference_source r ON r.id = s.source_id ORDER BY 1`,
  );

describe('versions of a source', () => {
  it('the same file again changes nothing, and says so', async () => {
    expect(await load(OLD)).toMatchObject({ status: 'loaded' });
    const before = await readDataVersion(database.current, scopeOfAllRecords([]));
    expect(await load(OLD)).toMatchObject({ status: 'unchanged', records: 2, skipped: 0 });
    expect(await readDataVersion(database.current, scopeOfAllRecords([]))).toEqual(before);
    expect(await storedCounts(database.current)).toEqual(OLD_COUNTS);
  });

  it('another state is a reason to load it again', async () => {
    expect(await load(OLD, { state: 'PA' })).toMatchObject({ status: 'replaced' });
    expect(await streets()).toEqual([
      { name: 'ELM', state: 'PA' },
      { name: 'OAK', state: 'PA' },
    ]);
    expect(await load(OLD)).toMatchObject({ status: 'replaced', state: 'MD' });
  });

  it('a load that fails leaves the old one whole', async () => {
    const many = Array.from({ length: 6000 }, (_, index) => block(`S${index} ST`, 100, 39.1));
    await expect(load([...many, '"never closed'])).rejects.toThrow(/In row 6002 a quoted cell/);
    expect(await storedCounts(database.current)).toEqual(OLD_COUNTS);
    expect(await stagedLeftovers(database.current)).toEqual([]);
    expect(await load(OLD)).toMatchObject({ status: 'unchanged' });
  });

  it('a newer file takes the place of the older; other sources stay', async () => {
    await load([block('ASH ST', 100, 39.5)], { name: 'another' });
    expect(await load([block('OAK ST', 200, 39.1)])).toMatchObject({ status: 'replaced', records: 1 });
    expect(await storedCounts(database.current)).toEqual({ ...OLD_COUNTS, segments: 2, ranges: 4, nodes: 4 });
    expect(await streets()).toEqual([
      { name: 'ASH', state: 'MD' },
      { name: 'OAK', state: 'MD' },
    ]);
    expect(
      await rowsOf(
        database.current,
        `SELECT count(*) AS dangling FROM street_range r
         WHERE NOT EXISTS (SELECT FROM street_segment s WHERE s.id = r.segment_id AND s.source_id = r.source_id)`,
      ),
    ).toEqual([{ dangling: 0 }]);
  });

  it('what a load left whose process died goes at the next', async () => {
    await database.current.knex.raw('CREATE TABLE staged_reference_900 (id int)');
    await database.current.knex.raw(`INSERT INTO reference_staging (source_id, runner) VALUES (900, ?)`, [
      `${os.hostname()}:1073741824`,
    ]);
    await database.current.knex.raw(
      `INSERT INTO reference_staging (source_id, runner) VALUES (901, 'elsewhere:1')`,
    );
    await load(OLD);
    expect(await stagedLeftovers(database.current)).toEqual(['note 901']);
    await database.current.knex.raw('DELETE FROM reference_staging');
  });

  it('two loads at once both come to their end', async () => {
    const results = await Promise.all([
      load([block('OAK ST', 300, 39.1)], { name: 'left' }),
      load([block('OAK ST', 400, 39.1)], { name: 'right' }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['loaded', 'loaded']);
    expect(await stagedLeftovers(database.current)).toEqual([]);
  });

  it('a source is removed with all of its rows, its names stay', async () => {
    for (const name of ['town', 'another', 'left', 'right']) {
      expect(await removeReference(database.current, 'street-ranges', name)).toBe(true);
    }
    expect(await removeReference(database.current, 'street-ranges', 'town')).toBe(false);
    expect(await storedCounts(database.current)).toEqual({
      segments: 0,
      ranges: 0,
      nodes: 0,
      address_points: 0,
    });
    expect(await rowsOf(database.current, `SELECT name FROM street_name WHERE key = 'OAK'`)).toEqual([
      { name: 'OAK' },
    ]);
  });
});
