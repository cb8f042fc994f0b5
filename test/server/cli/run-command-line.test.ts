import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/database/connection.ts';
import { AREAS_VERSION } from '../../../server/reference/load-areas.ts';
import { useCommandLine } from '../../helpers/command-line.ts';
import { fixture, rowsOf } from '../imports/import-bench.ts';

const commandLine = useCommandLine();
const tracemap = (...args: string[]) => commandLine.current.run(...args);
const fileOf = (name: string) => path.join(commandLine.current.folder, name);

let database: Database;
beforeAll(async () => {
  database = commandLine.current.database;
  // An empty gazetteer, taken for loaded: what is placed where is not the question here, and loading takes seconds.
  await database.knex.transaction((trx) =>
    trx.raw(`INSERT INTO reference_load (kind, version) VALUES ('areas', ?)`, [AREAS_VERSION]),
  );
});

const TRACES = fixture('traces-split-addresses.csv');

describe('tracemap', () => {
  it('adds an agency once', async () => {
    expect(await tracemap('agency', 'add', 'BPD', 'Baltimore Police', '--state', 'md')).toMatchObject({
      code: 0,
      stdout: 'Added agency BPD: Baltimore Police, MD.\n',
    });
    expect(await tracemap('agency', 'add', 'BPD', 'Baltimore Police', '--state', 'MD')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'There is an agency "BPD" already.\n',
    });
  });

  it('adds an agency with the areas it answers for, or not at all', async () => {
    await database.knex.transaction((trx) =>
      trx.raw(`INSERT INTO area (level, code, name, state_code, point_3857, geom_3857, world_x, world_y, tile_code)
        SELECT level, code, code, 'MD', 'SRID=3857;POINT(0 0)'::geometry,
          ST_Multi(ST_MakeEnvelope(0, 0, 1, 1, 3857)), 0, 0, 0
        FROM (VALUES ('county', '24510'), ('county', '24005'), ('state', 'MD')) area (level, code)`),
    );
    const add = (code: string, ...areas: string[]) =>
      tracemap(
        'agency',
        'add',
        code,
        'Two Counties',
        '--state',
        'MD',
        ...areas.flatMap((area) => ['--area', area]),
      );
    expect(await add('TWO', 'county:99999', 'county:24510')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^There is no county 99999\. The agency was not added/),
    });
    expect(await add('TWO', 'zip:21201')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^--area is county:FIPS or state:XX, .* not "zip:21201"/),
    });
    expect(await add('TWO', 'county:24510', 'state:md', 'county:24510')).toMatchObject({
      code: 0,
      stdout: 'Added agency TWO: Two Counties, MD.\nIt answers for county 24510, state MD.\n',
    });
    expect(
      await rowsOf(
        database,
        `SELECT g.code AS agency, j.area_level, j.area_code FROM jurisdiction j JOIN agency g ON g.id = j.agency_id
         ORDER BY j.area_level`,
      ),
    ).toEqual([
      { agency: 'TWO', area_level: 'county', area_code: '24510' },
      { agency: 'TWO', area_level: 'state', area_code: 'MD' },
    ]);
    await database.knex.transaction((trx) => trx.raw('DELETE FROM area'));
  });

  it('tells what an import would do, and does nothing', async () => {
    const run = await tracemap(
      'import',
      'traces',
      TRACES,
      '--agency',
      'BPD',
      '--dry-run',
      '--json',
      '--max-rejects',
      '2',
    );
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({
      status: 'dry_run',
      batchId: null,
      rowsRead: 9,
      rowsAccepted: 6,
      rowsDuplicate: 1,
      rowsRejected: 2,
    });
    expect(await rowsOf(database, 'SELECT id FROM import_batch UNION ALL SELECT id FROM recovery')).toEqual(
      [],
    );
  });

  it('imports by a mapping file; with rejected rows above the limit the exit code is 1', async () => {
    const mapping = fileOf('mapping.json');
    writeFileSync(
      mapping,
      JSON.stringify({ trace_number: 'TRACE_NO', recovery_date: 'RECOV_DT', model: null }),
    );
    const run = await tracemap(
      'import',
      'traces',
      TRACES,
      '--agency',
      'BPD',
      '--mapping',
      mapping,
      '--max-rejects',
      '1',
    );
    expect(run).toMatchObject({ code: 1 });
    expect(run.stdout).toMatch(/^9 rows read: 6 accepted, 1 duplicates, 2 rejected\. Batch \d+\.\n$/);
    expect(run.stderr).toMatch(/^Reading: 9 rows, 100 %\n/);
  });

  it('says that the same file came before, and that is no failure', async () => {
    const run = await tracemap('import', 'traces', TRACES, '--agency', 'BPD');
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/^This very file was imported before \(batch \d+\); nothing was changed\.\n$/);
  });

  it('counts the rollups anew and finds all well', async () => {
    expect(await tracemap('rollups', 'rebuild')).toMatchObject({ code: 0 });
    const { code, stdout } = await tracemap('doctor', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      migrated: true,
      rollupsAgree: true,
      recoveries: 6,
      traces: 5,
      incidents: 0,
      open_addresses: 0,
      placing_tasks: 0,
    });
  });

  it('exports a layer under a filter', async () => {
    const out = fileOf('out.geojson');
    const filter = 'recovered_from=2015-02-01&recovered_to=2015-04-01';
    const run = await tracemap(
      'export',
      'recoveries',
      '--format',
      'geojson',
      '--filter',
      filter,
      '--out',
      out,
    );
    expect(run).toMatchObject({ code: 0, stdout: `2 recoveries written to ${out}.\n` });
    expect(JSON.parse(readFileSync(out, 'utf8')).features.length).toBe(2);
  });

  it('exports what it imported of another kind of record', async () => {
    const args = ['--agency', 'BPD', '--max-rejects', '1'];
    const imported = await tracemap('import', 'inspections', fixture('inspections-short.csv'), ...args);
    expect(imported.code).toBe(0);
    const out = fileOf('inspections.csv');
    const run = await tracemap('export', 'inspections', '--format', 'csv', '--out', out);
    expect(run).toMatchObject({ code: 0, stdout: `2 inspections written to ${out}.\n` });
    expect(readFileSync(out, 'utf8').trimEnd().split('\r\n')).toHaveLength(3);
  });

  it('loads streets, lists them and removes them', async () => {
    const file = fileOf('oldtown.csv');
    const rows = ['OAK ST,1,9,2,8,"LINESTRING(-76.61 39.29, -76.61 39.291)"', ',1,9,2,8,'];
    writeFileSync(file, `fullname,l_from,l_to,r_from,r_to,wkt\n${rows.join('\n')}\n`);
    const load = [
      'reference',
      'load',
      file,
      '--kind',
      'street-ranges',
      '--place',
      'Oldtown',
      '--state',
      'md',
    ];
    expect(await tracemap(...load)).toEqual({
      code: 0,
      stdout:
        'Loaded street-ranges "oldtown": 1 records, 1 skipped; 1 segments, 2 ranges, 2 streets at nodes.\n  1 with no street name; first rows 3\n',
      stderr: 'Reading: 2 records, 100 %\nPutting in place: 2 records\nTidying up: 2 records\n',
    });
    const again = await tracemap(...load, '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ status: 'unchanged', name: 'oldtown', records: 1 });
    const listed = await tracemap('reference', 'list', '--json');
    expect(JSON.parse(listed.stdout).items).toMatchObject([
      { kind: 'street-ranges', name: 'oldtown', place: 'OLDTOWN', state: 'MD', records: 1, skipped: 1 },
    ]);
    const remove = ['reference', 'remove', 'oldtown', '--kind', 'street-ranges'];
    expect(await tracemap(...remove)).toMatchObject({
      code: 0,
      stdout: 'Removed street-ranges "oldtown".\n',
    });
    expect(await tracemap(...remove)).toMatchObject({
      code: 2,
      stderr: 'No street-ranges are loaded as "oldtown". Run tracemap reference list.\n',
    });
    expect(await tracemap('reference', 'list')).toMatchObject({
      stdout: 'No streets, addresses or inhabitants are loaded.\n',
    });
  });

  it('switches a provider on and off by name, for one kind of address', async () => {
    const change = ['census', '--kind', 'purchaser', '--by', 'R. Okafor'];
    const off = 'census: off\nnominatim: off\npelias: off\n';
    expect(await tracemap('provider', 'list')).toMatchObject({ code: 0, stdout: off });
    expect(await tracemap('provider', 'allow', ...change)).toMatchObject({
      code: 0,
      stdout: 'purchaser addresses may now leave this machine for census: allowed by R. Okafor.\n',
    });
    expect((await tracemap('provider', 'list')).stdout).toMatch(
      /^census: purchaser addresses, allowed by R\. Okafor on \d{4}-\d\d-\d\dT.*Z\nnominatim: off\npelias: off\n$/,
    );
    const listed = JSON.parse((await tracemap('provider', 'list', '--json')).stdout);
    expect(listed).toMatchObject({
      items: [
        { provider: 'census', allowed: [{ kind: 'purchaser', allowedBy: 'R. Okafor' }] },
        { provider: 'nominatim', allowed: [] },
        { provider: 'pelias', allowed: [] },
      ],
    });
    const again = await tracemap('provider', 'allow', ...change, '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ provider: 'census', allowed: true, changed: false });
    expect(await tracemap('provider', 'forbid', ...change)).toMatchObject({
      code: 0,
      stdout: 'No more purchaser addresses go to census: forbidden by R. Okafor.\n',
    });
    expect(await tracemap('provider', 'list')).toMatchObject({ stdout: off });
    const actions = await rowsOf(
      database,
      `SELECT actor, action FROM audit_event WHERE action LIKE 'provider.%'`,
    );
    expect(actions).toEqual([
      { actor: 'R. Okafor', action: 'provider.allowed' },
      { actor: 'R. Okafor', action: 'provider.forbidden' },
    ]);
  });

  it.each<[string, string[], RegExp]>([
    [
      'a permission nobody gives',
      ['provider', 'allow', 'census', '--kind', 'dealer', '--by', ' '],
      /^--by is missing: the name of the administrator/,
    ],
    [
      'a permission for no kind',
      ['provider', 'allow', 'census', '--by', 'A'],
      /^--kind is missing: one of recovery, dealer/,
    ],
    [
      'a kind there is not',
      ['provider', 'allow', 'census', '--by', 'A', '--kind', 'all'],
      /^--kind must be one of .*, not "all"/,
    ],
    [
      'a provider there is not',
      ['provider', 'forbid', 'bing', '--by', 'A', '--kind', 'dealer'],
      /^The provider must be one of census, nominatim, pelias, not "bing"/,
    ],
    [
      'a filter there is not',
      ['export', 'flows', '--format', 'csv', '--filter', 'a=b', '--out', 'x'],
      /^There is no filter "a"/,
    ],
    [
      'a subject of hotspots there is not',
      ['export', 'hotspots', '--format', 'csv', '--filter', 'resolution=8&of=guns', '--out', 'x'],
      /^of must be one of recoveries, shortTimeToCrime, shootings/,
    ],
    [
      'a folder there is not',
      ['export', 'flows', '--format', 'csv', '--out', 'no/such/x.csv'],
      /^no\/such\/x\.csv cannot be written/,
    ],
    ['an unknown command', ['fly'], /^There is no command "fly"\. Run tracemap --help\.\n$/],
    ['an unknown option', ['doctor', '--fast'], /^Unknown option '--fast'.*tracemap doctor/],
    ['a missing argument', ['import', 'traces'], /^Usage: tracemap import FORMAT FILE/],
    [
      'an unknown format',
      ['import', 'tracks', TRACES, '--agency', 'BPD'],
      /^There is no import format "tracks"/,
    ],
    [
      'a file there is not',
      ['import', 'traces', 'nope.csv', '--agency', 'BPD'],
      /^There is no file nope\.csv\.\n$/,
    ],
    ['a load without a kind', ['reference', 'load', TRACES], /^--kind street-ranges\|.* is missing/],
    [
      'an unknown kind',
      ['reference', 'load', TRACES, '--kind', 'roads'],
      /^--kind must be one of street-ranges/,
    ],
    [
      'an unknown state',
      ['reference', 'load', TRACES, '--kind', 'intersections', '--state', 'Maryland'],
      /^--state must be a two-letter code like MD, not "Maryland"/,
    ],
    [
      'a refused load',
      ['reference', 'load', TRACES, '--kind', 'intersections'],
      /^The file is not one of inter/,
    ],
    ['a refused file', ['import', 'ffl', TRACES, '--agency', 'BPD'], /^The file is not ATF's licence list/],
  ])('answers %s with one line and exit code 2', async (_name, args, message) => {
    const run = await tracemap(...args);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(message);
    expect(run.stderr.trimEnd().split('\n').length).toBe(1);
  });
});
