import type { Knex } from 'knex';
import { z } from 'zod';
import type { GunLife, GunRecord, GunRecordKind } from '../../domain/guns/gun-life.ts';
import { traitsOfGun } from '../../domain/guns/guns-among.ts';
import { RECORDED_ONLY } from '../../domain/vocabulary.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import {
  AREA_COLUMNS,
  AREA_JOINS,
  AREAS,
  areasOf,
  DRAWN,
  POINT,
  pointColumns,
  pointOf,
} from '../records/listed-columns.ts';
import { debriefsList } from '../records/lists/debriefs-list.ts';
import { multipleSalesList } from '../records/lists/multiple-sales-list.ts';
import { theftsList } from '../records/lists/thefts-list.ts';
import type { ListedRow, RecordList } from '../records/record-list.ts';
import { readRecordPage } from '../records/record-list-read-model.ts';
import { readRecoveriesOf } from '../traces/recoveries-read-model.ts';
import { readGunLinks } from './gun-links-read-model.ts';
import type { GunOfRecord, RecordsOfGun } from './gun-records-read-model.ts';
import { readRecordsOfGun } from './gun-records-read-model.ts';

export interface FoundGun {
  readonly life: GunLife;
  /** All records that are told, with the agencies that own them. */
  readonly told: readonly Pick<GunOfRecord, 'kind' | 'id' | 'agencyId'>[];
}

/** What is recorded in scope of the gun of a record; null where the scope does not see that record. */
export async function readGunLife(
  read: ScopedRead,
  kind: GunRecordKind,
  id: number,
): Promise<FoundGun | null> {
  const { trx } = read;
  const found = await readRecordsOfGun(trx, kind, id);
  if (found === null) return null;
  const records = await readTold(trx, found);
  const recoveries = found.same.flatMap(({ record }) => (record.kind === 'recovery' ? [record.id] : []));
  return {
    life: {
      gun: gunOf(found),
      isKnownBySerial: found.asked.serialKey !== null,
      records,
      links: [...(await readGunLinks(read, recoveries))],
      dealers: await readDealerPlaces(trx, records.flatMap(dealersOf)),
      notice: RECORDED_ONLY,
    },
    told: [...found.same, ...found.unsure].map(({ record }) => record),
  };
}

/** The records as their own lists tell them. */
async function readTold(trx: Knex.Transaction, { same, unsure }: RecordsOfGun): Promise<GunRecord[]> {
  const matches = [
    ...same.map((one) => ({ ...one, isSure: true })),
    ...unsure.map((one) => ({ ...one, isSure: false })),
  ];
  const idsOf = (kind: GunRecordKind) =>
    matches.flatMap(({ record }) => (record.kind === kind ? [record.id] : []));
  const recoveries = await readRecoveriesOf(trx, idsOf('recovery'));
  const thefts = await readListed(trx, theftsList, idsOf('theft'));
  const debriefs = await readListed(trx, debriefsList, idsOf('debrief'));
  const multipleSales = await readListed(trx, multipleSalesList, idsOf('multiple_sale'));
  return matches.flatMap(({ record: { kind, id }, isSure, comparison }): GunRecord[] => {
    const match = { isSure, comparison };
    const only = <One extends { readonly id: number }>(all: readonly One[]) =>
      all.filter((one) => one.id === id);
    if (kind === 'recovery') return only(recoveries).map((record) => ({ kind, ...match, record }));
    if (kind === 'theft') return only(thefts).map((record) => ({ kind, ...match, record }));
    if (kind === 'debrief') return only(debriefs).map((record) => ({ kind, ...match, record }));
    return only(multipleSales).map((record) => ({ kind, ...match, record }));
  });
}

async function readListed<Row extends ListedRow, Item>(
  trx: Knex.Transaction,
  list: RecordList<Row, Item>,
  ids: readonly number[],
): Promise<readonly Item[]> {
  if (ids.length === 0) return [];
  const condition = { sql: 'r.id IN (SELECT unnest(:ids::int[]))', bindings: { ids: [...ids] } };
  const { items } = await readRecordPage(trx, list, condition, {
    sort: 'id',
    limit: ids.length,
    after: null,
  });
  return items;
}

function gunOf({ asked, same }: RecordsOfGun): GunLife['gun'] {
  const all = same.map(({ record }) => record);
  return {
    ...traitsOfGun(all),
    model: all.find(({ model }) => model !== null)?.model ?? null,
    serialObliterated: asked.serialObliterated,
  };
}

const dealersOf = (one: GunRecord): number[] => {
  if (one.kind === 'debrief') return [];
  const { dealerId } = one.kind === 'multiple_sale' ? one.record : one.record.properties;
  return dealerId === null ? [] : [dealerId];
};

const dealerRow = z.object({ id: z.number(), ...AREAS, x: POINT.x, y: POINT.y });

/** Where dealers are, a point only where it is known to the street or better. */
async function readDealerPlaces(
  trx: Knex.Transaction,
  ids: readonly number[],
): Promise<GunLife['dealers'][number][]> {
  const rows = await selectRows(
    trx,
    dealerRow,
    `SELECT r.id, ${AREA_COLUMNS}, ${pointColumns('r.geom_3857', DRAWN)}
     FROM dealer r ${AREA_JOINS} WHERE r.id IN (SELECT unnest(?::int[])) ORDER BY r.id`,
    [[...new Set(ids)]],
  );
  return rows.map((row) => ({
    id: row.id,
    place: areasOf(row).place,
    position: pointOf(row)?.coordinates ?? null,
  }));
}
