/**
 * Agencies whose purchasers are partly the same persons, few enough to count by hand. OWN shares records with FULL both ways and
 * de-identified records with DEID both ways; HALF gives OWN its records and gets OWN's de-identified; OUT shares with nobody.
 *
 *                          OWN                 FULL                DEID              HALF              OUT
 *   FICTIONAL, JUNIPER     9 April 1999        4 September 1999    4 September 1999
 *   ROE, RICHARD           3 February 1990                         the same          the same          the same
 *   STONE (two brothers)   PETER               PAUL
 *
 * and OWN, FULL and HALF have strangers, of whom it is learned how often strangers agree.
 */
import type { Sharing } from '../../domain/access.ts';
import { ALL_RECORDS, DATA_KINDS, sharingOf } from '../../domain/access.ts';
import type { Database } from '../../server/database/connection.ts';
import { insertRecords } from './records.ts';

interface PersonRecord {
  readonly agency: string;
  readonly name: string;
  readonly born: string;
  readonly street: string;
  readonly zip: string;
}

const JUNIPER = { name: 'FICTIONAL, JUNIPER', street: '2417 LANTERN HILL RD', zip: '23220' };
const RICHARD = { name: 'ROE, RICHARD', born: '1990-02-03', street: '7 ELM ST', zip: '21201' };
const STONES = { born: '1985-05-15', street: '12 OAK ST', zip: '21202' };

const FAMILIES = 'ABARA BELLOCH CHIVERS DRUMMOND ESKILDSEN FAROUK GRIMALDI HOLLOWAY IVERSON JUAREZ'.split(
  ' ',
);
const FIRSTS = 'ADELE BRUNO CHLOE DMITRI ELENA FELIX GRETA HUGO IRENE JONAS'.split(' ');

export const PERSONS: readonly PersonRecord[] = [
  { agency: 'OWN', ...JUNIPER, born: '1999-04-09' },
  { agency: 'FULL', ...JUNIPER, born: '1999-09-04' },
  { agency: 'DEID', ...JUNIPER, born: '1999-09-04' },
  ...['OWN', 'DEID', 'HALF', 'OUT'].map((agency) => ({ agency, ...RICHARD })),
  { agency: 'OWN', name: 'STONE, PETER', ...STONES },
  { agency: 'FULL', name: 'STONE, PAUL', ...STONES },
  ...['OWN', 'FULL', 'HALF'].flatMap((agency, index) => strangers(agency, index)),
];

/** Each of other names together, birth date and address. */
function strangers(agency: string, index: number): PersonRecord[] {
  return FAMILIES.flatMap((family, row) =>
    Array.from({ length: 3 }, (_, column) => {
      const number = index * 30 + row * 3 + column;
      return {
        agency,
        name: `${family}, ${FIRSTS[(row + index * 3 + column) % 10]}`,
        born: `${1950 + (number % 40)}-${String(1 + ((number * 5) % 12)).padStart(2, '0')}-${13 + ((number * 7) % 15)}`,
        street: `${100 + number * 17} ${FAMILIES[(number * 3) % 10]} AVE`,
        zip: String(21_210 + number),
      };
    }),
  );
}

const DEIDENTIFIED = sharingOf(() => 'deidentified');
const AGREEMENTS: readonly (readonly [giving: string, receiving: string, sharing: Sharing])[] = [
  ['OWN', 'FULL', ALL_RECORDS],
  ['FULL', 'OWN', ALL_RECORDS],
  ['OWN', 'DEID', DEIDENTIFIED],
  ['DEID', 'OWN', DEIDENTIFIED],
  ['OWN', 'HALF', DEIDENTIFIED],
  ['HALF', 'OWN', ALL_RECORDS],
];

/** Fills an empty database with the agencies, their purchasers and agreements; gives the ids of the agencies. */
export async function makeLinkageWorld(database: Database): Promise<Readonly<Record<string, number>>> {
  const { agencies } = await insertRecords(database, { agencies: ['OWN', 'FULL', 'DEID', 'HALF', 'OUT'] });
  await database.knex.transaction(async (trx) => {
    for (const { agency, name, born, street, zip } of PERSONS) {
      const key = `${name.split(', ').sort().join(' ')}|${born}`;
      await trx.raw(
        `INSERT INTO purchaser (agency_id, import_batch_id, source_row, person_key, person_hash, full_name, birth_date,
           street, zip, area_state, area_county, area_zip, trace_count)
         SELECT b.agency_id, b.id, 2, :key, keyed_hash(:key, (SELECT secret FROM linkage_secret)), :name, :born,
           :street, :zip, 'MD', '24510', :zip, 2
         FROM import_batch b WHERE b.agency_id = :agency`,
        { agency: agencies[agency] ?? 0, key, name, born, street, zip },
      );
    }
    for (const [giving, receiving, sharing] of AGREEMENTS) {
      await trx.raw(
        `INSERT INTO agreement (giving_agency_id, receiving_agency_id, ${DATA_KINDS.join(', ')}, legal_basis, starts_on,
           written_by, accepted_by, accepted_at)
         SELECT g.id, r.id, ${DATA_KINDS.map((kind) => `:${kind}`).join(', ')}, 'tests', '2020-01-01', 't', 't', now()
         FROM agency g, agency r WHERE g.code = :giving AND r.code = :receiving`,
        { ...sharing, giving, receiving },
      );
    }
  });
  return agencies;
}
