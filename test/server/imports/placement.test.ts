import { beforeAll, describe, expect, it } from 'vitest';
import { importDetailSchema } from '../../../domain/responses.ts';
import { placementLine } from '../../../server/cli/placement-line.ts';
import type { Geocoder } from '../../../server/geocoding/geocoder.ts';
import { createGeocoder } from '../../../server/geocoding/geocoder.ts';
import { importFile } from '../../../server/imports/import-service.ts';
import { readPlacement } from '../../../server/imports/placement-read-model.ts';
import { undoImport } from '../../../server/imports/undo-import.ts';
import { ensureAreas } from '../../../server/reference/load-areas.ts';
import { loadBaltimoreStreets } from '../../helpers/baltimore-streets.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { addAgencies, rowsOf, useTextFiles } from './import-bench.ts';

const database = useTestDatabase();
const textFile = useTextFiles();

const HEADINGS =
  'Trace Number,Recovery Address,Recovery City,Recovery State,Recovery Zip,Latitude,Longitude,Possessor Name,Possessor Address,Possessor City,Possessor State,Purchaser Name,Purchaser Address,Purchaser City,Purchaser State,Purchaser Zip,FFL Number,FFL Name,FFL Address,FFL City,FFL State';
const DEALER = '1-54-760-01-6F-21093,RIVER,100 W Broad St,Richmond,VA';
const TRACES = [
  HEADINGS,
  // The same dealer twice; a possessor without an address.
  `T1,150 N Calvert St,Baltimore,MD,21202,,,DOE,,,,ROE,12 Oak Ave,Macon,GA,31204,${DEALER}`,
  `T2,101 N Calvert St,Baltimore,MD,21202,,,,,,,LEE,,Richmond,VA,23220,${DEALER}`,
  'T3,Greenmount Ave & E North Ave,Baltimore,MD,,,,POE,1850 Greenmount Ave,Baltimore,MD,,,,,,,,,,',
  // Left for a person: east or west? and a street there is not.
  'T4,350 North Ave,Baltimore,MD,,,,,,,,,,,,,,,,,',
  'T5,12 Nowhere Ln,Baltimore,MD,21202,,,,,,,,,,,,,,,,',
  // Without a street; with coordinates; where no streets are loaded.
  'T6,,Baltimore,MD,21202,,,,,,,,,,,,,,,,',
  'T7,920 Broad St,Newark,NJ,07102,40.7313,-74.1741,,,,,,,,,,,,,,',
  'T8,80 Market St,Newark,NJ,07102,,,,,,,,,,,,,,,,',
  // Known already; and no address at all.
  'T1,150 N Calvert St,Baltimore,MD,21202,,,,,,,,,,,,,,,,',
  'T9,,,,,,,,,,,,,,,,,,,,',
  '',
].join('\n');

beforeAll(async () => {
  await ensureAreas(database.current);
  await addAgencies(database.current, 'BPD', 'NPD', 'DRY');
});

async function bringIn(agency: string, placer: Geocoder, dryRun = false) {
  const filePath = textFile(`${agency}.csv`, TRACES);
  return importFile({ database: database.current, placer }, { format: 'traces', agency, filePath, dryRun });
}

type Placement = Awaited<ReturnType<typeof bringIn>>['placement'][number];
/** Without the tiers that hold none. */
const brief = ({ byPrecision, ...rest }: Placement) => ({
  ...rest,
  at: Object.fromEntries(
    byPrecision.flatMap(({ precision, addresses }) => (addresses === 0 ? [] : [[precision, addresses]])),
  ),
});

describe('how well an import’s addresses were placed', () => {
  it('says without streets that there are none, and flags nothing', async () => {
    const { placement } = await bringIn('NPD', await createGeocoder(database.current));
    expect(placement.map(brief)).toEqual([
      {
        kind: 'recovery',
        addresses: 8,
        at: { point: 1, zip: 5, city: 2 },
        placed: 1,
        unknown: 0,
        toReview: 0,
        unloaded: 6,
        unloadedStates: ['MD', 'NJ'],
        matchRate: 1,
        belowTarget: false,
      },
      expect.objectContaining({ kind: 'dealer', unloaded: 1, unloadedStates: ['VA'], matchRate: null }),
      expect.objectContaining({ kind: 'purchaser', unloaded: 1, unloadedStates: ['GA'], matchRate: null }),
      expect.objectContaining({ kind: 'possessor', unloaded: 1, unloadedStates: ['MD'], matchRate: null }),
    ]);
    expect(placementLine(placement)).toBe(
      'Placed to their street or better: recoveries 100 % of 1. No street data for GA, MD, NJ, VA is loaded, so 9 addresses with a street could not be placed to it.',
    );
  });

  describe('with streets of Baltimore', () => {
    let batchId = 0;
    let geocoder: Geocoder;
    beforeAll(async () => {
      await loadBaltimoreStreets(database.current);
      geocoder = await createGeocoder(database.current);
    });

    const EXPECTED = [
      {
        kind: 'recovery',
        addresses: 8,
        at: { point: 1, range: 2, intersection: 1, zip: 3, city: 1 },
        placed: 4,
        unknown: 0,
        toReview: 2,
        unloaded: 1,
        unloadedStates: ['NJ'],
        matchRate: 4 / 6,
        belowTarget: true,
      },
      {
        kind: 'dealer',
        addresses: 1,
        at: { city: 1 },
        placed: 0,
        unknown: 0,
        toReview: 0,
        unloaded: 1,
        unloadedStates: ['VA'],
        matchRate: null,
        belowTarget: false,
      },
      {
        kind: 'purchaser',
        addresses: 2,
        at: { zip: 2 },
        placed: 0,
        unknown: 0,
        toReview: 0,
        unloaded: 1,
        unloadedStates: ['GA'],
        matchRate: null,
        belowTarget: false,
      },
      {
        kind: 'possessor',
        addresses: 1,
        at: { range: 1 },
        placed: 1,
        unknown: 0,
        toReview: 0,
        unloaded: 0,
        unloadedStates: [],
        matchRate: 1,
        belowTarget: false,
      },
    ];

    it('counts a dry run, which leaves nothing behind', async () => {
      const { placement } = await bringIn('DRY', geocoder, true);
      expect(placement.map(brief)).toEqual(EXPECTED);
      const left = `SELECT (SELECT count(*) FROM recovery WHERE agency_id = a.id) AS recoveries,
        (SELECT count(*) FROM geocode WHERE agency_id = a.id) AS open FROM agency a WHERE code = 'DRY'`;
      expect(await rowsOf(database.current, left)).toEqual([{ recoveries: 0, open: 0 }]);
    });

    it('counts the rows that became records by tier, and flags what is below the target', async () => {
      const result = await bringIn('BPD', geocoder);
      batchId = result.batchId ?? 0;
      expect(result).toMatchObject({ rowsAccepted: 9, rowsDuplicate: 1 });
      expect(result.placement.map(brief)).toEqual(EXPECTED);
      for (const one of result.placement) importDetailSchema.shape.placement.element.parse(one);
      expect(placementLine(result.placement)).toBe(
        'Placed to their street or better: recoveries 66 % of 6 (below 85 %), possessors 100 % of 1. No street data for GA, NJ, VA is loaded, so 3 addresses with a street could not be placed to it.',
      );
    });

    it('keeps each open address once, with what it may mean', async () => {
      const open = await rowsOf(
        database.current,
        `SELECT g.street, g.reason, jsonb_array_length(g.candidates) AS candidates, g.alike_key, g.asked_name,
           g.found ->> 'precision' AS found, r.source_row
         FROM geocode g JOIN recovery r ON r.agency_id = g.agency_id AND r.review_key = g.address_key
         ORDER BY r.source_row`,
      );
      expect(open).toEqual([
        {
          street: '350 North Ave',
          reason: 'direction_missing',
          candidates: 2,
          alike_key: 'direction_missing|NORTH AVE|BALTIMORE|MD',
          asked_name: 'NORTH',
          found: 'city',
          source_row: 5,
        },
        {
          street: '12 Nowhere Ln',
          reason: 'street_not_found',
          candidates: 0,
          alike_key: 'street_not_found|NOWHERE LN|BALTIMORE|MD',
          asked_name: 'NOWHERE',
          found: 'zip',
          source_row: 6,
        },
      ]);
    });

    it('has nothing of an import that is undone', async () => {
      await undoImport(database.current, batchId);
      expect(await database.current.knex.transaction((trx) => readPlacement(trx, batchId))).toEqual([]);
      expect(await rowsOf(database.current, 'SELECT count(*) AS open FROM geocode')).toEqual([{ open: 0 }]);
    });
  });
});
