import { z } from 'zod';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { FlowEnds, FlowLevel } from '../../domain/vocabulary.ts';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { isPacked, readPackedGuns } from '../rollups/read-packed-guns.ts';
import type { PairedGuns } from './paired-guns.ts';
import { pairGuns } from './paired-guns.ts';
import { RecentResults } from './recent-results.ts';

/** Between which areas guns are paired. */
export interface Pairing {
  readonly level: FlowLevel;
  /** H3 resolution of cells; 0 at the other levels. */
  readonly resolution: number;
  readonly ends: FlowEnds;
}

/** Pairings kept: a map shows one at a time, and each is 9 bytes a gun and 12 a pair. */
const PAIRINGS_KEPT = 4;

const keptOf = new WeakMap<Database, RecentResults<PairedGuns>>();

/**
 * The guns a filter can be about, paired, and the ids of the agencies it asks for (null for all). Those of the whole
 * scope are kept: which agencies that is, and which version of the records, the database says in this transaction, so
 * nothing kept can be stale or reach another scope. What only records know is paired anew for each question.
 */
export async function readPairedGuns(
  read: ScopedRead,
  filter: TraceFilter,
  pairing: Pairing,
): Promise<{ readonly guns: PairedGuns; readonly agencies: readonly number[] | null }> {
  if (!isPacked(filter)) return { guns: await pairFrom(read, filter, pairing), agencies: null };
  const { visible, asked } = await readAgencies(read, filter.agency);
  const kept = keptOf.get(read.database) ?? new RecentResults<PairedGuns>(PAIRINGS_KEPT);
  keptOf.set(read.database, kept);
  const key = [read.dataVersion, visible, ...Object.values(pairing.ends), pairing.level, pairing.resolution];
  return { guns: await kept.get(key.join('|'), () => pairFrom(read, {}, pairing)), agencies: asked };
}

async function pairFrom(read: ScopedRead, filter: TraceFilter, pairing: Pairing): Promise<PairedGuns> {
  const guns = await readPackedGuns(read, filter, { tracedOnly: true });
  return pairGuns(guns, guns.places.nodesAt(pairing.level, pairing.resolution), pairing.ends);
}

const agenciesRow = z.object({ visible: z.string(), asked: z.array(z.number()).nullable() });

/** The agencies the transaction may see, and the ids of those asked for. */
async function readAgencies({ trx }: ScopedRead, codes: readonly string[] | undefined) {
  const [row] = await selectRows(
    trx,
    agenciesRow,
    `SELECT array(SELECT visible_agency_ids() ORDER BY 1)::text AS visible,
       CASE WHEN :codes::text[] IS NOT NULL
         THEN array(SELECT id FROM agency WHERE code IN (SELECT unnest(:codes::text[]))) END AS asked`,
    { codes: codes === undefined ? null : [...codes] },
  );
  if (row === undefined) throw new Error('The agencies in scope could not be read.');
  return row;
}
