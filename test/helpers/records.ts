/**
 * Records for tests to count by hand: agencies, areas, dealers and recoveries in as few words as the test needs, and
 * the rollups brought up to date. People and guns are made up.
 */
import { latLngToCell } from 'h3-js';
import type { Knex } from 'knex';
import { z } from 'zod';
import { tileCode, toMercator, toWorld } from '../../domain/geography/world-grid.ts';
import type { FirearmType, TraceOutcome } from '../../domain/vocabulary.ts';
import { addJurisdictions } from '../../server/agencies/jurisdiction-store.ts';
import type { Database } from '../../server/database/connection.ts';
import { noteChange } from '../../server/database/data-version.ts';
import { rebuildRollups } from '../../server/rollups/refresh-rollups.ts';

type LonLat = readonly [lon: number, lat: number];

export interface AreaRecord {
  readonly level: 'state' | 'county' | 'zip';
  readonly code: string;
  readonly name: string;
  readonly state: string;
  readonly at: LonLat;
  /** Unknown where left out. */
  readonly population?: number;
  /** Outline as west, south, east, north; none where left out. */
  readonly box?: readonly [number, number, number, number];
}

export interface DealerRecord {
  readonly name: string;
  readonly license?: string;
  readonly listed?: boolean;
  readonly street?: string;
  readonly state?: string;
  readonly county?: string;
  readonly zip?: string;
  readonly city?: string;
  /** Drawn as a point of its own where given. */
  readonly at?: LonLat;
}

export interface RecoveryRecord {
  readonly agency: string;
  /** `YYYY-MM-DD`; unknown where left out. */
  readonly on?: string;
  readonly type?: FirearmType;
  /** `purchaser` where a dealer is given, else `submitted`. */
  readonly outcome?: TraceOutcome;
  /** State, county and ZIP codes of recovery. */
  readonly to?: Partial<Record<'state' | 'county' | 'zip', string>>;
  /** State, county and ZIP codes of the dealer. */
  readonly from?: Partial<Record<'state' | 'county' | 'zip', string>>;
  /** State, county and ZIP codes of the purchaser's home; nobody is known to have bought it where left out. */
  readonly home?: Partial<Record<'state' | 'county' | 'zip', string>>;
  /** The purchaser's home, as a point. */
  readonly homeAt?: LonLat;
  /** Days; unknown where left out. */
  readonly ttc?: number;
  /** Drawn as a point where given. */
  readonly at?: LonLat;
  /** Name of a dealer given before. */
  readonly dealer?: string;
  readonly caliber?: string;
  readonly manufacturer?: string;
  readonly model?: string;
  readonly serialObliterated?: boolean;
  readonly multipleSale?: boolean;
  readonly traceNumber?: string;
}

export interface RecordSet {
  /** Codes; each agency is named after its code and lies in MD. */
  readonly agencies: readonly string[];
  /** Codes of the agencies and those of the counties they answer for. */
  readonly jurisdictions?: Readonly<Record<string, readonly string[]>>;
  readonly areas?: readonly AreaRecord[];
  readonly dealers?: readonly DealerRecord[];
  readonly recoveries?: readonly RecoveryRecord[];
}

export interface InsertedRecords {
  /** Agency code to id. */
  readonly agencies: Readonly<Record<string, number>>;
  /** Dealer name to id. */
  readonly dealers: Readonly<Record<string, number>>;
  /** In the order given. */
  readonly recoveries: readonly number[];
}

const idRow = z.object({ id: z.number() });

async function insert(
  trx: Knex.Transaction,
  table: string,
  values: Record<string, unknown>,
): Promise<number> {
  const [row] = z.array(idRow).parse(await trx(table).insert(values, ['id']));
  if (row === undefined) throw new Error(`No row was inserted into ${table}.`);
  return row.id;
}

/** Inserts the records into an otherwise empty database, in one transaction that also raises the data version. */
export async function insertRecords(database: Database, set: RecordSet): Promise<InsertedRecords> {
  return database.knex.transaction(async (trx) => {
    await noteChange(trx, 'everyone');
    const agencies: Record<string, number> = {};
    const batches: Record<string, number> = {};
    for (const code of set.agencies) {
      const id = await insert(trx, 'agency', { code, name: code, state_code: 'MD' });
      agencies[code] = id;
      batches[code] = await insert(trx, 'import_batch', {
        agency_id: id,
        format: 'traces',
        file_name: `${code}.csv`,
        content_sha256: code,
        status: 'done',
      });
    }
    for (const area of set.areas ?? []) await insertArea(trx, area);
    await addJurisdictions(
      trx,
      Object.entries(set.jurisdictions ?? {}).flatMap(([agency, codes]) =>
        codes.map((code) => ({ agency, level: 'county' as const, code })),
      ),
    );
    const dealers: Record<string, number> = {};
    for (const dealer of set.dealers ?? []) dealers[dealer.name] = await insertDealer(trx, dealer);
    const recoveries: number[] = [];
    for (const [index, recovery] of (set.recoveries ?? []).entries()) {
      const provenance = {
        agency_id: known(agencies, recovery.agency),
        import_batch_id: known(batches, recovery.agency),
        source_row: index + 2,
      };
      const dealerId = recovery.dealer === undefined ? null : known(dealers, recovery.dealer);
      recoveries.push(await insertRecovery(trx, recovery, provenance, dealerId));
    }
    // What a file of traces says of its dealers: who sees its traces sees them.
    await trx.raw(
      `INSERT INTO dealer_source (dealer_id, agency_id, import_batch_id, source_row, listed, fields)
       SELECT dealer_id, agency_id, import_batch_id, min(source_row), false, '{}' FROM recovery
       WHERE dealer_id IS NOT NULL GROUP BY 1, 2, 3`,
    );
    await rebuildRollups(trx);
    return { agencies, dealers, recoveries };
  });
}

/** Removes all records, areas and agencies. */
export async function clearRecords(database: Database): Promise<void> {
  await database.knex.transaction(async (trx) => {
    await noteChange(trx, 'everyone');
    await trx.raw(
      `TRUNCATE cell_rollup, flow_rollup, published_flow, trace, recovery, purchaser, firearm, incident,
         duplicate_incident, dealer_source, dealer,
         import_note, import_batch, area, agency CASCADE`,
    );
  });
}

function known(ids: Readonly<Record<string, number>>, name: string): number {
  const id = ids[name];
  if (id === undefined) throw new Error(`The records name "${name}", which is not among those inserted.`);
  return id;
}

const point = (trx: Knex.Transaction, [lon, lat]: LonLat) => {
  const { x, y } = toMercator(lon, lat);
  return trx.raw('ST_SetSRID(ST_MakePoint(?::float8, ?::float8), 3857)', [x, y]);
};

function grid([lon, lat]: LonLat) {
  const world = toWorld(lon, lat);
  const h3Cell = BigInt(`0x${latLngToCell(lat, lon, 9)}`).toString();
  return { h3_cell: h3Cell, world_x: world.worldX, world_y: world.worldY, tile_code: tileCode(world) };
}

async function insertArea(
  trx: Knex.Transaction,
  { level, code, name, state, at, population, box }: AreaRecord,
): Promise<void> {
  const outline = (corners: NonNullable<AreaRecord['box']>) => {
    const [low, high] = [toMercator(corners[0], corners[1]), toMercator(corners[2], corners[3])];
    return trx.raw('ST_Multi(ST_MakeEnvelope(?::float8, ?::float8, ?::float8, ?::float8, 3857))', [
      low.x,
      low.y,
      high.x,
      high.y,
    ]);
  };
  await insert(trx, 'area', {
    level,
    code,
    name,
    state_code: state,
    population: population ?? null,
    point_3857: point(trx, at),
    ...(box === undefined ? {} : { geom_3857: outline(box) }),
    world_x: grid(at).world_x,
    world_y: grid(at).world_y,
    tile_code: grid(at).tile_code,
  });
}

function insertDealer(trx: Knex.Transaction, dealer: DealerRecord): Promise<number> {
  return insert(trx, 'dealer', {
    dealer_key: dealer.license ?? dealer.name,
    license_number: dealer.license ?? null,
    license_name: dealer.name,
    listed: dealer.listed ?? false,
    street: dealer.street ?? null,
    city: dealer.city ?? null,
    state: dealer.state ?? null,
    zip: dealer.zip ?? null,
    area_state: dealer.state ?? null,
    area_county: dealer.county ?? null,
    area_zip: dealer.zip ?? null,
    precision: dealer.at === undefined ? 'zip' : 'point',
    ...(dealer.at === undefined ? {} : { geom_3857: point(trx, dealer.at), ...grid(dealer.at) }),
  });
}

async function insertPurchaser(
  trx: Knex.Transaction,
  { home, homeAt }: RecoveryRecord,
  provenance: Record<string, number>,
): Promise<number | null> {
  if (home === undefined) return null;
  return insert(trx, 'purchaser', {
    ...provenance,
    area_state: home.state ?? null,
    area_county: home.county ?? null,
    area_zip: home.zip ?? null,
    ...(homeAt === undefined ? {} : { precision: 'point', geom_3857: point(trx, homeAt), ...grid(homeAt) }),
  });
}

async function insertRecovery(
  trx: Knex.Transaction,
  recovery: RecoveryRecord,
  provenance: Record<string, number>,
  dealerId: number | null,
): Promise<number> {
  const firearm = {
    firearm_type: recovery.type ?? 'pistol',
    caliber: recovery.caliber ?? null,
    manufacturer: recovery.manufacturer ?? null,
  };
  const traced = {
    dealer_id: dealerId,
    time_to_crime_days: recovery.ttc ?? null,
    multiple_sale: recovery.multipleSale ?? false,
  };
  const sold = recovery.from !== undefined || dealerId !== null;
  const purchaserId = await insertPurchaser(trx, recovery, provenance);
  const firearmId = await insert(trx, 'firearm', {
    ...provenance,
    ...firearm,
    model: recovery.model ?? null,
    serial_number: recovery.serialObliterated === true ? null : 'S-0001',
    serial_obliterated: recovery.serialObliterated ?? false,
  });
  const recoveryId = await insert(trx, 'recovery', {
    ...provenance,
    ...firearm,
    ...traced,
    firearm_id: firearmId,
    recovered_on: recovery.on ?? null,
    trace_outcome: recovery.outcome ?? (sold ? 'purchaser' : 'submitted'),
    recovery_state: recovery.to?.state ?? null,
    recovery_county: recovery.to?.county ?? null,
    recovery_zip: recovery.to?.zip ?? null,
    source_state: recovery.from?.state ?? null,
    source_county: recovery.from?.county ?? null,
    source_zip: recovery.from?.zip ?? null,
    purchaser_id: purchaserId,
    precision: recovery.at === undefined ? 'zip' : 'point',
    ...(recovery.at === undefined ? {} : { geom_3857: point(trx, recovery.at), ...grid(recovery.at) }),
  });
  await insert(trx, 'trace', {
    ...provenance,
    ...traced,
    recovery_id: recoveryId,
    purchaser_id: purchaserId,
    recovered_on: recovery.on ?? null,
    trace_number: recovery.traceNumber ?? `T${recoveryId}`,
  });
  return recoveryId;
}
