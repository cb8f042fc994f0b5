/**
 * A region whose agencies know more together than each alone, small enough to count by hand. Looked at from OWN, with whom PART
 * shares records, DEID de-identified records, RAW identified recoveries without traces, COUNT counts; OUT shares with nobody.
 *
 *   dealer        traces: OWN PART DEID COUNT OUT   together in scope by name
 *   Spread Arms             2    2    2     3   4    6, told
 *   Next Door Guns               3    3              6, told
 *   Heavy Sports            4    1                   5, OWN has more than half
 *   Few Firearms            2    2                   4, too few
 *
 *   purchaser     traces: OWN PART DEID OUT
 *   ROE                     3    2                   told
 *   DOE                     1         1              DEID tells no names
 *   POE                     1              1         OUT shares nothing
 *
 *   gun, as it is written OWN PART RAW DEID OUT
 *   G1 two spellings        1    2                   told: O for 0 and a zero in front, KNOX and Knox Firearms, Inc.
 *   G2                      1         1              told: recoveries are shared as records
 *   G3                      1              1         told: the hash of a de-identified serial number tells it
 *   G4 KNOX and ACME        1    1                   two makers
 *   G5 ZASTAVA, CENTURY     1    1                   told: the one record names the maker, the other the importer alone
 *   G6 pistol and rifle     1    1                   two types
 *   G7 without a maker      1    1                   nobody can say
 *   G8 obliterated          1    1                   the part of a number that could be read tells no gun
 *   G9                      1                  1     OUT shares nothing
 */
import type { Knex } from 'knex';
import type { Sharing } from '../../domain/access.ts';
import { ALL_RECORDS, DATA_KINDS, sharingOf } from '../../domain/access.ts';
import type { FirearmType } from '../../domain/vocabulary.ts';
import type { Database } from '../../server/database/connection.ts';
import { noteChange } from '../../server/database/data-version.ts';
import type { AreaRecord, InsertedRecords, RecoveryRecord } from './records.ts';
import { insertRecords } from './records.ts';

const GIVING: Readonly<Record<string, Sharing>> = {
  PART: ALL_RECORDS,
  DEID: sharingOf(() => 'deidentified'),
  RAW: sharingOf((kind) => (kind === 'recoveries' ? 'records' : 'nothing')),
  COUNT: sharingOf(() => 'aggregates'),
};

const STATES: readonly (readonly [code: string, name: string, lon: number, lat: number])[] = [
  ['VA', 'Virginia', -78.7, 37.5],
  ['NC', 'North Carolina', -79.4, 35.5],
  ['SC', 'South Carolina', -80.9, 33.9],
  ['GA', 'Georgia', -83.4, 32.6],
  ['OH', 'Ohio', -82.8, 40.3],
  ['MD', 'Maryland', -76.8, 39.0],
  ['DE', 'Delaware', -75.5, 39.0],
  ['NJ', 'New Jersey', -74.7, 40.2],
  ['NY', 'New York', -75.5, 42.9],
  ['CT', 'Connecticut', -72.7, 41.6],
];
const SOURCES = ['VA', 'NC', 'SC', 'GA', 'OH'];
const DESTINATIONS = ['MD', 'DE', 'NJ', 'NY', 'CT'];

const areas: readonly AreaRecord[] = STATES.map(([code, name, lon, lat]) => ({
  level: 'state',
  code,
  name,
  state: code,
  at: [lon, lat],
}));

const times = (count: number, record: RecoveryRecord) => Array.from({ length: count }, () => record);

/** A gun that was sold and recovered in the same state: it tells nothing of flows between states. */
const traced = (agency: string, dealer: string): RecoveryRecord => ({
  agency,
  dealer,
  on: '2024-03-05',
  from: { state: 'MD' },
  to: { state: 'MD' },
});

const DEALERS: readonly (readonly [dealer: string, agency: string, traces: number])[] = [
  ['Spread Arms', 'OWN', 2],
  ['Spread Arms', 'PART', 2],
  ['Spread Arms', 'DEID', 2],
  ['Spread Arms', 'COUNT', 3],
  ['Spread Arms', 'OUT', 4],
  ['Next Door Guns', 'PART', 3],
  ['Next Door Guns', 'DEID', 3],
  ['Heavy Sports', 'OWN', 4],
  ['Heavy Sports', 'PART', 1],
  ['Few Firearms', 'OWN', 2],
  ['Few Firearms', 'PART', 2],
];

const PERSONS: readonly (readonly [person: string, agency: string, traces: number])[] = [
  ['ROE, RICHARD', 'OWN', 3],
  ['ROE, RICHARD', 'PART', 2],
  ['DOE, DORA', 'OWN', 1],
  ['DOE, DORA', 'DEID', 1],
  ['POE, PETER', 'OWN', 1],
  ['POE, PETER', 'OUT', 1],
];

interface PooledGun {
  readonly name: string;
  readonly agency: string;
  readonly on: string;
  readonly serial: string;
  readonly manufacturer: string | null;
  readonly importer?: string;
  readonly type?: FirearmType;
  readonly isObliterated?: boolean;
}

const gun = (
  name: string,
  agency: string,
  day: number,
  serial: string,
  manufacturer: string | null = 'KNOX',
  more: Pick<PooledGun, 'importer' | 'type' | 'isObliterated'> = {},
): PooledGun => ({
  name,
  agency,
  on: `2024-05-${String(day).padStart(2, '0')}`,
  serial,
  manufacturer,
  ...more,
});

const GUNS: readonly PooledGun[] = [
  gun('G1', 'OWN', 1, 'G1O01'),
  { ...gun('G1', 'PART', 1, '0G1001', 'Knox Firearms, Inc.'), on: '2023-02-01' },
  { ...gun('G1', 'PART', 1, 'GI001'), on: '2024-06-01' },
  gun('G2', 'OWN', 2, 'G2001'),
  gun('G2', 'RAW', 3, 'G2001'),
  gun('G3', 'OWN', 4, 'G3001'),
  gun('G3', 'DEID', 5, 'G3001'),
  gun('G4', 'OWN', 6, 'G4001'),
  gun('G4', 'PART', 7, 'G4001', 'ACME'),
  gun('G5', 'OWN', 8, 'G5001', 'ZASTAVA', { importer: 'CENTURY ARMS' }),
  gun('G5', 'PART', 9, 'G5001', 'CENTURY'),
  gun('G6', 'OWN', 10, 'G6001'),
  gun('G6', 'PART', 11, 'G6001', 'KNOX', { type: 'rifle' }),
  gun('G7', 'OWN', 12, 'G7001'),
  gun('G7', 'PART', 13, 'G7001', null),
  gun('G8', 'OWN', 14, 'G8001', 'KNOX', { isObliterated: true }),
  gun('G8', 'PART', 15, 'G8001', 'KNOX', { isObliterated: true }),
  gun('G9', 'OWN', 16, 'G9001'),
  gun('G9', 'OUT', 17, 'G9001'),
];

/** Every pair of states alike, but North Carolina to New Jersey: 14 of OWN's guns, 14 of PART's, 4 of COUNT's. */
const FLOWS: readonly RecoveryRecord[] = SOURCES.flatMap((source) =>
  DESTINATIONS.flatMap((destination) => {
    const isAbove = source === 'NC' && destination === 'NJ';
    const flow = (agency: string): RecoveryRecord => ({
      agency,
      on: '2024-01-10',
      from: { state: source },
      to: { state: destination },
    });
    return [
      ...times(isAbove ? 14 : 6, flow('OWN')),
      ...times(isAbove ? 14 : 6, flow('PART')),
      ...times(isAbove ? 4 : 0, flow('COUNT')),
    ];
  }),
);

export interface PooledWorld extends InsertedRecords {
  /** Ids of recoveries, by person and agency: `ROE, RICHARD OWN`. */
  readonly bought: Readonly<Record<string, readonly number[]>>;
  /** Ids of recoveries, by gun and agency: `G1 PART`. */
  readonly recovered: Readonly<Record<string, readonly number[]>>;
}

/** Fills an empty database with the region; `flows` adds the 332 guns between states, `areas` the states. */
export async function makePooledWorld(
  database: Database,
  { flows = true, states = true }: { readonly flows?: boolean; readonly states?: boolean } = {},
): Promise<PooledWorld> {
  const persons = PERSONS.flatMap(([person, agency, traces]) =>
    times(traces, {
      agency,
      on: '2024-04-05',
      home: { state: 'MD' },
      from: { state: 'MD' },
      to: { state: 'MD' },
    }).map((record) => ({ person, record })),
  );
  const recoveries: readonly RecoveryRecord[] = [
    ...persons.map(({ record }) => record),
    ...GUNS.map(({ agency, on, manufacturer, type = 'pistol' }) => ({
      agency,
      on,
      type,
      caliber: '9MM',
      ...(manufacturer === null ? {} : { manufacturer }),
    })),
    ...DEALERS.flatMap(([dealer, agency, traces]) => times(traces, traced(agency, dealer))),
    ...(flows ? FLOWS : []),
  ];
  const inserted = await insertRecords(database, {
    agencies: ['OWN', ...Object.keys(GIVING), 'OUT'],
    areas: states ? areas : [],
    dealers: ['Spread Arms', 'Next Door Guns', 'Heavy Sports', 'Few Firearms'].map((name) => ({
      name,
      city: 'TOWSON',
      state: 'MD',
    })),
    recoveries,
  });
  const bought: Record<string, number[]> = {};
  const recovered: Record<string, number[]> = {};
  await database.knex.transaction(async (trx) => {
    for (const [index, { person, record }] of persons.entries()) {
      const id = inserted.recoveries[index] ?? 0;
      const key = `${person} ${record.agency}`;
      bought[key] = [...(bought[key] ?? []), id];
      await namePurchaser(trx, id, person);
    }
    for (const [index, { name, agency, ...numbered }] of GUNS.entries()) {
      const id = inserted.recoveries[persons.length + index] ?? 0;
      const key = `${name} ${agency}`;
      recovered[key] = [...(recovered[key] ?? []), id];
      await numberGun(trx, id, numbered);
    }
    for (const [giving, sharing] of Object.entries(GIVING)) await share(trx, giving, sharing);
    await noteChange(trx, 'everyone');
  });
  return { ...inserted, bought, recovered };
}

/** Within an agency a person is one purchaser: the first of theirs stays and takes the others' traces. */
async function namePurchaser(trx: Knex.Transaction, recovery: number, person: string): Promise<void> {
  const key = `${person.split(', ').sort().reverse().join(' ')}|1990-02-03`;
  await trx.raw(
    `WITH given AS (SELECT agency_id, purchaser_id FROM recovery WHERE id = :recovery),
       known AS (SELECT p.id FROM purchaser p JOIN given USING (agency_id) WHERE p.person_key = :key),
       t AS (UPDATE trace SET purchaser_id = known.id FROM known WHERE recovery_id = :recovery),
       r AS (UPDATE recovery SET purchaser_id = known.id FROM known WHERE recovery.id = :recovery)
     UPDATE purchaser SET full_name = :person, birth_date = '1990-02-03', person_key = :key FROM given
     WHERE purchaser.id = given.purchaser_id AND NOT EXISTS (SELECT FROM known)`,
    { recovery, key, person },
  );
}

/** Numbers a gun as its import would. */
async function numberGun(
  trx: Knex.Transaction,
  recovery: number,
  { serial, importer, isObliterated = false }: Omit<PooledGun, 'name' | 'agency'>,
): Promise<void> {
  await trx.raw(
    `WITH g AS (
       UPDATE firearm SET serial_number = :serial, serial_obliterated = :isObliterated, importer = :importer
       WHERE id = (SELECT firearm_id FROM recovery WHERE id = :recovery)
     )
     UPDATE recovery SET serial_key = CASE WHEN NOT :isObliterated
       THEN keyed_hash(serial_spelling(:serial), (SELECT secret FROM linkage_secret)) END
     WHERE id = :recovery`,
    { recovery, serial, importer: importer ?? null, isObliterated },
  );
}

async function share(trx: Knex.Transaction, giving: string, sharing: Sharing): Promise<void> {
  await trx.raw(
    `INSERT INTO agreement (giving_agency_id, receiving_agency_id, ${DATA_KINDS.join(', ')}, legal_basis, written_by,
       starts_on, accepted_by, accepted_at)
     SELECT g.id, r.id, ${DATA_KINDS.map((kind) => `:${kind}`).join(', ')}, 'tests', 'tests', '2020-01-01', 'tests', now()
     FROM agency g, agency r WHERE g.code = :giving AND r.code = 'OWN'`,
    { giving, ...sharing },
  );
}
