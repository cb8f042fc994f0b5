/** A few records of each kind, of two agencies, in files that a test can count by hand. */
import type { ImportFormat } from '../../../domain/vocabulary.ts';
import type { Database } from '../../../server/database/connection.ts';
import { importInto } from '../imports/import-bench.ts';

const lines = (...rows: readonly string[]) => [...rows, ''].join('\n');

const DEBRIEFS =
  'Debrief ID,Debrief Date,How Obtained,Obtained From,Price Paid,State,Zip,Latitude,Longitude,Make,Caliber,Serial Number,Firearm Type,Statement';
const THEFTS =
  'Report Number,Theft Date,Date Reported,Type of Loss,Victim Type,FFL Number,Dealer Name,Number of Guns,State,Zip,Latitude,Longitude,Make,Caliber,Serial Number,Firearm Type';
const SALES = 'FFL Number,Dealer Name,Dealer State,Year,Total Sold';
const MULTIPLE_SALES =
  'Report Number,Sale Date,FFL Number,Dealer Name,Purchaser Name,State,Zip,Latitude,Longitude,Number of Handguns,Make,Caliber,Serial Number,Firearm Type';
const INSPECTIONS = 'FFL Number,Licensee Name,Inspection Date,Outcome,Violations';
const RIVER = '1-54-760-01-6F-21093,RIVER CITY ARMS';
const HARBOR = '8-52-510-01-6B-04411,HARBOR PAWN';

/** Files by format and agency. What names a record in a list is told beside each (see `NAMED_BY`). */
const FILES: readonly (readonly [format: ImportFormat, agency: string, content: string])[] = [
  [
    'debriefs',
    'BPD',
    lines(
      DEBRIEFS,
      'D1,2024-01-10,Straw purchase,Girlfriend,$450,MD,21202,39.29,-76.61,GLOCK,9MM,AA0001,Pistol,She bought it for me.',
      'D2,,Bought on the street,Stranger,,MD,21215,,,TAURUS,9MM,AA0002,Pistol,',
      'D3,2024-03-10,Stolen from car,Unknown,,MD,21215,39.35,-76.67,RUGER,.38,AA0003,Revolver,',
    ),
  ],
  [
    'debriefs',
    'NPD',
    lines(
      DEBRIEFS,
      'D4,2024-02-01,Borrowed,Cousin,,NJ,07102,40.73,-74.17,GLOCK,.40,AA0004,Pistol,It was his.',
    ),
  ],
  [
    'thefts',
    'BPD',
    lines(
      THEFTS,
      // A dealer's place is drawn; a private person's and one that nobody tells of are not.
      `T1,2024-01-10,2024-01-11,Burglary,,${RIVER},6,VA,23224,37.52,-77.44,GLOCK,9MM,BB0001,Pistol`,
      'T2,,2024-02-02,Burglary,Individual,,,1,MD,21202,39.29,-76.61,RUGER,.38,BB0002,Revolver',
      'T3,,,Lost in transit,Carrier,,,1,MD,21215,,,TAURUS,9MM,BB0003,Pistol',
      'T4,2024-03-10,,Theft from motor vehicle,,,,1,MD,21215,39.35,-76.67,GLOCK,9MM,BB0004,Pistol',
    ),
  ],
  [
    'thefts',
    'NPD',
    lines(THEFTS, `T5,2024-03-01,,Robbery,FFL,${HARBOR},2,NJ,07102,40.73,-74.17,GLOCK,.40,BB0005,Pistol`),
  ],
  [
    'dealer-sales',
    'BPD',
    lines(SALES, `${RIVER},VA,2022,645`, `${RIVER},VA,2023,599`, `${HARBOR},MD,2023,1300`),
  ],
  ['dealer-sales', 'NPD', lines(SALES, `${HARBOR},MD,2021,77`)],
  [
    'multiple-sales',
    'BPD',
    lines(
      MULTIPLE_SALES,
      `M1,2024-03-04,${RIVER},MARLOWE TESS,VA,23220,37.55,-77.46,1,GLOCK,9MM,CC0001,Pistol`,
      `M1,2024-03-07,${RIVER},MARLOWE TESS,VA,23220,37.55,-77.46,1,TAURUS,.38,CC0002,Revolver`,
      `M2,2024-02-05,${HARBOR},ARDEN LEE,MD,21215,,,4,,,,`,
    ),
  ],
  // The same number as of another agency's report.
  [
    'multiple-sales',
    'NPD',
    lines(MULTIPLE_SALES, `M1,2024-01-09,${HARBOR},QUILL SAM,NJ,07102,40.73,-74.17,3,GLOCK,.40,,Pistol`),
  ],
  [
    'inspections',
    'BPD',
    lines(
      INSPECTIONS,
      `${RIVER},2023-06-12,Warning conference,7`,
      `${RIVER},2024-06-20,Revocation,19`,
      `${HARBOR},2024-03-02,No violations,0`,
    ),
  ],
  ['inspections', 'NPD', lines(INSPECTIONS, `${HARBOR},2022-06-01,Report of Violations,2`)],
];

/** Takes the files in, for agencies BPD and NPD, and puts the records of ZIP 21202 in the county 24510. */
export async function addFewRecords(
  database: Database,
  textFile: (name: string, content: string) => string,
): Promise<void> {
  for (const [format, agency, content] of FILES) {
    const file = textFile(`${format}-${agency}.csv`, content);
    const { rowsRead, rowsAccepted } = await importInto(database, format, agency, file);
    if (rowsAccepted !== rowsRead)
      throw new Error(`${format} of ${agency}: ${rowsAccepted} of ${rowsRead} rows.`);
  }
  await database.knex.transaction(async (trx) => {
    for (const table of ['debrief', 'theft_report']) {
      await trx.raw(`UPDATE ${table} SET area_county = '24510' WHERE area_zip = '21202'`);
    }
    await trx.raw(`UPDATE multiple_sale SET area_county = '51760' WHERE area_zip = '23220'`);
  });
}
