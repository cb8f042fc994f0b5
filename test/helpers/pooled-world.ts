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
 *   gun                   OWN PART RAW DEID
 *   KNOX G1                 1    2                   told
 *   KNOX G2                 1         1              told: recoveries are shared as records
 *   KNOX G3                 1              1         DEID tells no serial numbers
 *   KNOX and ACME G4        1    1                   two manufacturers
 */
import type { Knex } from 'knex';
import type { Sharing } from '../../domain/access.ts';
import { ALL_RECORDS, DATA_KINDS, sharingOf } from '../../domain/access.ts';
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

const GUNS: readonly (readonly [
  serial: string,
  manufacturer: string,
  agency: string,
  recoveredOn: string,
])[] = [
  ['G1', 'KNOX', 'OWN', '2024-05-01'],
  ['G1', 'KNOX', 'PART', '2023-02-01'],
  ['G1', 'KNOX', 'PART', '2024-06-01'],
  ['G2', 'KNOX', 'OWN', '2024-05-02'],
  ['G2', 'KNOX', 'RAW', '2024-05-03'],
  ['G3', 'KNOX', 'OWN', '2024-05-04'],
  ['G3', 'KNOX', 'DEID', '2024-05-05'],
  ['G4', 'KNOX', 'OWN', '2024-05-06'],
  ['G4', 'ACME', 'PART', '2024-05-07'],
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
  /** Ids of recoveries, by serial number and agency: `G1 PART`. */
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
    ...GUNS.map(([, manufacturer, agency, on]) => ({ agency, on, manufacturer, caliber: '9MM' })),
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
    for (const [index, [serial, , agency]] of GUNS.entries()) {
      const id = inserted.recoveries[persons.length + index] ?? 0;
      const key = `${serial} ${agency}`;
      recovered[key] = [...(recovered[key] ?? []), id];
      await trx.raw(
        'UPDATE firearm SET serial_number = ? WHERE id = (SELECT firearm_id FROM recovery WHERE id = ?)',
        [serial, id],
      );
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

async function share(trx: Knex.Transaction, giving: string, sharing: Sharing): Promise<void> {
  await trx.raw(
    `INSERT INTO agreement (giving_agency_id, receiving_agency_id, ${DATA_KINDS.join(', ')}, legal_basis, written_by,
       starts_on, accepted_by, accepted_at)
     SELECT g.id, r.id, ${DATA_KINDS.map((kind) => `:${kind}`).join(', ')}, 'tests', 'tests', '2020-01-01', 'tests', now()
     FROM agency g, agency r WHERE g.code = :giving AND r.code = 'OWN'`,
    { giving, ...sharing },
  );
}
