import { z } from 'zod';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { selectRows } from '../database/connection.ts';
import { KeptInScope } from '../database/kept-in-scope.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { readAskedAgencies } from './asked-agencies.ts';
import { packedNumbers } from './packed-guns.ts';

/** Numbers that stand for a part: its id, its agency's id, and its month with whether its guns were traced. */
const NUMBERS_A_PART = 3;

/** Lists kept: one for each scope that is at work. */
const kept = new KeptInScope<Uint32Array>(16);

/**
 * The ids, ascending, of the parts of flow_rollup that the scope may see and that can hold guns of the filter: by agency and
 * by whole months. `tracedOnly` leaves out those whose guns were not traced to a dealer.
 *
 * Listing a national database's tens of thousands of parts takes the database longer than counting their guns takes
 * us. So the list is kept for the whole scope and its data version: no part changes without a new one.
 */
export async function readPartIds(
  read: ScopedRead,
  { agency, recoveredFrom, recoveredTo }: TraceFilter,
  { tracedOnly }: { readonly tracedOnly: boolean },
): Promise<Uint32Array> {
  const parts = await readPartList(read);
  const asked = await readAskedAgencies(read, agency);
  const agencies = asked === null ? null : new Set(asked);
  const anyMonth = recoveredFrom === undefined && recoveredTo === undefined;
  const firstMonth = recoveredFrom === undefined ? 1 : monthNumber(recoveredFrom);
  // Half-open: a month that begins on the last day is over.
  const endMonth =
    recoveredTo === undefined
      ? Number.POSITIVE_INFINITY
      : monthNumber(recoveredTo) + (recoveredTo.endsWith('-01') ? 0 : 1);
  const ids = new Uint32Array(parts.length / NUMBERS_A_PART);
  let length = 0;
  for (let at = 0; at < parts.length; at += NUMBERS_A_PART) {
    const facts = parts[at + 2] ?? 0;
    const month = facts >>> 1;
    if (tracedOnly && (facts & 1) === 0) continue;
    if (!anyMonth && (month < firstMonth || month >= endMonth)) continue;
    if (agencies !== null && !agencies.has(parts[at + 1] ?? 0)) continue;
    ids[length++] = parts[at] ?? 0;
  }
  return ids.subarray(0, length);
}

/** Months counted from the year 0, never 0 itself, which stands for an unknown date. */
const monthNumber = (date: string): number => 12 * Number(date.slice(0, 4)) + Number(date.slice(5, 7));

async function readPartList(read: ScopedRead): Promise<Uint32Array> {
  return kept.get(read, [], () => listParts(read));
}

const listRow = z.object({ parts: packedNumbers });

async function listParts({ trx }: ScopedRead): Promise<Uint32Array> {
  const [row] = await selectRows(
    trx,
    listRow,
    `SELECT coalesce(encode(string_agg(int4send(r.id) || int4send(r.agency_id) || int4send(
         2 * coalesce(12 * extract(year FROM r.month) + extract(month FROM r.month), 0)::int + r.traced::int
       ), ''::bytea ORDER BY r.id), 'base64'), '') AS parts
     FROM flow_rollup r`,
    {},
  );
  return row?.parts ?? new Uint32Array();
}
