/** Whatever is brought in, taken back, placed again or settled, in whatever order: a rebuild of the rollups changes nothing. */
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
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
let review: ReviewService;
let agencyIds: number[];
let files = 0;

const HEADINGS =
  'Trace Number,Serial Number,Firearm Type,Recovery Date,Recovery Address,Recovery City,Recovery State,Recovery Zip,Purchaser Name,Purchaser DOB,Purchaser Address,Purchaser City,Purchaser State,Purchaser Zip,FFL Number,FFL Name,FFL Address,FFL City,FFL State,Purchase Date';

/** On the streets, on one of two streets, on none, and known by ZIP alone. */
const PLACES = [
  '150 N Calvert St,Baltimore,MD,21202',
  '170 Oak St,Baltimore,MD,',
  '12 Nowhere Ln,Baltimore,MD,21202',
  ',Newark,NJ,07102',
  ',,,',
] as const;
/** The same two people in several homes: who is seen again with another has moved. */
const BUYERS = [
  ',,,,,',
  'ROE,1980-01-01,110 N Calvert St,Baltimore,MD,21202',
  'ROE,1980-01-01,171 Oak St,Baltimore,MD,',
  'LEE,1975-05-05,,Richmond,VA,23220',
  'LEE,1975-05-05,,Newark,NJ,07102',
] as const;
const DEALERS = [
  ',,,,',
  '1-54-760-01-6F-21093,RIVER,,RICHMOND,VA',
  '8-52-510-01-6F-00077,HARBOR,190 N CALVERT ST,BALTIMORE,MD',
  '8-52-510-01-6F-00077,HARBOR,,BALTIMORE,MD',
] as const;

const row = fc
  .record({
    trace: fc.constantFrom('T1', 'T2', 'T3', 'T4', 'T5', 'T6'),
    serial: fc.constantFrom('', 'S1', 'S2'),
    type: fc.constantFrom('Pistol', 'Rifle'),
    day: fc.constantFrom('', '2025-01-31', '2025-02-01', '2025-02-28'),
    // Mostly off the streets: a gun's month is then touched only where its buyer or dealer has moved.
    place: fc.constantFrom(...PLACES, PLACES[3], PLACES[3], PLACES[4], PLACES[4]),
    buyer: fc.constantFrom(...BUYERS),
    dealer: fc.constantFrom(...DEALERS),
    sold: fc.constantFrom('', '2024-12-01', '2015-06-30'),
  })
  .map((cells) => Object.values(cells).join(','));

const streets = (lon: string, oaks: 0 | 1 | 2) =>
  [
    'dirpre,name,type,l_from,l_to,r_from,r_to,zip_l,zip_r,wkt',
    `N,CALVERT,ST,100,198,101,199,21202,21202,"LINESTRING(${lon} 39.290, ${lon} 39.292)"`,
    ...[
      'E,OAK,ST,100,198,101,199,21202,21202,"LINESTRING(-76.611 39.311, -76.609 39.311)"',
      'W,OAK,ST,100,198,101,199,21201,21201,"LINESTRING(-76.619 39.311, -76.621 39.311)"',
    ].slice(0, oaks),
  ].join('\n');

type Act = () => Promise<void>;

const rowIds = async (sql: string) => (await rowsOf(database.current, sql)).map(({ id }) => Number(id));
const one = (ids: readonly number[], pick: number) => ids[pick % ids.length];

/** A file of an agency comes in. */
const bring = fc.tuple(fc.constantFrom('BPD', 'NPD'), fc.array(row, { minLength: 1, maxLength: 6 })).map(
  ([agency, rows]): Act =>
    async () => {
      files += 1;
      // A trace of its own in each: no file is an earlier one again.
      const own = `F${files},,Pistol,2025-01-31,${PLACES[4]},${BUYERS[0]},${DEALERS[0]},`;
      const filePath = textFile(`traces-${files}.csv`, [HEADINGS, ...rows, own].join('\n'));
      const context = { database: database.current, placer: await geocoder.get() };
      await importFile(context, { format: 'traces', agency, filePath });
    },
);

/** One of the imports so far is taken back. */
const takeBack = fc.nat().map(
  (pick): Act =>
    async () => {
      const batch = one(await rowIds(`SELECT id FROM import_batch WHERE status = 'done' ORDER BY id`), pick);
      if (batch !== undefined) await undoImport(database.current, batch);
    },
);

/** Other streets come, or go, and the records follow them. */
const placeOn = fc
  .constantFrom(null, streets('-76.612', 1), streets('-76.613', 2), streets('-76.700', 0))
  .map(
    (text): Act =>
      async () => {
        if (text === null) await removeReference(database.current, 'street-ranges', 'city');
        else {
          const filePath = textFile('streets.csv', text);
          const source = { name: 'city', place: 'Baltimore', state: 'MD' };
          await loadReference(database.current, { kind: 'street-ranges', filePath, ...source });
        }
        await placeAgain(database.current, () => geocoder.get());
      },
  );

/** Somebody settles an address that waits. */
const settle = fc.nat().map(
  (pick): Act =>
    async () => {
      const open = one(await rowIds('SELECT id FROM geocode WHERE review_id IS NULL ORDER BY id'), pick);
      if (open !== undefined) {
        await review.decide(
          open,
          { kind: 'pin', lon: -76.62, lat: 39.31 + (pick % 9) / 1000 },
          { agencyIds, actor: 'tester' },
        );
      }
    },
);

/** And takes it back. */
const unsettle = fc.nat().map(
  (pick): Act =>
    async () => {
      const decision = one(
        await rowIds('SELECT id FROM geocode_review WHERE undone_at IS NULL ORDER BY id'),
        pick,
      );
      if (decision !== undefined) await review.undo(decision, { agencyIds, actor: 'tester' });
    },
);

beforeAll(async () => {
  await ensureAreas(database.current);
  await addAgencies(database.current, 'BPD', 'NPD');
  geocoder = new CurrentGeocoder(database.current);
  review = new ReviewService(database.current, () => geocoder.get());
  agencyIds = await rowIds('SELECT id FROM agency');
});

it('stay as a rebuild would count them', async () => {
  const acts = fc.oneof(
    { weight: 3, arbitrary: bring },
    { weight: 3, arbitrary: placeOn },
    takeBack,
    settle,
    unsettle,
  );
  await fc.assert(
    fc.asyncProperty(fc.array(acts, { minLength: 4, maxLength: 9 }), async (steps) => {
      for (const step of steps) {
        await step();
        expect(await compareRollups(database.current.knex)).toBe(true);
      }
    }),
    { numRuns: 16, seed: 7, endOnFailure: true },
  );
  // It would have been in vain with nothing there.
  const [counted] = await rowsOf(database.current, 'SELECT sum(recoveries)::int AS guns FROM flow_rollup');
  expect(Number(counted?.guns)).toBeGreaterThan(0);
}, 300_000);
