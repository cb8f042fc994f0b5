import { z } from 'zod';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';

/** The agency from which others are looked at. */
export interface OwnAgency {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  /** Its USPS code. */
  readonly state: string;
}

const row = z.object({ id: z.number(), code: z.string(), name: z.string(), state: z.string() });

/** One's own agency; null for somebody of none. */
export async function readOwnAgency({ trx, scope }: ScopedRead): Promise<OwnAgency | null> {
  const [id] = scope.ownAgencyIds;
  if (id === undefined) return null;
  const [own] = await selectRows(
    trx,
    row,
    'SELECT id, code, name, state_code AS state FROM agency WHERE id = ?',
    [id],
  );
  return own ?? null;
}
