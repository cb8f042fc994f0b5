import { z } from 'zod';
import type { HotspotSubject } from '../../domain/hotspots.ts';
import { SHOOTING_TYPES } from '../../domain/incident-filter.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { incidentCondition } from '../incidents/incident-condition.ts';
import { filterCondition } from '../traces/filter-sql.ts';

const lastDayRow = z.object({ day: z.string().nullable() });

/** The last day on which the filter has anything, a recovery or a shooting; null where no date is known. */
export async function readLastDay(
  { trx }: ScopedRead,
  filter: TraceFilter,
  of: HotspotSubject,
): Promise<string | null> {
  const ofShootings = of === 'shootings';
  const { sql, bindings } = ofShootings
    ? incidentCondition({ filter, types: SHOOTING_TYPES })
    : filterCondition(filter);
  const [row] = await selectRows(
    trx,
    lastDayRow,
    ofShootings
      ? `SELECT max(r.occurred_on) AS day FROM incident r WHERE ${sql}`
      : `SELECT max(r.recovered_on) AS day FROM recovery r WHERE ${sql}`,
    bindings,
  );
  return row?.day ?? null;
}
