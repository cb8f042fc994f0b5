import { beforeAll, describe, expect, it } from 'vitest';
import { importDetailSchema } from '../../../domain/responses.ts';
import { placementLine } from '../../../server/cli/placement-line.ts';
import type { Geocoder } from '../../../server/geocoding/geocoder.ts';
import { createGeocoder } from '../../../server/geocoding/geocoder.ts';
import { importFile } from '../../../server/imports/import-service.ts';
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
      expect(
        await rowsOf(
          database.current,
          `SELECT code FROM agency WHERE id IN (
        SELECT agency_id FROM import_batch b JOIN import_placement p ON p.import_batch_id = b.id)`,
        ),
      ).toEqual([{ code: 'NPD' }]);
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

    it('forgets the counts when the import is undone', async () => {
      await undoImport(database.current, batchId);
      expect(
        await rowsOf(
          database.current,
          `SELECT count(*) AS rows FROM import_placement WHERE import_batch_id = ${batchId}`,
        ),
      ).toEqual([{ rows: 0 }]);
    });
  });
});
