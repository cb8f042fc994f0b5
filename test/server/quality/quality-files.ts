/** Files of two agencies in which somebody can count by hand what is missing, late, repeated and impossible. */
import type { ImportFormat } from '../../../domain/vocabulary.ts';
import type { Database } from '../../../server/database/connection.ts';
import { importInto } from '../imports/import-bench.ts';

const lines = (...rows: readonly string[]) => [...rows, ''].join('\n');

const TRACES =
  'Trace Number,Request Date,Serial Number,Manufacturer,Model,Caliber,Firearm Type,Recovery Date,Recovery Street,Recovery City,Recovery State,Recovery Zip,Recovery Latitude,Recovery Longitude,FFL Number,Dealer Name,Purchase Date,Purchaser Name,Purchaser Date of Birth';
const RIVER = '1-54-760-01-6F-21093,RIVER CITY ARMS';
const HARBOR = '8-52-510-01-6B-04411,HARBOR PAWN';

/**
 * Of BPD, guns recovered in January and February 2024:
 * row 2  complete, a point; requested after 10 days; sold by RIVER before it closed
 * row 3  requested after 40 days; without a serial number; its ZIP alone
 * row 4  recovered before it was purchased; requested after 100 days
 * row 5  requested before it was recovered; no place at all
 * row 6  obliterated; sold by RIVER after it closed; no request date
 * row 7  only recovered: not submitted
 */
const BPD_TRACES = lines(
  TRACES,
  `T1,2024-01-20,SN1,GLOCK,19,9MM,Pistol,2024-01-10,1 MAIN ST,BALTIMORE,MD,21202,39.29,-76.61,${RIVER},2020-05-05,DOE JANE,1990-02-03`,
  `T2,2024-02-20,,GLOCK,,9MM,Pistol,2024-01-11,,,MD,21215,,,${HARBOR},2019-05-05,ROE RICHARD,`,
  `T3,2024-05-11,SN3,RUGER,,.38,Revolver,2024-02-01,,,MD,21215,,,${HARBOR},2024-03-05,,`,
  `T4,2024-02-01,SN4,TAURUS,,,Pistol,2024-02-10,,,,,,,,,,,`,
  `T5,,OBLITERATED,TAURUS,,,,2024-02-12,,,MD,21202,39.29,-76.61,${RIVER},2024-01-05,DOE JANE,1990-02-03`,
  `,,SN6,,,,,2024-02-13,2 MAIN ST,BALTIMORE,MD,21202,39.29,-76.61,,,,,`,
);
/** The second row is the first of the other file again. */
const BPD_MORE = lines(
  TRACES,
  `T7,2024-03-05,SN7,GLOCK,19,9MM,Pistol,2024-03-01,3 MAIN ST,BALTIMORE,MD,21202,39.29,-76.61,${HARBOR},2020-05-05,,`,
  `T1,2024-01-20,SN1,GLOCK,19,9MM,Pistol,2024-01-10,1 MAIN ST,BALTIMORE,MD,21202,39.29,-76.61,${RIVER},2020-05-05,,`,
);
const NPD_TRACES = lines(TRACES, `N1,2024-09-01,SECRET1,,,,,2024-01-10,,,NJ,07102,,,${HARBOR},2024-03-05,,`);

const FILES: readonly (readonly [format: ImportFormat, agency: string, name: string, content: string])[] = [
  ['traces', 'BPD', 'january.csv', BPD_TRACES],
  ['traces', 'BPD', 'march.csv', BPD_MORE],
  ['traces', 'NPD', 'newark.csv', NPD_TRACES],
  [
    'incidents',
    'BPD',
    'incidents.csv',
    lines(
      'Incident Number,Date,Time,Type,Fatal,Victims,Latitude,Longitude',
      'I1,2024-01-01,23:10,SHOOTING,Y,0,39.29,-76.61',
      'I2,2024-01-02,,SHOOTING,N,1,39.29,-76.61',
    ),
  ],
  [
    'ballistics',
    'BPD',
    'links.csv',
    lines(
      'Link Number,Link Date,Agency 1,Incident 1,Incident Date 1,Agency 2,Incident 2,Incident Date 2',
      'L1,2024-03-01,BPD,C1,2024-01-01,BPD,C2,2024-04-01',
    ),
  ],
  [
    'debriefs',
    'BPD',
    'debriefs.csv',
    lines(
      'Debrief ID,Debrief Date,Date Obtained,How Obtained,Obtained From,State,Zip',
      'D1,2024-01-10,2024-02-10,Straw purchase,Cousin,MD,21202',
      'D2,2024-01-10,2023-02-10,Straw purchase,,MD,21202',
    ),
  ],
  [
    'dealer-sales',
    'BPD',
    'sales.csv',
    lines(
      'FFL Number,Dealer Name,Dealer State,Year,Total Sold,Handguns Sold,Long Guns Sold',
      `${RIVER},VA,2022,10,8,8`,
      `${RIVER},VA,2024,10,5,5`,
      `${HARBOR},MD,2090,10,5,5`,
    ),
  ],
  [
    'multiple-sales',
    'BPD',
    'multiple.csv',
    lines(
      'Report Number,Sale Date,FFL Number,Dealer Name,Purchaser Name,Purchaser DOB,Number of Handguns,Serial Number',
      `M1,2024-01-04,${RIVER},DOE JANE,2024-02-01,2,S1`,
      `M2,2023-01-04,${RIVER},DOE JANE,1990-02-01,2,`,
      `M3,2023-01-05,${RIVER},DOE JANE,1990-02-01,1,S3`,
      // From a Friday on: Thursday is the fifth business day.
      `M4,2023-01-06,${RIVER},DOE JANE,1990-02-01,1,S4`,
      `M4,2023-01-12,${RIVER},DOE JANE,1990-02-01,1,S5`,
      `M4,2023-01-13,${RIVER},DOE JANE,1990-02-01,1,S6`,
    ),
  ],
  [
    'thefts',
    'BPD',
    'thefts.csv',
    lines(
      'Report Number,Theft Date,Date Reported,Type of Loss,Victim Type,State,Zip,Serial Number',
      'T1,2024-01-10,2024-01-11,Burglary,Individual,MD,21202,B1',
      'T2,2024-01-10,2024-06-11,Burglary,Individual,MD,21202,B2',
      'T3,2024-01-10,2024-01-05,Burglary,Individual,MD,21202,',
    ),
  ],
  [
    'inspections',
    'BPD',
    'inspections.csv',
    lines(
      'FFL Number,Licensee Name,Inspection Date,Outcome,Violations',
      `${RIVER},2023-06-12,Revocation,7`,
      `${HARBOR},2023-06-12,Revocation,7`,
      // It was open again: what its last inspection says counts.
      `${HARBOR},2023-07-12,No violations,3`,
    ),
  ],
];

/** Takes the files in, for agencies BPD and NPD. */
export async function addQualityFiles(
  database: Database,
  textFile: (name: string, content: string) => string,
): Promise<void> {
  for (const [format, agency, name, content] of FILES) {
    const { rowsRejected } = await importInto(database, format, agency, textFile(name, content));
    if (rowsRejected > 0) throw new Error(`${name}: ${rowsRejected} rows rejected.`);
  }
}
