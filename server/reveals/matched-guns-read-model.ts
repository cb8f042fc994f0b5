import type { Knex } from 'knex';
import { z } from 'zod';
import { traitsOfGun } from '../../domain/guns/guns-among.ts';
import type { RevealedGun } from '../../domain/reveals.ts';
import type { OwnAgency } from '../agencies/own-agency-read-model.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { groupBy } from '../group-by.ts';
import { revealParts } from './reveal-parts.ts';
import type { SharedRecovery } from './shared-guns.ts';
import { readSharedGuns } from './shared-guns.ts';

const MOST_GUNS = 50;

/**
 * Guns that several agencies of the scope recovered, told as everywhere by their keyed serial number and their makers, and how
 * many there are. Serial numbers are not read.
 */
export async function readMatchedGuns(
  { trx }: ScopedRead,
  own: OwnAgency,
): Promise<{ readonly items: RevealedGun[]; readonly total: number }> {
  const guns = (await readSharedGuns(trx)).map((recoveries) => ({
    recoveries,
    firearm: firearmOf(recoveries),
    isYours: recoveries.some(({ agencyId }) => agencyId === own.id),
  }));
  guns.sort(
    (a, b) =>
      Number(b.isYours) - Number(a.isYours) ||
      b.recoveries.length - a.recoveries.length ||
      a.firearm - b.firearm,
  );
  const first = guns.slice(0, MOST_GUNS).map(({ recoveries }) => recoveries);
  const details = await readDetails(
    trx,
    first.flat().map(({ recovery }) => recovery),
  );
  const agencies = await readAgencies(trx);
  return { items: first.map((of) => revealedGun(of, own, { details, agencies })), total: guns.length };
}

const firearmOf = (recoveries: readonly SharedRecovery[]): number =>
  recoveries.reduce((least, { firearm }) => Math.min(least, firearm), Number.POSITIVE_INFINITY);

const detailRow = z.object({
  id: z.number(),
  recoveredOn: z.string().nullable(),
  caliber: z.string().nullable(),
});
type Details = ReadonlyMap<number, z.infer<typeof detailRow>>;

async function readDetails(trx: Knex.Transaction, recoveries: readonly number[]): Promise<Details> {
  const rows = await selectRows(
    trx,
    detailRow,
    'SELECT id, recovered_on AS "recoveredOn", caliber FROM recovery WHERE id IN (SELECT unnest(?::int[]))',
    [[...recoveries]],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

const agencyRow = z.object({ id: z.number(), code: z.string(), name: z.string() });
type Agencies = ReadonlyMap<number, { readonly code: string; readonly name: string }>;

async function readAgencies(trx: Knex.Transaction): Promise<Agencies> {
  const rows = await selectRows(trx, agencyRow, 'SELECT id, code, name FROM agency');
  return new Map(rows.map(({ id, ...agency }) => [id, agency]));
}

function revealedGun(
  recoveries: readonly SharedRecovery[],
  own: OwnAgency,
  { details, agencies }: { readonly details: Details; readonly agencies: Agencies },
): RevealedGun {
  const parts = [...groupBy(recoveries, ({ agencyId }) => agencyId)].flatMap(([agencyId, of]) => {
    const agency = agencies.get(agencyId);
    if (agency === undefined) return [];
    const ids = of.map(({ recovery }) => recovery);
    return [{ ...agency, count: of.length, subject: String(firearmOf(of)), recoveries: ids }];
  });
  const { firearmType, manufacturer, importer } = traitsOfGun(recoveries);
  const said = recoveries.flatMap(({ recovery }) => details.get(recovery) ?? []);
  const days = said.flatMap(({ recoveredOn }) => recoveredOn ?? []).sort();
  return {
    id: String(firearmOf(recoveries)),
    firearmType,
    // A gun of which nobody names a maker is told of none.
    manufacturer: manufacturer ?? importer ?? '',
    caliber: said.find(({ caliber }) => caliber !== null)?.caliber ?? null,
    firstRecoveredOn: days[0] ?? null,
    lastRecoveredOn: days.at(-1) ?? null,
    ...revealParts(own.code, parts),
  };
}
