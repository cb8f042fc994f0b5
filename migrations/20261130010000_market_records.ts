import type { Knex } from 'knex';

/**
 * What agencies hold of the market beside traces: ballistic links, debriefs, dealers' sales, multiple sales, thefts and
 * inspections. Each kind is a table of records with the same keeping as incidents, and one of rows withheld as duplicates.
 */

/** The place of a record, as `recovery` has it. */
const PLACE = [
  'street text',
  'city text',
  'county text',
  'state text',
  'zip text',
  "precision text NOT NULL DEFAULT 'none'",
  'geocode_score real',
  'geocode_match_type text',
  'geom_3857 geometry(Point, 3857)',
  'h3_cell bigint',
  'world_x int',
  'world_y int',
  'tile_code bigint',
  'area_state char(2)',
  'area_county char(5)',
  'area_zip char(5)',
  'street_lookup text',
  'geocode_source_id int',
  'uncertainty_metres real',
  'review_key text',
];
/** The place of a staged row: the same, the point as its two coordinates. */
const STAGED_PLACE = PLACE.flatMap((column) =>
  column.startsWith('geom_3857') ? ['x double precision', 'y double precision'] : [column],
).map((column) => `place_${column.replace(" NOT NULL DEFAULT 'none'", '')}`);

/** The gun of a record, as `firearm` has it. */
const GUN = `serial_number text, serial_obliterated boolean NOT NULL, manufacturer text, importer text, model text,
  caliber text, firearm_type text NOT NULL`;
const GUN_SHOWN = 'serial_obliterated, manufacturer, importer, model, caliber, firearm_type';

const AREAS = 'area_state, area_county, area_zip';
/** Where it was, for those who see single records. */
const PLACE_SHOWN = `precision, geocode_match_type, uncertainty_metres, geom_3857, h3_cell, world_x, world_y, tile_code, ${AREAS}`;
const SOURCE_SHOWN = 'id, agency_id, import_batch_id, source_row';

interface RecordTable {
  readonly table: string;
  readonly comment: string;
  /** What it has beside source, key and place. */
  readonly columns: string;
  readonly isPlaced: boolean;
  readonly namesDealers: boolean;
  /** Kind of data of an agreement. */
  readonly kind: 'ballistics' | 'debriefs' | 'sales';
  /** What those see who see single records of the kind, de-identified or not. */
  readonly shown: string;
  /** True where more than that is shared as records: names, homes, serial numbers, what somebody said. */
  readonly isIdentifying: boolean;
}

const TABLES: readonly RecordTable[] = [
  {
    table: 'link_event',
    comment:
      'One side of a ballistic link: an incident at which evidence was left or a gun was recovered. Those with the same link_key are one link.',
    columns: `link_key text NOT NULL, link_number text, link_type text NOT NULL CHECK (link_type IN ('lead', 'hit')),
      linked_on date, event_key text NOT NULL, event_agency text, incident_number text, occurred_on date,
      evidence text, caliber text`,
    isPlaced: true,
    namesDealers: false,
    kind: 'ballistics',
    shown: `link_key, link_number, link_type, linked_on, event_key, event_agency, incident_number, occurred_on, evidence,
      caliber, ${PLACE_SHOWN}`,
    isIdentifying: false,
  },
  {
    table: 'debrief',
    comment:
      'What a person told police about how a gun was obtained; its place is where that was. statement is in their words and open to few.',
    columns: `debrief_number text, debriefed_on date, obtained_on date, obtained_how text NOT NULL, reported_how text,
      obtained_from text NOT NULL, reported_from text, price_dollars numeric(10, 2), statement text, ${GUN}`,
    isPlaced: true,
    namesDealers: false,
    kind: 'debriefs',
    shown: `debriefed_on, obtained_on, obtained_how, reported_how, obtained_from, reported_from, price_dollars,
      ${GUN_SHOWN}, ${PLACE_SHOWN}`,
    isIdentifying: true,
  },
  {
    table: 'dealer_sales',
    comment: 'How many guns a dealer sold in a period, [period_from, period_to).',
    columns: `period_from date NOT NULL, period_to date NOT NULL CHECK (period_to > period_from), guns_sold int,
      handguns_sold int, long_guns_sold int, crime_guns int`,
    isPlaced: false,
    namesDealers: true,
    kind: 'sales',
    shown: 'dealer_id, period_from, period_to, guns_sold, handguns_sold, long_guns_sold, crime_guns',
    isIdentifying: false,
  },
  {
    table: 'multiple_sale',
    comment:
      'Guns of a multiple sale: two or more handguns to one buyer within five business days. Those with the same report_key are one; its place is the home of the buyer.',
    columns: `report_key text NOT NULL, report_number text, sold_on date NOT NULL, guns smallint NOT NULL CHECK (guns > 0),
      full_name text, birth_date date, person_key text, ${GUN}`,
    isPlaced: true,
    namesDealers: true,
    kind: 'sales',
    shown: `report_key, report_number, dealer_id, sold_on, guns, ${GUN_SHOWN}, ${AREAS}`,
    isIdentifying: true,
  },
  {
    table: 'theft_report',
    comment:
      'Guns reported stolen or lost. A place of a private person is shown by ZIP to those who do not see such records as they are.',
    columns: `report_number text, stolen_on date, reported_on date, theft_kind text NOT NULL, reported_kind text,
      victim_kind text NOT NULL, guns smallint NOT NULL CHECK (guns > 0), ${GUN}`,
    isPlaced: true,
    namesDealers: true,
    kind: 'sales',
    shown: `report_number, stolen_on, reported_on, theft_kind, reported_kind, victim_kind, dealer_id, guns, ${GUN_SHOWN},
      precision, ${AREAS}, shown_geom_3857`,
    isIdentifying: true,
  },
  {
    table: 'inspection',
    comment: 'An inspection of a dealer by ATF, and what came of it.',
    columns: `inspected_on date NOT NULL, result text NOT NULL, reported_result text, violations smallint`,
    isPlaced: false,
    namesDealers: true,
    kind: 'sales',
    shown: 'dealer_id, inspected_on, result, reported_result, violations',
    isIdentifying: false,
  },
];

const isIn = (list: string) => `agency_id IN (SELECT agencies_in_scope('${list}'))`;

const forced = (table: string): string[] => [
  `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
  `CREATE POLICY ${table}_owner ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true)`,
];

function statementsOf(record: RecordTable): string[] {
  const { table, comment, columns, isPlaced, namesDealers, kind, shown, isIdentifying } = record;
  const dealer = namesDealers ? ['dealer_id int'] : [];
  const staged = columns.replaceAll(/CHECK \((?:[^()]|\([^()]*\))*\)/g, '');
  return [
    // No foreign keys, as in the other tables that grow by millions.
    `CREATE TABLE ${table} (
      id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      ${[
        'agency_id int NOT NULL',
        'import_batch_id int NOT NULL',
        'source_row int NOT NULL',
        'record_key text',
        columns,
        ...dealer,
        ...(isPlaced ? PLACE : []),
      ].join(', ')}
    )`,
    `COMMENT ON TABLE ${table} IS '${comment}'`,
    `COMMENT ON COLUMN ${table}.record_key IS
      'The same record in any file of the agency. Null: cannot be told from another.'`,
    `CREATE UNIQUE INDEX ${table}_record ON ${table} (agency_id, record_key)`,
    `CREATE INDEX ${table}_batch ON ${table} USING brin (import_batch_id)`,
    ...(namesDealers
      ? [`CREATE INDEX ${table}_dealer ON ${table} (dealer_id) WHERE dealer_id IS NOT NULL`]
      : []),
    ...(isPlaced
      ? [`CREATE INDEX ${table}_review ON ${table} (agency_id, review_key) WHERE review_key IS NOT NULL`]
      : []),
    `CREATE TABLE duplicate_${table} (
      ${[
        'source_row int NOT NULL',
        'part smallint NOT NULL',
        'record_key text',
        staged,
        ...(namesDealers ? ['dealer_key text'] : []),
        ...(isPlaced ? STAGED_PLACE : []),
        'import_batch_id int NOT NULL',
      ].join(', ')}
    )`,
    `CREATE INDEX duplicate_${table}_batch ON duplicate_${table} (import_batch_id)`,
    ...(table === 'theft_report' ? [SHOWN_PLACE_OF_THEFTS] : []),
    ...forced(table),
    `GRANT SELECT (${SOURCE_SHOWN}, ${shown}) ON ${table} TO tracemap_reader`,
    `CREATE POLICY ${table}_reader ON ${table} FOR SELECT TO tracemap_reader USING (${isIn(kind === 'ballistics' ? 'incidents' : kind)})`,
    `GRANT SELECT ON ${table} TO tracemap_steward`,
    `CREATE POLICY ${table}_steward ON ${table} FOR SELECT TO tracemap_steward USING (${isIn('own_files')})`,
    ...(isIdentifying
      ? [
          `GRANT SELECT ON ${table} TO tracemap_identified`,
          `CREATE POLICY ${table}_identified ON ${table} FOR SELECT TO tracemap_identified USING (${isIn(`identified_${kind}`)})`,
        ]
      : []),
  ];
}

/** Where a gun was stolen from a person's home must not be told by a point; dealers' and carriers' places are no secret. */
const SHOWN_PLACE_OF_THEFTS = `ALTER TABLE theft_report ADD COLUMN shown_geom_3857 geometry(Point, 3857)
  GENERATED ALWAYS AS (CASE WHEN victim_kind <> 'private' AND tile_code IS NOT NULL THEN geom_3857 END) STORED`;

/**
 * Lists of agencies are often the same: each is told once, and another that is the same says `=` and its name. Hundreds of
 * agencies in a dozen lists would else be read anew in every transaction.
 */
const AGENCIES_IN_SCOPE = (body: string) =>
  `CREATE OR REPLACE FUNCTION agencies_in_scope(list text) RETURNS SETOF int LANGUAGE sql STABLE PARALLEL SAFE AS $$ ${body} $$`;
const BY_NAME = `SELECT unnest(string_to_array(nullif(
    CASE WHEN told LIKE '=%' THEN current_setting('tracemap.' || substr(told, 2), true) ELSE told END, ''), ',')::int[])
  FROM (SELECT current_setting('tracemap.' || list, true) AS told) setting`;
const TOLD = `SELECT unnest(string_to_array(nullif(current_setting('tracemap.' || list, true), ''), ',')::int[])`;

/** A dealer that only a file of sales, thefts or inspections names is shared with these, not with traces. */
const DEALERS = [
  'ALTER TABLE dealer_source ADD COLUMN of_sales boolean NOT NULL DEFAULT false',
  `COMMENT ON COLUMN dealer_source.of_sales IS 'Whether the file tells of sales, thefts or inspections: shared as these are, not as traces.'`,
  'GRANT SELECT (of_sales) ON dealer_source TO tracemap_reader, tracemap_identified',
  ...['reader', 'identified'].flatMap((role) => [
    `DROP POLICY dealer_source_${role} ON dealer_source`,
    `CREATE POLICY dealer_source_${role} ON dealer_source FOR SELECT TO tracemap_${role}
      USING (CASE WHEN of_sales THEN ${isIn('sales')} ELSE ${isIn('traced')} END)`,
  ]),
  'DROP POLICY dealer_reader ON dealer',
  // What a file says of it is under the policy of dealer_source here too.
  `CREATE POLICY dealer_reader ON dealer FOR SELECT TO tracemap_reader, tracemap_identified USING (
    (SELECT current_setting('tracemap.names_dealers', true)) = 'on' AND (listed OR EXISTS (
      SELECT FROM dealer_source s WHERE s.dealer_id = dealer.id)))`,
];

const PLACED = TABLES.filter(({ isPlaced }) => isPlaced).map(({ table }) => table);
const permissionKinds = (kinds: readonly string[]) => [
  'ALTER TABLE provider_permission DROP CONSTRAINT provider_permission_kind_check',
  `ALTER TABLE provider_permission ADD CONSTRAINT provider_permission_kind_check
    CHECK (kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')}))`,
];
const KINDS_BEFORE = ['recovery', 'dealer', 'purchaser', 'possessor', 'incident'];

export async function up(knex: Knex): Promise<void> {
  for (const statement of [
    AGENCIES_IN_SCOPE(BY_NAME),
    ...TABLES.flatMap(statementsOf),
    'CREATE INDEX link_event_link ON link_event (link_key)',
    'CREATE INDEX link_event_event ON link_event (event_key)',
    ...DEALERS,
    ...permissionKinds([...KINDS_BEFORE, ...PLACED]),
    // Casings that were found at an incident.
    'ALTER TABLE incident ADD COLUMN casings smallint, ADD COLUMN casing_caliber text',
    'ALTER TABLE duplicate_incident ADD COLUMN casings smallint, ADD COLUMN casing_caliber text',
    `COMMENT ON COLUMN incident.casings IS 'Shell casings found; null where the file does not say.'`,
  ]) {
    await knex.raw(statement);
  }
}

export async function down(knex: Knex): Promise<void> {
  const kinds = PLACED.map((kind) => `'${kind}'`).join(', ');
  const formats = ['ballistics', 'debriefs', 'dealer-sales', 'multiple-sales', 'thefts', 'inspections'].map(
    (format) => `'${format}'`,
  );
  for (const statement of [
    'ALTER TABLE duplicate_incident DROP COLUMN casings, DROP COLUMN casing_caliber',
    'ALTER TABLE incident DROP COLUMN casings, DROP COLUMN casing_caliber',
    `DELETE FROM provider_permission WHERE kind IN (${kinds})`,
    ...permissionKinds(KINDS_BEFORE),
    'DELETE FROM dealer_source WHERE of_sales',
    'DELETE FROM dealer d WHERE NOT EXISTS (SELECT FROM dealer_source s WHERE s.dealer_id = d.id)',
    'DROP POLICY dealer_reader ON dealer',
    `CREATE POLICY dealer_reader ON dealer FOR SELECT TO tracemap_reader, tracemap_identified USING (
      (SELECT current_setting('tracemap.names_dealers', true)) = 'on' AND (listed OR EXISTS (
        SELECT FROM dealer_source s WHERE s.dealer_id = dealer.id AND s.agency_id IN (SELECT agencies_in_scope('traced')))))`,
    ...['reader', 'identified'].flatMap((role) => [
      `DROP POLICY dealer_source_${role} ON dealer_source`,
      `CREATE POLICY dealer_source_${role} ON dealer_source FOR SELECT TO tracemap_${role} USING (${isIn('traced')})`,
    ]),
    'ALTER TABLE dealer_source DROP COLUMN of_sales',
    `DROP TABLE ${TABLES.flatMap(({ table }) => [table, `duplicate_${table}`]).join(', ')}`,
    `DELETE FROM import_mapping WHERE format IN (${formats.join(', ')})`,
    `DELETE FROM import_batch WHERE format IN (${formats.join(', ')})`,
    AGENCIES_IN_SCOPE(TOLD),
  ]) {
    await knex.raw(statement);
  }
}
