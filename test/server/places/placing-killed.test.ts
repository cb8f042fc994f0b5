/** `reference load` killed while it places records again: nothing half, and the next command goes on. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { AREAS_VERSION } from '../../../server/reference/load-areas.ts';
import { untilPrinted, useCommandLine } from '../../helpers/command-line.ts';
import { TEST_ENGINE } from '../../helpers/test-database.ts';
import { addAgencies, rowsOf } from '../imports/import-bench.ts';

const commands = useCommandLine();

beforeAll(async () => {
  const { database } = commands.current;
  // An empty gazetteer, taken for loaded: coordinates of areas are not the question here, and loading takes seconds.
  await database.knex.transaction((trx) =>
    trx.raw(`INSERT INTO reference_load (kind, version) VALUES ('areas', ?)`, [AREAS_VERSION]),
  );
  await addAgencies(database, 'BPD');
});

describe.runIf(TEST_ENGINE === 'postgis')('placing again that is killed', () => {
  it('leaves the records as they were, and is done by the next command', async () => {
    const { database, folder, run, start } = commands.current;
    const traces = path.join(folder, 'traces.csv');
    const rows = Array.from(
      { length: 500 },
      (_, index) => `T${index},2025-01-05,${index + 1} Oak St,Baltimore,MD`,
    );
    writeFileSync(
      traces,
      ['Trace Number,Recovery Date,Recovery Address,Recovery City,Recovery State', ...rows, ''].join('\n'),
    );
    expect(await run('import', 'traces', traces, '--agency', 'BPD')).toMatchObject({ code: 0 });
    const streets = path.join(folder, 'streets.csv');
    writeFileSync(
      streets,
      'fullname,l_from,l_to,r_from,r_to,wkt\nOAK ST,1,999,2,998,"LINESTRING(-76.61 39.29, -76.61 39.30)"\n',
    );
    const load = [
      'reference',
      'load',
      streets,
      '--kind',
      'street-ranges',
      '--place',
      'Baltimore',
      '--state',
      'MD',
    ];
    const places = 'SELECT precision, street_lookup, count(*) AS records FROM recovery GROUP BY 1, 2';
    const before = [{ precision: 'none', street_lookup: 'unloaded', records: 500 }];
    expect(await rowsOf(database, places)).toEqual(before);

    await database.knex.transaction(async (trx) => {
      // Records can be read but not moved.
      await trx.raw('LOCK TABLE recovery IN SHARE MODE');
      const child = start(load);
      await untilPrinted(child, (printed) => printed.includes('Moving records'));
      child.kill('SIGKILL');
      await once(child, 'close');
    });
    expect(await rowsOf(database, places)).toEqual(before);
    expect(await rowsOf(database, 'SELECT cause FROM placing_task')).toEqual([{ cause: 'streets' }]);

    const again = await run(...load);
    expect(again.stdout).toMatch(/This very file is loaded already/);
    expect(again.stdout).toMatch(/500 addresses of 500 records were placed again/);
    expect(await rowsOf(database, places)).toEqual([
      { precision: 'range', street_lookup: 'matched', records: 500 },
    ]);
    const left = `SELECT (SELECT count(*) FROM placing_task) AS tasks, (SELECT count(*) FROM placing_run) AS runs,
      (SELECT count(*) FROM pg_class WHERE relname ~ '^placing_[a-z]+_[0-9]+$') AS tables`;
    expect(await rowsOf(database, left)).toEqual([{ tasks: 0, runs: 0, tables: 0 }]);
  });
});
