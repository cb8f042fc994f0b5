import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { workbookFile } from '../../../demo/table-files.ts';
import { scopeOfInstallation } from '../../../server/access/scope-of-request.ts';
import { readDataVersion } from '../../../server/database/data-version.ts';
import { CurrentGeocoder } from '../../../server/geocoding/current-geocoder.ts';
import { importFile } from '../../../server/imports/import-service.ts';
import { undoImport } from '../../../server/imports/undo-import.ts';
import { placeAgain } from '../../../server/places/place-again.ts';
import { ensureAreas } from '../../../server/reference/load-areas.ts';
import { loadBaltimoreStreets } from '../../helpers/baltimore-streets.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { addAgencies, importInto, plainPlacer, rowsOf, useTextFiles } from './import-bench.ts';

const database = useTestDatabase();
const textFile = useTextFiles();

beforeAll(() => addAgencies(database.current, 'POINTS', 'TYPES', 'KEYS', 'SHEET', 'DRY', 'STREETS', 'WHERE'));

const of = (agency: string) => `agency_id = (SELECT id FROM agency WHERE code = '${agency}')`;
const incidentsOf = (agency: string, columns: string) =>
  rowsOf(
    database.current,
    `SELECT ${columns} FROM incident WHERE ${of(agency)} ORDER BY import_batch_id, source_row`,
  );
const notesOf = (batchId: number | null) =>
  rowsOf(
    database.current,
    `SELECT source_row AS row, column_name AS column, severity, value, message FROM import_note
     WHERE import_batch_id = ${batchId} ORDER BY source_row, id`,
  );

describe('a file of points, a row for each victim', () => {
  const POINTS = [
    'INCIDENT_KEY,OCCUR_DATE,OCCUR_TIME,BORO,STATISTICAL_MURDER_FLAG,Latitude,Longitude',
    '101,9/9/2017,3:57:00,STATEN ISLAND,FALSE,40.63812599,-74.08746692',
    // A second victim of the same incident, who died, and one the agency numbers alike on another day.
    '101,9/9/2017,3:57:00,STATEN ISLAND,TRUE,40.63812599,-74.08746692',
    '101,9/10/2017,23:00:00,BRONX,FALSE,40.86906069,-73.90224226',
    '102,2/30/2017,1:00:00,BRONX,FALSE,40.86906069,-73.90224226',
    '103,,1:00:00,BRONX,FALSE,40.86906069,-73.90224226',
    '104,9/9/2017,25:00:00,,maybe,40.86906069,-73.90224226',
    '105,9/9/2017,1:00:00,,FALSE,0,0',
    '106,9/9/2097,1:00:00,BRONX,FALSE,40.86906069,-73.90224226',
    '107,9/9/2017,1:00:00,BRONX,FALSE,north,-73.90224226',
    '',
  ].join('\n');
  let batchId: number | null;

  it('becomes an incident each; rows without date or place are rejected', async () => {
    const version = await readDataVersion(database.current, await scopeOfInstallation(database.current));
    const result = await importInto(database.current, 'incidents', 'POINTS', textFile('points.csv', POINTS));
    batchId = result.batchId;
    expect(result).toMatchObject({
      status: 'done',
      rowsRead: 9,
      rowsAccepted: 4,
      rowsDuplicate: 1,
      rowsRejected: 4,
    });
    expect(
      await incidentsOf(
        'POINTS',
        `source_row AS row, incident_number AS number, occurred_on AS day, occurred_time::text AS time, incident_type AS type,
         fatal, city, precision, h3_cell IS NOT NULL AS in_cell`,
      ),
    ).toEqual([
      // Fatal, for one of its rows says so.
      {
        row: 2,
        number: '101',
        day: '2017-09-09',
        time: '03:57:00',
        type: 'shooting',
        fatal: true,
        city: 'STATEN ISLAND',
        precision: 'point',
        in_cell: true,
      },
      {
        row: 4,
        number: '101',
        day: '2017-09-10',
        time: '23:00:00',
        type: 'shooting',
        fatal: false,
        city: 'BRONX',
        precision: 'point',
        in_cell: true,
      },
      {
        row: 7,
        number: '104',
        day: '2017-09-09',
        time: null,
        type: 'shooting',
        fatal: null,
        city: null,
        precision: 'point',
        in_cell: true,
      },
      {
        row: 10,
        number: '107',
        day: '2017-09-09',
        time: '01:00:00',
        type: 'shooting',
        fatal: false,
        city: 'BRONX',
        precision: 'none',
        in_cell: false,
      },
    ]);
    expect(
      await readDataVersion(database.current, await scopeOfInstallation(database.current)),
    ).toBeGreaterThan(version);
  });

  it('says of each row what was wrong with it', async () => {
    expect(await notesOf(batchId)).toEqual([
      {
        row: 5,
        column: 'OCCUR_DATE',
        severity: 'error',
        value: '2/30/2017',
        message: 'There is no such date. Write it as MM/DD/YYYY or YYYY-MM-DD.',
      },
      { row: 6, column: 'OCCUR_DATE', severity: 'error', value: null, message: 'The row has no date.' },
      {
        row: 7,
        column: 'OCCUR_TIME',
        severity: 'warning',
        value: '25:00:00',
        message: 'There is no such time of day; it was left out.',
      },
      {
        row: 7,
        column: 'STATISTICAL_MURDER_FLAG',
        severity: 'warning',
        value: 'maybe',
        message: 'Neither yes nor no; it was left out.',
      },
      {
        row: 8,
        column: null,
        severity: 'error',
        value: null,
        message: 'The row has neither coordinates nor an address: nothing says where it happened.',
      },
      {
        row: 9,
        column: 'OCCUR_DATE',
        severity: 'error',
        value: '9/9/2097',
        message: 'The date lies in the future.',
      },
      {
        row: 10,
        column: 'Latitude',
        severity: 'warning',
        value: 'north',
        message: 'Not a number of degrees from -90 to 90; the address was used.',
      },
    ]);
    expect(
      await rowsOf(
        database.current,
        `SELECT source_row AS row FROM import_rejected_row WHERE import_batch_id = ${batchId} ORDER BY 1`,
      ),
    ).toEqual([{ row: 5 }, { row: 6 }, { row: 8 }, { row: 9 }]);
  });

  it('changes nothing when it comes again, or its incidents come in another file', async () => {
    const again = await importInto(database.current, 'incidents', 'POINTS', textFile('again.csv', POINTS));
    expect(again).toMatchObject({ status: 'already_imported', batchId });
    const overlapping = await importInto(
      database.current,
      'incidents',
      'POINTS',
      textFile(
        'overlapping.csv',
        'Incident Number,Incident Date,Latitude,Longitude\n101,2017-09-09,40.6,-74.1\n201,2017-09-09,40.6,-74.1\n',
      ),
    );
    expect(overlapping).toMatchObject({ rowsRead: 2, rowsAccepted: 1, rowsDuplicate: 1, rowsRejected: 0 });
  });

  it('leaves nothing of a dry run', async () => {
    const result = await importFile(
      { database: database.current, placer: plainPlacer },
      { format: 'incidents', agency: 'DRY', filePath: textFile('dry.csv', POINTS), dryRun: true },
    );
    expect(result).toMatchObject({ status: 'dry_run', rowsAccepted: 4, rowsDuplicate: 1, rowsRejected: 4 });
    expect(await incidentsOf('DRY', 'id')).toEqual([]);
  });
});

describe('a file of several kinds of incidents', () => {
  it('keeps the type it knows and the words of the file', async () => {
    const result = await importInto(
      database.current,
      'incidents',
      'TYPES',
      textFile(
        'types.csv',
        [
          'Case Number,Occurred,Offense,Victims,City,State,Date',
          'a-1,x,NON-FATAL SHOOTING,3,Baltimore,MD,05/04/2016 11:40:00 PM',
          'a-2,x,"Homicide, shooting",1,Baltimore,MD,05/04/2016 12:00:00 AM',
          'a-3,x,SHOTS FIRED,many,Baltimore,MD,2016-05-04T03:05:00.000',
          'a-4,x,Larceny,,Baltimore,MD,May 4 2016',
          'a-5,x,,,Baltimore,MD,5/4/2016',
          '',
        ].join('\n'),
      ),
    );
    expect(result).toMatchObject({ rowsAccepted: 5, rowsRejected: 0 });
    expect(
      await incidentsOf(
        'TYPES',
        `incident_number AS number, occurred_time::text AS time, incident_type AS type, reported_type AS said, fatal, victims`,
      ),
    ).toEqual([
      {
        number: 'A-1',
        time: '23:40:00',
        type: 'shooting',
        said: 'NON-FATAL SHOOTING',
        fatal: false,
        victims: 3,
      },
      // Midnight after a date is how systems write that they have no time.
      { number: 'A-2', time: null, type: 'homicide', said: 'Homicide, shooting', fatal: true, victims: 1 },
      {
        number: 'A-3',
        time: '03:05:00',
        type: 'shots_fired',
        said: 'SHOTS FIRED',
        fatal: null,
        victims: null,
      },
      { number: 'A-4', time: null, type: 'other', said: 'Larceny', fatal: null, victims: null },
      { number: 'A-5', time: null, type: 'other', said: null, fatal: null, victims: null },
    ]);
    expect(
      (await notesOf(result.batchId)).map(({ row, column, severity }) => [row, column, severity]),
    ).toEqual([
      [4, 'Victims', 'warning'],
      [6, 'Offense', 'warning'],
    ]);
  });

  it('is not taken for shootings where its type column is left out of the mapping on purpose only', async () => {
    const filePath = textFile('none.csv', 'When,Where,What\n2024-01-01,12 Oak St,THEFT\n');
    const mapping = { occurred_on: 'When', place_street: 'Where' };
    const context = { database: database.current, placer: plainPlacer };
    await importFile(context, { format: 'incidents', agency: 'TYPES', filePath, mapping });
    expect((await incidentsOf('TYPES', 'incident_type AS type')).at(-1)).toEqual({ type: 'shooting' });
    await expect(
      importFile(context, {
        format: 'incidents',
        agency: 'TYPES',
        filePath: textFile('undated.csv', 'When,Where\n2024-01-01,12 Oak St\n'),
        mapping: { place_street: 'Where' },
      }),
    ).rejects.toThrow('No column is mapped to "Date", which incidents needs.');
  });

  it('reads a workbook, whose dates have their time', async () => {
    const rows = [
      ['Incident Number', 'Incident Date', 'Latitude', 'Longitude'],
      ['S-1', { date: '2024-05-05T22:15:00Z' }, 39.3, -76.6],
      ['S-2', { date: '2024-05-06' }, 39.3, -76.6],
      ['S-3', { serial: '2024-05-07T06:30:00Z' }, 39.3, -76.6],
    ];
    await importInto(
      database.current,
      'incidents',
      'SHEET',
      textFile('sheet.xlsx', workbookFile('Shootings', rows)),
    );
    expect(
      await incidentsOf(
        'SHEET',
        'incident_number AS number, occurred_on AS day, occurred_time::text AS time',
      ),
    ).toEqual([
      { number: 'S-1', day: '2024-05-05', time: '22:15:00' },
      { number: 'S-2', day: '2024-05-06', time: null },
      { number: 'S-3', day: '2024-05-07', time: '06:30:00' },
    ]);
  });
});

describe('incidents without a number', () => {
  const bring = (name: string, ...rows: readonly string[]) =>
    importInto(
      database.current,
      'incidents',
      'KEYS',
      textFile(name, ['Date,Time,Address,City,State,Type', ...rows, ''].join('\n')),
    );

  it('are the same with day, time, type and place; without a time nothing tells them apart', async () => {
    const first = await bring(
      'keys-1.csv',
      '2024-01-01,10:00,12 Oak St,Dover,DE,Robbery',
      '2024-01-01,10:00,12 Oak St,Dover,DE,Robbery',
      '2024-01-01,10:01,12 Oak St,Dover,DE,Robbery',
      '2024-01-01,10:00,14 Oak St,Dover,DE,Robbery',
      '2024-01-01,10:00,12 Oak St,Dover,DE,Assault',
      '2024-01-01,,12 Oak St,Dover,DE,Robbery',
      '2024-01-01,,12 Oak St,Dover,DE,Robbery',
    );
    expect(first).toMatchObject({ rowsRead: 7, rowsAccepted: 6, rowsDuplicate: 1 });
    const second = await bring('keys-2.csv', '2024-01-01,10:00 AM,12 OAK ST.,DOVER,DE,Street robbery');
    expect(second).toMatchObject({ rowsRead: 1, rowsAccepted: 0, rowsDuplicate: 1 });
  });
});

describe('where an incident was', () => {
  const bringIn = async (name: string, ...rows: readonly string[]) => {
    await ensureAreas(database.current);
    const placer = await new CurrentGeocoder(database.current).get();
    const filePath = textFile(
      name,
      ['Incident Number,Incident Date,Address,City,State,Latitude,Longitude', ...rows, ''].join('\n'),
    );
    return importFile(
      { database: database.current, placer },
      { format: 'incidents', agency: 'WHERE', filePath },
    );
  };

  it('is told by coordinates that lie in the country and in the state of the address', async () => {
    const result = await bringIn(
      'where.csv',
      'W1,2024-01-01,,,,39.29,-76.61',
      // The sign lost, columns exchanged: mended where the state is known.
      'W2,2024-01-01,,Baltimore,MD,39.29,76.61',
      'W3,2024-01-01,,Baltimore,MD,-76.61,39.29',
      // In the Atlantic: nothing else says the place of the first.
      'W4,2024-01-01,,,,39.29,-60.00',
      'W5,2024-01-01,,Baltimore,MD,39.29,-60.00',
    );
    expect(result).toMatchObject({ rowsRead: 5, rowsAccepted: 4, rowsDuplicate: 0, rowsRejected: 1 });
    expect(await incidentsOf('WHERE', 'incident_number AS number, precision, area_county AS county')).toEqual(
      [
        { number: 'W1', precision: 'point', county: '24510' },
        { number: 'W2', precision: 'point', county: '24510' },
        { number: 'W3', precision: 'point', county: '24510' },
        { number: 'W5', precision: 'city', county: '24510' },
      ],
    );
    expect(
      (await notesOf(result.batchId)).map(({ row, severity, message }) => [row, severity, message]),
    ).toEqual([
      [3, 'warning', 'Signs or order of the coordinates were mended.'],
      [4, 'warning', 'Signs or order of the coordinates were mended.'],
      [
        5,
        'error',
        'The coordinates lie outside of the United States, and the row has no address. Are latitude and longitude exchanged?',
      ],
      [
        6,
        'warning',
        'The coordinates do not lie in the United States or in the state of the address; the address was used.',
      ],
    ]);
    expect(result.placement).toEqual([
      expect.objectContaining({ kind: 'incident', addresses: 4, placed: 3, matchRate: 1 }),
    ]);
  });

  it('follows the streets, and what cannot be settled is put before a person', async () => {
    await ensureAreas(database.current);
    const geocoder = new CurrentGeocoder(database.current);
    const { batchId } = await importFile(
      { database: database.current, placer: await geocoder.get() },
      {
        format: 'incidents',
        agency: 'STREETS',
        filePath: textFile(
          'streets.csv',
          [
            'Incident Number,Incident Date,Address,City,State',
            'I1,2024-01-01,150 N Calvert St,Baltimore,MD',
            'I2,2024-01-02,350 North Ave,Baltimore,MD',
            '',
          ].join('\n'),
        ),
      },
    );
    const places = () =>
      incidentsOf(
        'STREETS',
        'incident_number AS number, precision, street_lookup AS lookup, review_key IS NOT NULL AS open',
      );
    expect(await places()).toEqual([
      { number: 'I1', precision: 'city', lookup: 'unloaded', open: false },
      { number: 'I2', precision: 'city', lookup: 'unloaded', open: false },
    ]);
    await loadBaltimoreStreets(database.current);
    await placeAgain(database.current, () => geocoder.get());
    expect(await places()).toEqual([
      { number: 'I1', precision: 'range', lookup: 'matched', open: false },
      { number: 'I2', precision: 'city', lookup: 'review', open: true },
    ]);
    const openAddresses = () =>
      rowsOf(database.current, `SELECT street, reason FROM geocode WHERE ${of('STREETS')}`);
    expect(await openAddresses()).toEqual([{ street: '350 North Ave', reason: 'direction_missing' }]);
    await undoImport(database.current, batchId ?? 0);
    expect([await places(), await openAddresses()]).toEqual([[], []]);
  });
});

/** Few values, so that rows of one file and of two often are the same incident. */
const row = fc.record({
  number: fc.constantFrom('', 'N1', 'N2'),
  day: fc.constantFrom('2024-01-01', '2024-01-02'),
  time: fc.constantFrom('', '10:00', '11:00'),
  fatal: fc.constantFrom('', 'Y', 'N'),
  lat: fc.constantFrom('39.1', '39.2'),
});
const file = fc.array(row, { minLength: 1, maxLength: 6 });
type Row = Record<'number' | 'day' | 'time' | 'fatal' | 'lat', string>;

let imported = 0;
async function bring(agency: string, rows: readonly Row[]): Promise<number> {
  imported += 1;
  const lines = rows.map(
    ({ number, day, time, fatal, lat }) => `${number},${day},${time},${fatal},${lat},-76.6`,
  );
  const text = `Incident Number,Date,Time,Fatal,Latitude,Longitude\n${lines.join('\n')}\n`;
  const { batchId } = await importInto(
    database.current,
    'incidents',
    agency,
    textFile(`undo-${imported}.csv`, text),
  );
  if (batchId === null) throw new Error('The import made no batch.');
  return batchId;
}

const shownOf = async (agency: string) => ({
  incidents: await rowsOf(
    database.current,
    `SELECT source_row, record_key, occurred_on, occurred_time::text AS time, fatal FROM incident WHERE ${of(agency)} ORDER BY 1`,
  ),
  counts: await rowsOf(
    database.current,
    `SELECT rows_accepted, rows_duplicate FROM import_batch WHERE ${of(agency)} AND status = 'done'`,
  ),
});

describe('undoing an import of incidents', () => {
  it('leaves what the other file alone would have left, and then nothing', async () => {
    await fc.assert(
      fc.asyncProperty(file, file, async (first, second) => {
        imported += 1;
        const [both, alone] = [`U${imported}-BOTH`, `U${imported}-ALONE`];
        await addAgencies(database.current, both, alone);
        // A line more, so that two equal files are not one file twice.
        const other = [...second, { number: 'N9', day: '2024-01-03', time: '', fatal: '', lat: '39.1' }];
        const undone = await bring(both, first);
        const kept = await bring(both, other);
        await undoImport(database.current, undone);
        await bring(alone, other);
        expect(await shownOf(both)).toEqual(await shownOf(alone));
        await undoImport(database.current, kept);
        expect(await shownOf(both)).toEqual({ incidents: [], counts: [] });
        expect(
          await rowsOf(
            database.current,
            `SELECT * FROM duplicate_incident WHERE import_batch_id IN (${undone}, ${kept})`,
          ),
        ).toEqual([]);
      }),
      { numRuns: 10, seed: 42 },
    );
  });
});
