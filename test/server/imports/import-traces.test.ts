import { beforeAll, describe, expect, it } from 'vitest';
import { compareRollups } from '../../../server/cli/doctor-command.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { addAgencies, fixture, importInto, rowsOf, useTextFiles } from './import-bench.ts';

const database = useTestDatabase();
const textFile = useTextFiles();

beforeAll(() => addAgencies(database.current, 'BPD', 'NPD', 'KCSO', 'DRY'));

describe('a trace file with split addresses', () => {
  it('imports six of nine rows, tells one duplicate and two rejected rows', async () => {
    const result = await importInto(database.current, 'traces', 'BPD', fixture('traces-split-addresses.csv'));
    expect(result).toMatchObject({
      status: 'done',
      rowsRead: 9,
      rowsAccepted: 6,
      rowsDuplicate: 1,
      rowsRejected: 2,
    });
  });

  it('keeps how far each gun was traced, its days and its place', async () => {
    expect(
      await rowsOf(
        database.current,
        `SELECT source_row AS row, recovered_on AS day, trace_outcome AS outcome, time_to_crime_days AS days,
           firearm_type AS type, manufacturer AS maker, precision, recovery_state AS state, recovery_zip AS zip,
           source_state AS sold_in, multiple_sale AS multiple, tile_code IS NOT NULL AS drawable, crime_code AS crime
         FROM recovery WHERE agency_id = (SELECT id FROM agency WHERE code = 'BPD') ORDER BY source_row`,
      ),
    ).toEqual([
      {
        row: 2,
        day: '2015-01-01',
        outcome: 'purchaser',
        days: 365,
        type: 'pistol',
        maker: 'GLOCK GMBH',
        precision: 'point',
        state: 'MD',
        zip: '21202',
        sold_in: 'VA',
        multiple: true,
        drawable: true,
        crime: '5202',
      },
      {
        row: 3,
        day: '2015-02-01',
        outcome: 'purchaser',
        days: 1857,
        type: 'revolver',
        maker: 'SMITH & WESSON INC',
        precision: 'zip',
        state: 'MD',
        zip: '21202',
        sold_in: 'VA',
        multiple: false,
        drawable: false,
        crime: '5202',
      },
      {
        row: 4,
        day: '2015-03-01',
        outcome: 'submitted',
        days: null,
        type: 'pistol',
        maker: 'UNKNOWN',
        precision: 'zip',
        state: 'MD',
        zip: '21230',
        sold_in: null,
        multiple: false,
        drawable: false,
        crime: null,
      },
      {
        row: 5,
        day: '2015-04-01',
        outcome: 'not_submitted',
        days: null,
        type: 'shotgun',
        maker: 'RUGER',
        precision: 'state',
        state: 'MD',
        zip: null,
        sold_in: null,
        multiple: false,
        drawable: false,
        crime: null,
      },
      {
        row: 7,
        day: '2015-05-01',
        outcome: 'purchaser',
        days: null,
        type: 'revolver',
        maker: 'TAURUS',
        precision: 'state',
        state: 'MD',
        zip: null,
        sold_in: 'NC',
        multiple: false,
        drawable: false,
        crime: null,
      },
      {
        row: 10,
        day: null,
        outcome: 'submitted',
        days: null,
        type: 'other',
        maker: 'TAURUS',
        precision: 'zip',
        state: 'MD',
        zip: '21201',
        sold_in: null,
        multiple: false,
        drawable: false,
        crime: null,
      },
    ]);
  });

  it('takes the full and the short licence number for one dealer, and one name and birth date for one purchaser', async () => {
    expect(
      await rowsOf(database.current, 'SELECT dealer_key, listed, area_state FROM dealer ORDER BY dealer_key'),
    ).toEqual([
      { dealer_key: '1-56-21093', listed: false, area_state: 'NC' },
      { dealer_key: '8-51-01809', listed: false, area_state: 'VA' },
    ]);
    expect(
      await rowsOf(
        database.current,
        'SELECT full_name, trace_count, person_key IS NOT NULL AS known FROM purchaser ORDER BY full_name',
      ),
    ).toEqual([
      { full_name: 'POE, ANN', trace_count: 1, known: false },
      { full_name: 'ROE, MARY', trace_count: 2, known: true },
    ]);
  });

  it('says of each bad row which column and value are wrong', async () => {
    expect(
      await rowsOf(
        database.current,
        `SELECT source_row AS row, column_name AS column, severity, value, message FROM import_note ORDER BY source_row, id`,
      ),
    ).toEqual([
      {
        row: 7,
        column: 'PURCHASE_DT',
        severity: 'warning',
        value: '06/01/2015',
        message: 'The gun was recovered before it was sold: the time-to-crime was left out.',
      },
      {
        row: 8,
        column: 'RECOV_DT',
        severity: 'error',
        value: '02/30/2015',
        message: 'There is no such date. Write it as MM/DD/YYYY or YYYY-MM-DD.',
      },
      {
        row: 9,
        column: null,
        severity: 'error',
        value: null,
        message:
          'The row has 3 cells where there are 35 headings; a delimiter or quote is missing or too many.',
      },
      {
        row: 10,
        column: 'RECOV_DT',
        severity: 'warning',
        value: '01/01/2999',
        message: 'The date lies in the future and was left out.',
      },
      {
        row: 10,
        column: 'TYPE',
        severity: 'warning',
        value: 'BLOWGUN',
        message: 'Not a known firearm type; counted as "other".',
      },
    ]);
  });

  it('changes nothing when the same file comes again', async () => {
    const before = await rowsOf(database.current, 'SELECT version FROM data_version');
    const again = await importInto(database.current, 'traces', 'BPD', fixture('traces-split-addresses.csv'));
    expect(again).toMatchObject({ status: 'already_imported', rowsRead: 0 });
    expect(await rowsOf(database.current, 'SELECT version FROM data_version')).toEqual(before);
  });

  it('knows a record again in another file, by trace number or by serial number and day', async () => {
    const other = textFile(
      'again.csv',
      'Trace Number,Serial Number,Recovery Date\nt-1,,2020-01-01\n,cd-5678,2/1/2015\nT-99,CD5678,2/2/2015\n',
    );
    expect(await importInto(database.current, 'traces', 'BPD', other)).toMatchObject({
      rowsAccepted: 1,
      rowsDuplicate: 2,
    });
  });
});

describe('a trace file with addresses on one line', () => {
  it('imports all rows below its title, semicolons between the cells', async () => {
    const path = fixture('traces-single-line-addresses.csv');
    expect(await importInto(database.current, 'traces', 'NPD', path)).toMatchObject({
      rowsRead: 4,
      rowsAccepted: 4,
      rowsRejected: 0,
    });
    expect(
      await rowsOf(
        database.current,
        `SELECT r.street, r.city, r.state, r.zip, r.time_to_crime_days AS days, d.dealer_key, p.full_name AS buyer
         FROM recovery r LEFT JOIN dealer d ON d.id = r.dealer_id LEFT JOIN purchaser p ON p.id = r.purchaser_id
         WHERE r.agency_id = (SELECT id FROM agency WHERE code = 'NPD') ORDER BY r.source_row`,
      ),
    ).toEqual([
      {
        street: '12 Broad St',
        city: 'Newark',
        state: 'NJ',
        zip: '07102',
        days: 365,
        dealer_key: '1-57-01234',
        buyer: 'LEE, PAT A',
      },
      {
        street: '80 Market Street',
        city: 'Newark',
        state: 'NJ',
        zip: '07102',
        days: 91,
        dealer_key: '1-57-01234',
        buyer: null,
      },
      {
        street: 'Springfield Ave & Bergen St',
        city: 'Newark',
        state: 'NJ',
        zip: null,
        days: null,
        dealer_key: null,
        buyer: null,
      },
      {
        street: '1 Elm St',
        city: 'Newark',
        state: 'NJ',
        zip: '07103',
        days: 6,
        dealer_key: 'name:CORNER SHOP|DOVER|DE',
        buyer: 'LEE, PAT A',
      },
    ]);
  });
});

describe('a trace workbook', () => {
  it('reads Excel dates, shown as dates or as serials, and numbers as ZIPs', async () => {
    const path = fixture('traces-excel-serials.xlsx');
    expect(await importInto(database.current, 'traces', 'KCSO', path)).toMatchObject({ rowsAccepted: 3 });
    expect(
      await rowsOf(
        database.current,
        `SELECT recovered_on AS day, time_to_crime_days AS days, recovery_zip AS zip, source_zip, firearm_type AS type
         FROM recovery WHERE agency_id = (SELECT id FROM agency WHERE code = 'KCSO') ORDER BY source_row`,
      ),
    ).toEqual([
      { day: '2017-01-10', days: 366, zip: '98101', source_zip: '83702', type: 'pistol' },
      { day: '2017-02-10', days: null, zip: '98101', source_zip: null, type: 'rifle' },
      { day: '2017-03-10', days: 0, zip: '98030', source_zip: '83702', type: 'shotgun' },
    ]);
  });
});

describe('all trace imports', () => {
  it('leave rollups equal to a rebuild and no staging table', async () => {
    expect(await compareRollups(database.current.knex)).toBe(true);
    expect(
      await rowsOf(
        database.current,
        `SELECT relname FROM pg_class WHERE relname LIKE 'staged%' AND relkind = 'r'`,
      ),
    ).toEqual([]);
  });

  it('leave no record that names another which is not there', async () => {
    const [dangling] = await rowsOf(
      database.current,
      `SELECT
         (SELECT count(*) FROM recovery r WHERE NOT EXISTS (SELECT FROM firearm f WHERE f.id = r.firearm_id AND f.source_row = r.source_row)) AS firearms,
         (SELECT count(*) FROM recovery r WHERE possessor_id IS NOT NULL AND NOT EXISTS (SELECT FROM possessor p WHERE p.id = r.possessor_id)) AS possessors,
         (SELECT count(*) FROM recovery r WHERE dealer_id IS NOT NULL AND NOT EXISTS (SELECT FROM dealer d WHERE d.id = r.dealer_id)) AS dealers,
         (SELECT count(*) FROM recovery r WHERE purchaser_id IS NOT NULL AND NOT EXISTS (SELECT FROM purchaser p WHERE p.id = r.purchaser_id)) AS purchasers,
         (SELECT count(*) FROM trace t WHERE NOT EXISTS (SELECT FROM recovery r WHERE r.id = t.recovery_id AND r.source_row = t.source_row)) AS recoveries`,
    );
    expect(dangling).toEqual({ firearms: 0, possessors: 0, dealers: 0, purchasers: 0, recoveries: 0 });
  });
});
