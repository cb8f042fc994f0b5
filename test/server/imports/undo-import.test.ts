import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRollups } from '../../../server/cli/doctor-command.ts';
import type { Database } from '../../../server/database/connection.ts';
import { recoverInterruptedImports } from '../../../server/imports/recover-interrupted-imports.ts';
import { undoImport } from '../../../server/imports/undo-import.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { addAgencies, importInto, rowsOf, useTextFiles } from './import-bench.ts';

const database = useTestDatabase();
const textFile = useTextFiles();

const HEADER =
  'Trace Number,Serial Number,Recovery Date,Recovery State,Purchaser Name,Purchaser DOB,Purchaser Zip,FFL Number,FFL Name,FFL State,Purchase Date';

/** Few values, so that rows of one file and of two often name the same trace, gun, person or dealer. */
const row = fc.record({
  trace: fc.constantFrom('', 'T1', 'T2', 'T3', 'T4'),
  serial: fc.constantFrom('', 'S1', 'S2', 'S3'),
  day: fc.constantFrom('2015-01-01', '2015-02-01'),
  state: fc.constantFrom('MD', 'NJ'),
  person: fc.constantFrom(
    '',
    'ROE,1980-01-01,23220',
    'ROE,1980-01-01,07102',
    'LEE,1975-05-05,31201',
    'LEE,,31201',
  ),
  dealer: fc.constantFrom(
    '',
    '8-51-01809,RIVER,VA',
    '8-51-01809,RIVER,NC',
    '1-57-01234,PEACH,GA',
    ',CORNER,DE',
  ),
});
const file = fc.array(row, { minLength: 1, maxLength: 6 });
type Row = Record<'trace' | 'serial' | 'day' | 'state' | 'person' | 'dealer', string>;

function csv(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ trace, serial, day, state, person, dealer }) =>
      `${trace},${serial},${day},${state},${person === '' ? ',,' : person},${dealer === '' ? ',,' : dealer},2014-06-01`,
  );
  return `${HEADER}\n${lines.join('\n')}\n`;
}

let imported = 0;
async function bring(agency: string, rows: readonly Row[]): Promise<number> {
  imported += 1;
  const path = textFile(`file-${imported}.csv`, csv(rows));
  const { batchId } = await importInto(database.current, 'traces', agency, path);
  if (batchId === null) throw new Error('The import made no batch.');
  return batchId;
}

/** All that a screen could show of an agency, without ids and batch numbers. */
async function recordsOf(agency: string, db: Database) {
  const of = `agency_id = (SELECT id FROM agency WHERE code = '${agency}')`;
  return {
    recoveries: await rowsOf(
      db,
      `SELECT r.source_row, r.record_key, r.recovered_on, r.recovery_state, r.trace_outcome, r.source_state,
         r.time_to_crime_days, t.trace_number, d.dealer_key, p.full_name, p.trace_count, p.area_zip, p.source_row AS person_row,
         f.serial_number
       FROM recovery r JOIN firearm f ON f.id = r.firearm_id LEFT JOIN trace t ON t.recovery_id = r.id
         LEFT JOIN dealer d ON d.id = r.dealer_id LEFT JOIN purchaser p ON p.id = r.purchaser_id
       WHERE r.${of} ORDER BY r.source_row`,
    ),
    purchasers: await rowsOf(
      db,
      `SELECT full_name, birth_date, trace_count, area_zip, source_row FROM purchaser WHERE ${of} ORDER BY 1, 2, 3, 4, 5`,
    ),
    counts: await rowsOf(
      db,
      `SELECT rows_accepted, rows_duplicate FROM import_batch WHERE ${of} AND status = 'done'`,
    ),
    placement: await rowsOf(
      db,
      `SELECT precision, street_lookup, count(*) AS addresses FROM recovery WHERE ${of} GROUP BY 1, 2 ORDER BY 1, 2`,
    ),
    withheld: await rowsOf(
      db,
      `SELECT d.source_row FROM duplicate_trace d JOIN import_batch b ON b.id = d.import_batch_id WHERE b.${of} ORDER BY 1`,
    ),
  };
}

const DEALERS = 'SELECT dealer_key, license_name, area_state, listed FROM dealer ORDER BY 1';

describe('undoImport', () => {
  it('leaves what the other file alone would have left', async () => {
    await fc.assert(
      fc.asyncProperty(file, file, async (first, second) => {
        imported += 1;
        const code = `P${imported}`;
        await addAgencies(database.current, `${code}-BOTH`, `${code}-ALONE`);
        const undone = await bring(`${code}-BOTH`, first);
        // A line more, so that two equal files are not one file twice.
        const more = { trace: 'T9', serial: '', day: '2015-02-01', state: 'MD', person: '', dealer: '' };
        const other = [...second, more];
        const kept = await bring(`${code}-BOTH`, other);
        await undoImport(database.current, undone);
        const both = await recordsOf(`${code}-BOTH`, database.current);
        const dealers = await rowsOf(database.current, DEALERS);
        const alone = await bring(`${code}-ALONE`, other);
        expect(both).toEqual(await recordsOf(`${code}-ALONE`, database.current));
        await undoImport(database.current, kept);
        expect(await rowsOf(database.current, DEALERS)).toEqual(dealers);
        await undoImport(database.current, alone);
      }),
      { numRuns: 12, seed: 42 },
    );
    expect(await compareRollups(database.current.knex)).toBe(true);
  });

  it('leaves nothing behind when all is undone', async () => {
    for (const table of [
      'recovery',
      'trace',
      'firearm',
      'possessor',
      'purchaser',
      'purchaser_source',
      'dealer',
      'dealer_source',
      'duplicate_trace',
      'untraced_case',
      'import_note',
      'flow_rollup',
      'cell_rollup',
    ]) {
      expect([table, await rowsOf(database.current, `SELECT * FROM ${table}`)]).toEqual([table, []]);
    }
  });

  it('makes room for the same file again', async () => {
    await addAgencies(database.current, 'AGAIN');
    const rows: Row[] = [
      { trace: 'T1', serial: 'S1', day: '2015-01-01', state: 'MD', person: '', dealer: '' },
    ];
    await undoImport(database.current, await bring('AGAIN', rows));
    await bring('AGAIN', rows);
    expect((await recordsOf('AGAIN', database.current)).recoveries.length).toBe(1);
  });

  it('knows no batch there is not', async () => {
    expect(await undoImport(database.current, 999_999)).toBe('unknown');
  });
});

describe('recoverInterruptedImports', () => {
  it('fails the imports of dead processes and drops what they staged, and leaves the others', async () => {
    await addAgencies(database.current, 'CRASH');
    const host = (await import('node:os')).hostname();
    await database.current.knex.transaction(async (trx) => {
      await trx.raw(
        `INSERT INTO import_batch (agency_id, format, file_name, content_sha256, status, runner)
         SELECT id, 'traces', runner, runner, 'running', runner FROM agency, unnest(?::text[]) runner WHERE code = 'CRASH'`,
        [[`${host}:999999999`, `${host}:1`, 'elsewhere:5']],
      );
      await trx.raw('CREATE TABLE staged_trace_123456 (source_row int)');
    });
    expect((await recoverInterruptedImports(database.current)).length).toBe(1);
    expect(
      await rowsOf(
        database.current,
        `SELECT replace(file_name, '${host}', 'here') AS runner, status FROM import_batch
         WHERE agency_id = (SELECT id FROM agency WHERE code = 'CRASH') ORDER BY 1`,
      ),
    ).toEqual([
      { runner: 'elsewhere:5', status: 'running' },
      { runner: 'here:1', status: 'running' },
      { runner: 'here:999999999', status: 'failed' },
    ]);
    expect(await rowsOf(database.current, `SELECT to_regclass('staged_trace_123456') AS staged`)).toEqual([
      { staged: null },
    ]);
  });
});
