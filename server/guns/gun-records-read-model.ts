import type { Knex } from 'knex';
import { z } from 'zod';
import type { GunRecordKind } from '../../domain/guns/gun-life.ts';
import { GUN_RECORD_KINDS } from '../../domain/guns/gun-life.ts';
import type { GunMatch } from '../../domain/guns/same-gun.ts';
import { recordsOfGun } from '../../domain/guns/same-gun.ts';
import { selectRows } from '../database/connection.ts';
import { GUN, gunOf } from '../records/listed-columns.ts';
import { GUN_KINDS } from './gun-kinds.ts';

const gunRow = z.object({
  kind: z.enum(GUN_RECORD_KINDS),
  id: z.number(),
  agency_id: z.number(),
  /** Text: the number has 64 bits. Null where no serial number tells the gun. */
  serial_key: z.string().nullable(),
  ...GUN,
});

/** What a record says of its gun. */
export interface GunOfRecord extends Readonly<ReturnType<typeof gunOf>> {
  readonly kind: GunRecordKind;
  readonly id: number;
  readonly agencyId: number;
  readonly serialKey: string | null;
}

/** The guns of the records `r` of a kind for which a condition holds, as far as the scope sees them. */
function gunsOfKind(kind: GunRecordKind, condition: string): string {
  const { table, gun } = GUN_KINDS[kind];
  const of = (column: string) => `${gun.alias}.${column}`;
  return `SELECT '${kind}' AS kind, r.id, r.agency_id, r.serial_key::text, ${of('serial_obliterated')}, ${of('manufacturer')},
      ${of('importer')}, ${of('model')}, ${of('caliber')}, ${of('firearm_type')}
    FROM ${table} r ${gun.join} WHERE ${condition}`;
}

async function readGuns(trx: Knex.Transaction, sql: string, bindings: Record<string, Knex.Value>) {
  const rows = await selectRows(trx, gunRow, sql, bindings);
  return rows.map(
    (row): GunOfRecord => ({
      kind: row.kind,
      id: row.id,
      agencyId: row.agency_id,
      serialKey: row.serial_key,
      ...gunOf(row),
    }),
  );
}

/** A gun as the records in scope tell it. */
export interface RecordsOfGun {
  readonly asked: GunOfRecord;
  /** Records of it, the one asked for first. */
  readonly same: readonly GunMatch<GunOfRecord>[];
  /** Records with its serial number of which nobody can say. */
  readonly unsure: readonly GunMatch<GunOfRecord>[];
}

/**
 * All records in scope of the gun that a record is of, wherever they come from; null where the scope does not see that
 * record. They are found by their keyed serial number, so that agencies need not share the number itself.
 */
export async function readRecordsOfGun(
  trx: Knex.Transaction,
  kind: GunRecordKind,
  id: number,
): Promise<RecordsOfGun | null> {
  const [asked] = await readGuns(trx, gunsOfKind(kind, 'r.id = :id'), { id });
  if (asked === undefined) return null;
  if (asked.serialKey === null) return { asked, same: [{ record: asked, comparison: null }], unsure: [] };
  const sql = GUN_RECORD_KINDS.map((one) => gunsOfKind(one, 'r.serial_key = :key::bigint')).join(
    ' UNION ALL ',
  );
  const all = await readGuns(trx, `${sql} ORDER BY 1, 2`, { key: asked.serialKey });
  const others = all.filter((one) => one.kind !== asked.kind || one.id !== asked.id);
  return { asked, ...recordsOfGun(asked, others) };
}
