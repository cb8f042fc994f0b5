/**
 * A region in which one agency has to do with others in every way there is: with each level of sharing, and with agreements
 * that give nothing. Few guns, each told from the others, so that what anybody may see can be worked out beside the database.
 */
import { z } from 'zod';
import type { Role, Sharing, SharingLevel } from '../../domain/access.ts';
import { ALL_RECORDS, DATA_KINDS, NOTHING, sharingOf } from '../../domain/access.ts';
import type { GunRecordKind } from '../../domain/guns/gun-life.ts';
import { apiTokenSha256, sessionCookieName, sessionTokenSha256 } from '../../server/access/request-token.ts';
import type { Database } from '../../server/database/connection.ts';
import { selectRows } from '../../server/database/connection.ts';
import { noteChange } from '../../server/database/data-version.ts';
import { keepGunDetails } from '../../server/rollups/keep-gun-details.ts';
import type { InsertedRecords, RecoveryRecord } from './records.ts';
import { insertRecords } from './records.ts';

/** The agency from which everything is looked at. */
export const OWN = 'OWN';

const alike = (level: SharingLevel): Sharing => sharingOf(() => level);
const recoveriesAlone = (level: SharingLevel): Sharing =>
  sharingOf((kind) => (kind === 'recoveries' ? level : 'nothing'));

/** Agencies that give something to OWN, and what. */
export const GIVING: Readonly<Record<string, Sharing>> = {
  RECORDS: ALL_RECORDS,
  DEIDENT: alike('deidentified'),
  UNTRACED: recoveriesAlone('records'),
  COUNTED: alike('aggregates'),
  COUNTRAW: recoveriesAlone('aggregates'),
  MIXED: { ...NOTHING, ballistics: 'records', debriefs: 'deidentified', sales: 'aggregates' },
  SELLING: { ...NOTHING, sales: 'deidentified' },
};

/** Agencies whose agreement with OWN gives nothing (any more, or yet), and one that has none. */
export const OUTSIDE = ['EXPIRED', 'REVOKED', 'FUTURE', 'OFFERED', 'DECLINED', 'OUTSIDER'] as const;

export const AGENCIES: readonly string[] = [OWN, ...Object.keys(GIVING), ...OUTSIDE];

/** Longitude and latitude of an agency's guns: each agency's lie apart. */
const placeOf = (agency: string, step: number): readonly [number, number] => [
  -76.7 + AGENCIES.indexOf(agency) * 0.01 + step * 0.001,
  39.25 + AGENCIES.indexOf(agency) * 0.01,
];

/** The dealer that only this agency's traces name. */
export const dealerOf = (agency: string) => `Dealer of ${agency}`;
export const LISTED_DEALER = 'Open Arms';

/** What made or brought in the gun that every agency has records of. */
const COMMON_MAKER = 'COMMON';

/** Where an agency's theft and debrief of the common gun were: the last that one may see tells the origin of its flows. */
export const recordedPlaceOf = (agency: string) => {
  if (agency === OWN) return { state: 'MD', county: '24510', zip: '21201' };
  return OUTSIDE.some((code) => code === agency)
    ? { state: 'PA', county: '42101', zip: '19103' }
    : { state: 'VA', county: '51760', zip: '23220' };
};

/**
 * Three guns of each agency, its number telling them from the others': one traced, one to a listed dealer, one not. The last is
 * the common gun: each agency recovered it, and has a theft, a debrief and a sale of it.
 */
export const GUNS: readonly RecoveryRecord[] = AGENCIES.flatMap((agency, index): RecoveryRecord[] => [
  {
    agency,
    on: '2024-01-10',
    type: 'pistol',
    to: { state: 'MD', county: '24510', zip: '21201' },
    from: { state: 'VA', county: '51760', zip: '23220' },
    home: { state: 'MD', county: '24510', zip: '21202' },
    homeAt: placeOf(agency, 5),
    ttc: 100 + index,
    at: placeOf(agency, 0),
    dealer: dealerOf(agency),
    caliber: `CAL ${agency}`,
    manufacturer: `MAKE ${agency}`,
    multipleSale: true,
    traceNumber: `T-${agency}-1`,
  },
  {
    agency,
    on: '2024-02-20',
    type: 'rifle',
    to: { state: 'MD', county: '24005', zip: '21204' },
    from: { state: 'PA', county: '42101', zip: '19103' },
    ttc: 2000 + index,
    dealer: LISTED_DEALER,
    caliber: '9MM',
    traceNumber: `T-${agency}-2`,
  },
  {
    agency,
    on: '2024-03-05',
    type: 'revolver',
    outcome: 'submitted',
    to: { state: 'MD', county: '24510', zip: '21202' },
    at: placeOf(agency, 1),
    manufacturer: COMMON_MAKER,
    traceNumber: `T-${agency}-3`,
  },
]);

const area = (level: 'state' | 'county' | 'zip', code: string, name: string, state: string) => ({
  level,
  code,
  name,
  state,
  at:
    state === 'VA'
      ? ([-77.44, 37.54] as const)
      : state === 'PA'
        ? ([-75.16, 39.95] as const)
        : ([-76.61, 39.29] as const),
});

const AREAS = [
  area('state', 'MD', 'Maryland', 'MD'),
  area('state', 'VA', 'Virginia', 'VA'),
  area('state', 'PA', 'Pennsylvania', 'PA'),
  area('county', '24510', 'Baltimore city', 'MD'),
  area('county', '24005', 'Baltimore County', 'MD'),
  area('county', '51760', 'Richmond city', 'VA'),
  area('county', '42101', 'Philadelphia County', 'PA'),
  area('zip', '21201', '21201', 'MD'),
  area('zip', '21202', '21202', 'MD'),
  area('zip', '21204', '21204', 'MD'),
  area('zip', '23220', '23220', 'VA'),
  area('zip', '19103', '19103', 'PA'),
];

/** Somebody of a role at OWN who is signed in, or a token of its analyst that may only look. */
export type Asker = Role | 'token';

export interface SharingWorld extends InsertedRecords {
  /** Ids of the records of the gun that every agency has some of, by kind and agency. */
  readonly commonGun: Readonly<Record<GunRecordKind, Readonly<Record<string, number>>>>;
  /** How a request shows who asks. */
  readonly headersOf: (asker: Asker) => Readonly<Record<string, string>>;
}

const COOKIE = sessionCookieName(false);
const tokenOf = (asker: Asker) => `session-of-${asker}`.padEnd(43, '-');

/** Fills an empty database with the region. */
export async function makeSharingWorld(database: Database): Promise<SharingWorld> {
  const inserted = await insertRecords(database, {
    agencies: AGENCIES,
    areas: AREAS,
    jurisdictions: { OWN: [] },
    dealers: [
      {
        name: LISTED_DEALER,
        license: '1-23-456-01-1A-00001',
        listed: true,
        state: 'PA',
        county: '42101',
        zip: '19103',
      },
      ...AGENCIES.map((agency) => ({
        name: dealerOf(agency),
        // Each a licence at the same premises.
        street: '12 Chain St',
        state: 'VA',
        county: '51760',
        zip: '23220',
        at: [-77.44 + AGENCIES.indexOf(agency) * 0.01, 37.54] as const,
      })),
    ],
    recoveries: GUNS,
  });
  await database.knex.transaction(async (trx) => {
    for (const agency of AGENCIES) await addOthers(trx, agency, inserted.agencies[agency] ?? 0);
    await addPairs(trx);
    const agree = async (
      giving: string,
      sharing: Sharing,
      dates: readonly [string, string | null],
      columns: string,
    ) => {
      await trx.raw(
        `INSERT INTO agreement (giving_agency_id, receiving_agency_id, ${DATA_KINDS.join(', ')}, legal_basis, written_by,
           starts_on, ends_on${columns === '' ? '' : ', accepted_by, accepted_at'})
         SELECT g.id, r.id, ${DATA_KINDS.map((kind) => `:${kind}`).join(', ')}, 'tests', 'tests', :from, :to::date
           ${columns} FROM agency g, agency r WHERE g.code = :giving AND r.code = '${OWN}'`,
        { giving, ...sharing, from: dates[0], to: dates[1] },
      );
    };
    const accepted = `, 'tests', now()`;
    for (const [giving, sharing] of Object.entries(GIVING)) {
      await agree(giving, sharing, ['2020-01-01', null], accepted);
    }
    await agree('EXPIRED', ALL_RECORDS, ['2020-01-01', '2021-01-01'], accepted);
    await agree('REVOKED', ALL_RECORDS, ['2020-01-01', null], accepted);
    await agree('FUTURE', ALL_RECORDS, ['2999-01-01', null], accepted);
    await agree('OFFERED', ALL_RECORDS, ['2020-01-01', null], '');
    await agree('DECLINED', ALL_RECORDS, ['2020-01-01', null], '');
    await trx.raw(`UPDATE agreement SET revoked_by = 't', revoked_at = now() WHERE giving_agency_id = ?`, [
      inserted.agencies.REVOKED ?? 0,
    ]);
    await trx.raw(`UPDATE agreement SET declined_by = 't', declined_at = now() WHERE giving_agency_id = ?`, [
      inserted.agencies.DECLINED ?? 0,
    ]);
    for (const role of ['steward', 'analyst', 'briefing', 'administrator', 'auditor'] as const) {
      const isOfRegion = role === 'administrator';
      await trx.raw(
        `WITH a AS (INSERT INTO account (email, name, role, agency_id, demo)
           VALUES (:email, :role, :role, :agency, true) RETURNING id)
         INSERT INTO account_session (token_sha256, account_id) SELECT :hash, id FROM a`,
        {
          email: `${role}@own.example`,
          role,
          agency: isOfRegion ? null : (inserted.agencies[OWN] ?? 0),
          hash: sessionTokenSha256(COOKIE, tokenOf(role)),
        },
      );
    }
    await trx.raw(
      `INSERT INTO api_token (token_sha256, account_id, name, capabilities, expires_at)
       SELECT :hash, id, 'Map alone', ARRAY['view'], now() + interval '1 day' FROM account WHERE role = 'analyst'`,
      { hash: apiTokenSha256(tokenOf('token')) },
    );
    await keepGunDetails(trx);
    await noteChange(trx, 'everyone');
  });
  return {
    ...inserted,
    commonGun: await readCommonGun(database),
    headersOf: (asker) =>
      asker === 'token'
        ? { Authorization: `Bearer ${tokenOf(asker)}` }
        : { Cookie: `${COOKIE}=${tokenOf(asker)}` },
  };
}

const idRow = z.object({ agency: z.string(), id: z.number() });

async function readCommonGun({ knex }: Database): Promise<SharingWorld['commonGun']> {
  const idsIn = async (table: string) => {
    const rows = await selectRows(
      knex,
      idRow,
      `SELECT a.code AS agency, r.id FROM ${table} r JOIN agency a ON a.id = r.agency_id WHERE r.serial_key IS NOT NULL`,
    );
    return Object.fromEntries(rows.map(({ agency, id }) => [agency, id]));
  };
  return {
    recovery: await idsIn('recovery'),
    theft: await idsIn('theft_report'),
    debrief: await idsIn('debrief'),
    multiple_sale: await idsIn('multiple_sale'),
  };
}

/** Every agency's purchaser may be OWN's, and each the next agency's: by hash alone, and by names. */
async function addPairs(trx: Parameters<typeof keepGunDetails>[0]): Promise<void> {
  await trx.raw(
    `INSERT INTO purchaser_pair (a_purchaser_id, b_purchaser_id, a_agency_id, b_agency_id, weight, probability, parts,
       same_hash, found)
     SELECT a.id, b.id, a.agency_id, b.agency_id, 20 + b.id, 0.9,
       '[{"part": "familyName", "says": "same", "weight": 9}]', g.code = '${OWN}', 'unsure'
     FROM purchaser a JOIN agency g ON g.id = a.agency_id JOIN purchaser b ON b.id > a.id
     WHERE g.code = '${OWN}' OR b.id = a.id + 1`,
  );
}

/** What an agency has beside guns: an incident, a corridor, an intervention, a target, names, a request for tracing, a note of its import. */
async function addOthers(
  trx: Parameters<typeof keepGunDetails>[0],
  agency: string,
  id: number,
): Promise<void> {
  const [lon, lat] = placeOf(agency, 2);
  await trx.raw(
    `INSERT INTO incident (agency_id, import_batch_id, source_row, record_key, incident_number, occurred_on,
       incident_type, reported_type, precision, geom_3857, h3_cell, world_x, world_y, tile_code, area_state, area_county, area_zip)
     SELECT :id, b.id, 9, :agency, 'I-' || :agency, '2024-04-01', 'shooting', 'SHOTS AT ' || :agency, 'point',
       ST_Transform(ST_SetSRID(ST_MakePoint(:lon::float8, :lat::float8), 4326), 3857), r.h3_cell, r.world_x, r.world_y, r.tile_code,
       'MD', '24510', '21201'
     FROM import_batch b, recovery r WHERE b.agency_id = :id AND r.agency_id = :id AND r.tile_code IS NOT NULL
     ORDER BY r.id LIMIT 1`,
    { id, agency, lon, lat },
  );
  await trx.raw(
    `WITH c AS (INSERT INTO corridor (agency_id, name) VALUES (:id, 'Corridor of ' || :agency) RETURNING id)
     INSERT INTO corridor_end (corridor_id, side, level, code)
     SELECT c.id, side, 'state', code FROM c, (VALUES ('origin', 'VA'), ('destination', 'MD')) e (side, code)`,
    { id, agency },
  );
  await trx.raw(
    `INSERT INTO intervention (agency_id, name, kind, note, started_on, filter, written_by)
     VALUES (:id, 'Intervention of ' || :agency, 'law', 'NOTE OF ' || :agency, '2024-02-01', 'recovery_state=MD', 'tests')`,
    { id, agency },
  );
  await trx.raw(
    `INSERT INTO target (agency_id, name, outcome, filter, baseline_from, baseline_to, change_percent, due_on, written_by)
     VALUES (:id, 'Target of ' || :agency, 'traced_guns', '', '2023-01-01', '2024-01-01', -10, '2025-01-01', 'tests')`,
    { id, agency },
  );
  await trx.raw(
    `UPDATE purchaser SET full_name = 'BUYER OF ' || :agency, birth_date = '1990-01-01', street = '1 HOME ST ' || :agency
     WHERE agency_id = :id`,
    { id, agency },
  );
  await trx.raw(
    `INSERT INTO listed_purchaser (agency_id, purchaser_id, basis, case_number, review_on, listed_by)
     SELECT :id, min(id), 'BASIS OF ' || :agency, 'CASE OF ' || :agency, current_date + 10, 'tests' FROM purchaser
     WHERE agency_id = :id`,
    { id, agency },
  );
  await trx.raw(
    `WITH held AS (INSERT INTO possessor (agency_id, import_batch_id, source_row, full_name, birth_date)
       SELECT :id, id, 2, 'HOLDER OF ' || :agency, '1991-01-01' FROM import_batch WHERE agency_id = :id RETURNING id)
     UPDATE recovery SET possessor_id = held.id, held_by_another = true FROM held
     WHERE recovery.id = (SELECT min(id) FROM recovery WHERE agency_id = :id)`,
    { id, agency },
  );
  // All that are not OWN's are routed through it, whatever the agreement with it gives.
  await trx.raw(
    `WITH b AS (INSERT INTO trace_request_batch (agency_id, coordinator_agency_id, made_by)
       SELECT :id, nullif(own.id, :id), 'tests' FROM agency own WHERE own.code = '${OWN}' RETURNING *)
     INSERT INTO trace_request (agency_id, coordinator_agency_id, batch_id, recovery_id, record_key, recovered_on, status)
     SELECT :id, b.coordinator_agency_id, b.id, r.id, 'S-0001|' || :agency, r.recovered_on, 'to_submit'
     FROM b, (SELECT id, recovered_on FROM recovery WHERE agency_id = :id ORDER BY id LIMIT 1) r`,
    { id, agency },
  );
  await addMarketRecords(trx, agency, id);
  await trx.raw(
    `INSERT INTO import_note (import_batch_id, source_row, severity, message)
     SELECT id, 2, 'warning', 'Note of ' || :agency FROM import_batch WHERE agency_id = :id`,
    { id, agency },
  );
}

/**
 * One record of each further kind, at the place of the agency's first gun; its gun, dealer and words name the agency. Their guns
 * are the common gun by the key of its number and its importer, whatever number stands beside it.
 */
async function addMarketRecords(
  trx: Parameters<typeof keepGunDetails>[0],
  agency: string,
  id: number,
): Promise<void> {
  const place = `precision, geom_3857, h3_cell, world_x, world_y, tile_code, area_state, area_county, area_zip`;
  const gun = `serial_number, serial_obliterated, manufacturer, importer, model, caliber, firearm_type, serial_key`;
  const key = (text: string) => `keyed_hash(${text}, (SELECT secret FROM linkage_secret))`;
  const [placeValues, gunValues] = [
    `'point', r.geom_3857, r.h3_cell, r.world_x, r.world_y, r.tile_code, :state, :county, :zip`,
    `'SERIAL-' || :agency, false, 'MAKE ' || :agency, '${COMMON_MAKER}', 'MODEL', 'CAL ' || :agency, 'pistol', ${key(`'COMMON'`)}`,
  ];
  const where = recordedPlaceOf(agency);
  await trx.raw(
    `UPDATE recovery SET serial_key = ${key(`'COMMON'`)}, case_key = ${key(`:agency`)}
     WHERE agency_id = :id AND manufacturer = '${COMMON_MAKER}'`,
    { id, agency },
  );
  const add = (table: string, columns: string, values: string) =>
    trx.raw(
      `INSERT INTO ${table} (agency_id, import_batch_id, source_row, record_key, ${columns})
       SELECT :id::int, b.id, 11, 'KEY-' || :agency, ${values}
       FROM import_batch b, recovery r, dealer d WHERE b.agency_id = :id AND r.agency_id = :id
         AND r.tile_code IS NOT NULL AND d.license_name = :dealer ORDER BY r.id LIMIT 1`,
      { id, agency, dealer: dealerOf(agency), ...where },
    );
  for (const side of ['A', 'B']) {
    await trx.raw(
      `INSERT INTO link_event (agency_id, import_batch_id, source_row, record_key, link_key, link_number, link_type, linked_on,
         event_key, event_agency, incident_number, case_key, occurred_on, evidence, caliber, ${place})
       SELECT :id::int, b.id, 11, :side || :agency, 'L-' || :agency, 'L-' || :agency, 'lead', '2024-05-05', :side || :agency,
         :agency, :side || :agency, CASE :side WHEN 'A' THEN ${key(':agency')} END, '2024-04-01', 'casing',
         'CAL ' || :agency, ${placeValues}
       FROM import_batch b, recovery r WHERE b.agency_id = :id AND r.agency_id = :id AND r.tile_code IS NOT NULL
       ORDER BY r.id LIMIT 1`,
      { id, agency, side, ...where },
    );
  }
  await add(
    'debrief',
    `debriefed_on, obtained_how, reported_how, obtained_from, statement, ${gun}, ${place}`,
    `'2024-05-01', 'street', 'HOW ' || :agency, 'stranger', 'STATEMENT ' || :agency, ${gunValues}, ${placeValues}`,
  );
  await add(
    'dealer_sales',
    'period_from, period_to, guns_sold, dealer_id',
    `'2024-01-01', '2025-01-01', 77, d.id`,
  );
  await add(
    'multiple_sale',
    `report_key, sold_on, guns, full_name, person_key, dealer_id, ${gun}, ${place}`,
    `'M-' || :agency, '2024-02-02', 2, 'BUYER OF ' || :agency, 'BUYER ' || :agency, d.id, ${gunValues}, ${placeValues}`,
  );
  await add(
    'theft_report',
    `report_number, stolen_on, theft_kind, victim_kind, guns, dealer_id, ${gun}, ${place}`,
    `'T-' || :agency, '2024-03-03', 'burglary', 'private', 1, d.id, ${gunValues}, ${placeValues}`,
  );
  await add(
    'inspection',
    'inspected_on, result, violations, dealer_id',
    `'2024-04-04', 'warning_letter', 3, d.id`,
  );
}
