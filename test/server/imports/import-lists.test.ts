import { beforeAll, describe, expect, it } from 'vitest';
import { compareRollups } from '../../../server/cli/doctor-command.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { addAgencies, fixture, importInto, rowsOf, useTextFiles } from './import-bench.ts';

const database = useTestDatabase();
const textFile = useTextFiles();

beforeAll(() => addAgencies(database.current, 'ATF', 'BPD'));

const DEALERS = `SELECT dealer_key, license_number, license_type, license_name, business_name, zip, area_zip, listed
  FROM dealer ORDER BY dealer_key`;

describe('the licence list', () => {
  it('reads tabs, the dashes row, NULL and leading zeros; a licence twice is one dealer', async () => {
    const path = fixture('ffl-list.txt');
    expect(await importInto(database.current, 'ffl', 'ATF', path)).toMatchObject({
      rowsRead: 4,
      rowsAccepted: 2,
      rowsDuplicate: 1,
      rowsRejected: 1,
    });
    expect(await rowsOf(database.current, DEALERS)).toEqual([
      {
        dealer_key: '1-66-00150',
        license_number: '1-66-003-01-4L-00150',
        license_type: '01',
        license_name: 'SALAZAR, CARLOS',
        business_name: 'AGUADA SPORT SHOP',
        zip: '00602',
        area_zip: '00602',
        listed: true,
      },
      {
        dealer_key: '8-51-01809',
        license_number: '8-51-059-01-6F-01809',
        license_type: '01',
        license_name: 'RIVER GUNS LLC',
        business_name: null,
        zip: '23219',
        area_zip: '23219',
        listed: true,
      },
    ]);
    expect(await rowsOf(database.current, 'SELECT source_row AS row, message FROM import_note')).toEqual([
      {
        row: 6,
        message:
          'X-51-060-01-7G-01809 is not a licence number (region, district, county, type, expiry, sequence).',
      },
    ]);
  });

  it('reads a workbook with the other spelling, whose numbers have lost their zeros', async () => {
    const path = fixture('ffl-list.xlsx');
    expect(await importInto(database.current, 'ffl', 'ATF', path)).toMatchObject({ rowsAccepted: 2 });
    expect(await rowsOf(database.current, `${DEALERS} OFFSET 1 LIMIT 1`)).toEqual([
      {
        dealer_key: '6-04-00033',
        license_number: '6-04-003-02-5H-00033',
        license_type: '02',
        license_name: 'PAWN OF NEWARK INC',
        business_name: 'QUICK PAWN',
        zip: '7102',
        area_zip: '07102',
        listed: true,
      },
    ]);
  });

  it('outweighs what a trace says of a dealer, and its recoveries follow', async () => {
    const traces = textFile(
      'traces.csv',
      'Trace Number,Recovery Date,FFL Number,FFL Name,FFL State\nL1,1/1/2015,8-51-01809,OLD NAME,NC\nL2,1/1/2015,5-74-00001,TEXAS GUNS,TX\n',
    );
    await importInto(database.current, 'traces', 'BPD', traces);
    const sources = `SELECT t.trace_number, r.source_state, d.license_name FROM trace t
      JOIN recovery r ON r.id = t.recovery_id JOIN dealer d ON d.id = r.dealer_id ORDER BY 1`;
    expect(await rowsOf(database.current, sources)).toEqual([
      { trace_number: 'L1', source_state: 'VA', license_name: 'RIVER GUNS LLC' },
      { trace_number: 'L2', source_state: 'TX', license_name: 'TEXAS GUNS' },
    ]);
    const header =
      'LIC_REGN,LIC_DIST,LIC_CNTY,LIC_TYPE,LIC_XPRDTE,LIC_SEQN,LICENSE_NAME,BUSINESS_NAME,PREMISE_STREET,PREMISE_CITY,PREMISE_STATE,PREMISE_ZIP_CODE';
    const list = textFile('list.csv', `${header}\n5,74,201,01,6F,00001,MOVED GUNS,,1 A ST,TULSA,OK,74103\n`);
    await importInto(database.current, 'ffl', 'ATF', list);
    expect((await rowsOf(database.current, sources))[1]).toEqual({
      trace_number: 'L2',
      source_state: 'OK',
      license_name: 'MOVED GUNS',
    });
    expect(await compareRollups(database.current.knex)).toBe(true);
  });

  it('refuses another table in words', async () => {
    const path = fixture('traces-split-addresses.csv');
    await expect(importInto(database.current, 'ffl', 'ATF', path)).rejects.toThrow(
      /not ATF's licence list: no row has its headings/,
    );
  });
});

describe('the published state tables', () => {
  const table = [
    'Recovery State,,,,',
    'Source State,,DELAWARE,MARYLAND,TOTALS',
    ',DELAWARE,10,3,13',
    ',MARYLAND,,20,20',
    ',TOTALS,10,23,33',
    ',Recovered between 1/1/2015 - 12/31/2015,,,',
  ];

  it('become flows; a blank is none', async () => {
    const path = textFile('table.csv', table.join('\n'));
    expect(await importInto(database.current, 'atf-state-tables', 'ATF', path)).toMatchObject({
      rowsRead: 6,
      rowsAccepted: 2,
      rowsRejected: 0,
    });
    expect(
      await rowsOf(
        database.current,
        'SELECT year, source_state, recovery_state, count, source_row FROM published_flow ORDER BY id',
      ),
    ).toEqual([
      { year: 2015, source_state: 'DE', recovery_state: 'DE', count: 10, source_row: 3 },
      { year: 2015, source_state: 'DE', recovery_state: 'MD', count: 3, source_row: 3 },
      { year: 2015, source_state: 'MD', recovery_state: 'MD', count: 20, source_row: 4 },
    ]);
  });

  it('are refused whole when they do not add up, and the batch says why', async () => {
    const path = textFile('wrong.csv', table.join('\n').replace('10,3,13', '10,4,13'));
    await expect(importInto(database.current, 'atf-state-tables', 'ATF', path)).rejects.toThrow(
      /does not add up/,
    );
    const [batch] = await rowsOf(
      database.current,
      'SELECT status, error FROM import_batch ORDER BY id DESC LIMIT 1',
    );
    expect(batch).toMatchObject({ status: 'failed' });
    expect(batch?.error).toMatch(/the row DELAWARE add up to 14, but the total printed is 13/);
  });
});

describe('any import', () => {
  it.each<[string, string, RegExp]>([
    ['no headings', '1,2015-01-01\n2,2015-01-02\n', /No row of headings/],
    ['headings without rows', 'Trace Number,Recovery Date\n', /headings but no rows/],
    [
      'rows that mostly lack cells',
      'Trace Number,Recovery Date\nT1\nT2\nT3,2015-01-01\n',
      /2 of 3 rows do not have the 2 cells/,
    ],
    ['headings nobody knows', 'Foo,Bar\nx,y\n', /No column is mapped/],
  ])('refuses a trace file with %s', async (name, content, message) => {
    const path = textFile(`${name}.csv`, content);
    await expect(importInto(database.current, 'traces', 'BPD', path)).rejects.toThrow(message);
  });

  it('refuses an agency there is not, saying how to add it', async () => {
    const path = textFile('agency.csv', 'Trace Number,Recovery Date\nT1,2015-01-01\n');
    await expect(importInto(database.current, 'traces', 'NOPE', path)).rejects.toThrow(
      /tracemap agency add NOPE/,
    );
  });
});
