/** Records that follow the streets: loaded after them, replaced by newer ones, taken away. */
import { beforeAll, describe, expect, it } from 'vitest';
import { compareRollups } from '../../../server/cli/doctor-command.ts';
import { CurrentGeocoder } from '../../../server/geocoding/current-geocoder.ts';
import { ReviewService } from '../../../server/geocoding/review/review-service.ts';
import { importFile } from '../../../server/imports/import-service.ts';
import { undoImport } from '../../../server/imports/undo-import.ts';
import { placeAgain } from '../../../server/places/place-again.ts';
import { ensureAreas } from '../../../server/reference/load-areas.ts';
import { loadReference, removeReference } from '../../../server/reference/sources/load-reference.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { addAgencies, rowsOf, useTextFiles } from '../imports/import-bench.ts';

const database = useTestDatabase();
const textFile = useTextFiles();
let geocoder: CurrentGeocoder;

const HEADINGS =
  'Trace Number,Recovery Date,Recovery Address,Recovery City,Recovery State,Recovery Zip,Purchaser Name,Purchaser Address,Purchaser City,Purchaser State,FFL Number,FFL Name,FFL Address,FFL City,FFL State';
const TRACES = [
  HEADINGS,
  'T1,2025-01-05,150 N Calvert St,Baltimore,MD,21202,ROE,120 N Calvert St,Baltimore,MD,1-54-760-01-6F-21093,RIVER,110 N CALVERT ST,BALTIMORE,MD',
  'T2,2025-01-06,150 N Calvert St,Baltimore,MD,21202,,,,,,,,,',
  'T3,2025-02-07,170 Oak St,Baltimore,MD,,,,,,,,,,',
  // Elsewhere; without a street.
  'T4,2025-02-08,80 Market St,Newark,NJ,07102,,,,,,,,,',
  'T5,2025-03-08,,Baltimore,MD,21202,,,,,,,,,',
  '',
].join('\n');

const STREET_HEADINGS = 'dirpre,name,type,l_from,l_to,r_from,r_to,zip_l,zip_r,wkt';
const calvertAt = (lon: string) =>
  `N,CALVERT,ST,100,198,101,199,21202,21202,"LINESTRING(${lon} 39.290, ${lon} 39.292)"`;
const OAKS = [
  'E,OAK,ST,100,198,101,199,21202,21202,"LINESTRING(-76.611 39.311, -76.609 39.311)"',
  'W,OAK,ST,100,198,101,199,21201,21201,"LINESTRING(-76.619 39.311, -76.621 39.311)"',
];

async function loadStreets(name: string, state: string, ...lines: readonly string[]): Promise<void> {
  const filePath = textFile(`${name}.csv`, [STREET_HEADINGS, ...lines].join('\n'));
  const place = state === 'MD' ? 'Baltimore' : 'Newark';
  await loadReference(database.current, { kind: 'street-ranges', filePath, name, place, state });
}

const again = () => placeAgain(database.current, () => geocoder.get());
const recoveries = async () =>
  (
    await rowsOf(
      database.current,
      `SELECT t.trace_number || ' ' || r.precision || ' ' || r.street_lookup || ' ' || coalesce(s.name, '-') AS place
       FROM recovery r JOIN trace t ON t.recovery_id = r.id LEFT JOIN reference_source s ON s.id = r.geocode_source_id
       ORDER BY 1`,
    )
  ).map(({ place }) => place);
const open = () =>
  rowsOf(database.current, 'SELECT street, reason, review_id IS NOT NULL AS decided FROM geocode');
const rest = () =>
  rowsOf(
    database.current,
    `SELECT (SELECT count(*) FROM placing_task) AS tasks, (SELECT count(*) FROM placing_run) AS runs,
       (SELECT count(*) FROM pg_class WHERE relname LIKE 'placing\\_%\\_%' AND relname ~ '[0-9]$') AS tables`,
  );
/** A promise, and how it is kept. */
function withResolvers(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
const NOTHING_LEFT = [{ tasks: 0, runs: 0, tables: 0 }];
const rollupsAgree = () => compareRollups(database.current.knex);

async function importTraces(name: string, agency: string, text: string): Promise<number> {
  const context = { database: database.current, placer: await geocoder.get() };
  const filePath = textFile(name, text);
  const { batchId } = await importFile(context, { format: 'traces', agency, filePath });
  return batchId ?? 0;
}

beforeAll(async () => {
  await ensureAreas(database.current);
  await addAgencies(database.current, 'BPD', 'NPD', 'LATE');
  geocoder = new CurrentGeocoder(database.current);
  await importTraces('traces.csv', 'BPD', TRACES);
});

describe('records that were there before the streets', () => {
  it('have nothing to be done while no streets come', async () => {
    expect(await again()).toEqual({ addresses: 0, records: 0 });
    expect(await recoveries()).toEqual([
      'T1 zip unloaded -',
      'T2 zip unloaded -',
      'T3 city unloaded -',
      'T4 zip unloaded -',
      'T5 zip none -',
    ]);
  });

  it('are placed on them, or asked about, once they are loaded', async () => {
    await loadStreets('calvert', 'MD', calvertAt('-76.612'), ...OAKS);
    // Recoveries at two addresses, a purchaser, a dealer. Not those elsewhere or without a street.
    expect(await again()).toEqual({ addresses: 4, records: 5 });
    expect(await recoveries()).toEqual([
      'T1 range matched calvert',
      'T2 range matched calvert',
      'T3 city review -',
      'T4 zip unloaded -',
      'T5 zip none -',
    ]);
    expect(
      await rowsOf(
        database.current,
        `SELECT p.precision AS purchaser, d.precision AS dealer, d.tile_code IS NOT NULL AS drawn, r.source_zip
         FROM recovery r JOIN trace t ON t.recovery_id = r.id JOIN purchaser p ON p.id = r.purchaser_id
           JOIN dealer d ON d.id = r.dealer_id`,
      ),
    ).toEqual([{ purchaser: 'range', dealer: 'range', drawn: true, source_zip: '21202' }]);
    expect(await open()).toEqual([{ street: '170 Oak St', reason: 'direction_missing', decided: false }]);
    expect(await rollupsAgree()).toBe(true);
    expect(await rest()).toEqual(NOTHING_LEFT);
  });

  it('elsewhere follow the streets of that place alone', async () => {
    await loadStreets(
      'newark',
      'NJ',
      ',MARKET,ST,2,98,1,99,07102,07102,"LINESTRING(-74.171 40.735, -74.169 40.735)"',
    );
    expect(await again()).toEqual({ addresses: 1, records: 1 });
    expect((await recoveries())[3]).toBe('T4 range matched newark');
  });
});

describe('a newer file of the same streets', () => {
  const longitude = async () => {
    const [row] = await rowsOf(
      database.current,
      `SELECT ST_X(ST_Transform(r.geom_3857, 4326)) AS lon FROM recovery r JOIN trace t ON t.recovery_id = r.id
       WHERE trace_number = 'T1'`,
    );
    return Number(row?.lon);
  };

  it('moves what the older one had placed, and leaves decisions alone', async () => {
    const service = new ReviewService(database.current, () => geocoder.get());
    const [{ id } = { id: 0 }] = await rowsOf(database.current, 'SELECT id FROM geocode');
    const [{ agency } = { agency: 0 }] = await rowsOf(
      database.current,
      `SELECT id AS agency FROM agency WHERE code = 'BPD'`,
    );
    const choice = { kind: 'pin', lon: -76.62, lat: 39.3112 } as const;
    await service.decide(Number(id), choice, { agencyIds: [Number(agency)], actor: 'tester' });
    const before = await longitude();
    await loadStreets('calvert', 'MD', calvertAt('-76.613'), ...OAKS);
    expect(await again()).toMatchObject({ addresses: 4, records: 5 });
    expect((await longitude()) - before).toBeCloseTo(-0.001, 5);
    expect((await recoveries())[2]).toBe('T3 point matched -');
    expect(await rollupsAgree()).toBe(true);
  });

  it('keeps a decision that the streets now settle, and finds by them once it is taken back', async () => {
    await loadStreets('calvert', 'MD', calvertAt('-76.613'), ...OAKS.slice(0, 1));
    await again();
    expect((await recoveries())[2]).toBe('T3 point matched -');
    expect(await open()).toEqual([{ street: '170 Oak St', reason: null, decided: true }]);
    const service = new ReviewService(database.current, () => geocoder.get());
    const [{ id, agency } = { id: 0, agency: 0 }] = await rowsOf(
      database.current,
      'SELECT id, agency_id AS agency FROM geocode_review',
    );
    await service.undo(Number(id), { agencyIds: [Number(agency)], actor: 'tester' });
    expect((await recoveries())[2]).toBe('T3 range matched calvert');
    expect(await open()).toEqual([]);
    expect(await rollupsAgree()).toBe(true);
  });
});

describe('placing again', () => {
  it('that fails leaves everything as it was, and its task for the next', async () => {
    const before = await recoveries();
    await loadStreets('calvert', 'MD', calvertAt('-76.614'), ...OAKS);
    const failing = placeAgain(database.current, async () => ({
      referenceVersion: '',
      geocode: () => Promise.reject(new Error('out of memory')),
    }));
    await expect(failing).rejects.toThrow('out of memory');
    // The older source is gone, so its name is not there; the places are.
    expect((await recoveries()).map((row) => String(row).split(' ').slice(0, 3))).toEqual(
      before.map((row) => String(row).split(' ').slice(0, 3)),
    );
    expect(await rest()).toEqual([{ tasks: 2, runs: 0, tables: 0 }]);
    expect(await again()).toMatchObject({ addresses: 4, records: 5 });
    expect(await recoveries()).toContain('T3 city review -');
    expect(await rest()).toEqual(NOTHING_LEFT);
  });

  it('sweeps what a dead run has left', async () => {
    await database.current.knex.raw(`INSERT INTO placing_run (runner) VALUES (?)`, [
      `${(await import('node:os')).hostname()}:999999`,
    ]);
    const [{ id } = { id: 0 }] = await rowsOf(database.current, 'SELECT id FROM placing_run');
    await database.current.knex.raw(`CREATE TABLE placing_record_${id} (number int)`);
    await again();
    expect(await rest()).toEqual(NOTHING_LEFT);
  });

  it('is done one run after the other where it is asked for twice at once', async () => {
    await loadStreets('calvert', 'MD', calvertAt('-76.615'), ...OAKS);
    const placer = await geocoder.get();
    const { promise: begun, resolve: hasBegun } = withResolvers();
    const { promise: mayGoOn, resolve: goOn } = withResolvers();
    const first = placeAgain(database.current, async () => ({
      referenceVersion: placer.referenceVersion,
      geocode: async (addresses) => {
        hasBegun();
        await mayGoOn;
        return placer.geocode(addresses);
      },
    }));
    await begun;
    const second = again();
    // Time enough for a run that does not wait to take the tables of the first for those of a dead one.
    for (let round = 0; round < 20; round += 1) await rest();
    goOn();
    expect(await Promise.all([first, second])).toEqual([
      { addresses: 4, records: 5 },
      { addresses: 0, records: 0 },
    ]);
    expect(await rest()).toEqual(NOTHING_LEFT);
  });

  it('follows an import that streets overtook', async () => {
    const older = await geocoder.get();
    await loadStreets(
      'late',
      'MD',
      ',LATE,LN,2,98,1,99,21202,21202,"LINESTRING(-76.605 39.300, -76.604 39.300)"',
    );
    await again();
    const filePath = textFile('late.csv', `${HEADINGS}\nL1,2025-01-05,50 Late Ln,Baltimore,MD,,,,,,,,,,\n`);
    await importFile(
      { database: database.current, placer: older },
      { format: 'traces', agency: 'LATE', filePath },
    );
    expect(await recoveries()).toContain('L1 city review -');
    expect(await again()).toEqual({ addresses: 1, records: 1 });
    expect(await recoveries()).toContain('L1 range matched late');
    expect(await open()).toEqual([{ street: '170 Oak St', reason: 'direction_missing', decided: false }]);
  });

  it('follows records that come back when another import is undone', async () => {
    const first = await importTraces(
      'npd.csv',
      'NPD',
      `${HEADINGS}\nN1,2025-01-05,60 Late Ln,Baltimore,MD,,,,,,,,,,\n`,
    );
    await importTraces('npd-2.csv', 'NPD', `${HEADINGS}\nN1,2025-01-05,70 Late Ln,Baltimore,MD,,,,,,,,,,\n`);
    await loadStreets(
      'late',
      'MD',
      ',ZEBRA,LN,2,98,1,99,21202,21202,"LINESTRING(-76.605 39.300, -76.604 39.300)"',
    );
    await again();
    await undoImport(database.current, first);
    expect(await recoveries()).toContain('N1 range matched -');
    await again();
    expect(await recoveries()).toContain('N1 city review -');
    expect(await rollupsAgree()).toBe(true);
  });

  it('leaves records in their area when their streets are taken away', async () => {
    for (const name of ['calvert', 'late']) await removeReference(database.current, 'street-ranges', name);
    await again();
    expect(await recoveries()).toEqual([
      'L1 city unloaded -',
      'N1 city unloaded -',
      'T1 zip unloaded -',
      'T2 zip unloaded -',
      'T3 city unloaded -',
      'T4 range matched newark',
      'T5 zip none -',
    ]);
    expect(await open()).toEqual([]);
    expect(await rollupsAgree()).toBe(true);
    expect(await rest()).toEqual(NOTHING_LEFT);
  });
});
