import { z } from 'zod';
import type { JoinState } from '../../domain/join-states.ts';
import { JOIN_STATES } from '../../domain/join-states.ts';
import type { Join } from '../../domain/joins.ts';
import { personsOfPairs } from '../../domain/linkage/persons-of-pairs.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { Cursor } from '../http/cursor.ts';

const purchaserRow = {
  id: z.number(),
  agencyId: z.number(),
  code: z.string(),
  agency: z.string(),
  guns: z.number(),
  state: z.string().nullable(),
  county: z.string().nullable(),
  zip: z.string().nullable(),
};
const pairRow = z.object({
  id: z.number(),
  state: z.enum(JOIN_STATES),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  /** What the list is sorted by. */
  place: z.string(),
  a: z.object(purchaserRow),
  b: z.object(purchaserRow),
});
type PairRow = z.infer<typeof pairRow>;

/** A pair as every reader of both agencies' traces sees it, with the agencies whose purchasers the two are. */
export interface SharedPair {
  readonly place: string;
  readonly agencyIds: readonly [number, number];
  readonly join: Omit<Join, 'mayDecide'>;
}

/** Pairs of two other agencies come after those that one's own may decide on. */
const OF_OTHERS = `CASE WHEN p.a_agency_id IN (SELECT agencies_in_scope('own_agency'))
  OR p.b_agency_id IN (SELECT agencies_in_scope('own_agency')) THEN 0 ELSE 2 END`;

/** How probable a pair is, to those who see by what: to others all that they see are as one, in the order and in its cursor too. */
const PROBABILITY = `CASE WHEN p.a_agency_id IN (SELECT agencies_in_scope('identified_traces'))
  AND p.b_agency_id IN (SELECT agencies_in_scope('identified_traces')) THEN coalesce(p.probability, 1) ELSE 1 END`;

/** Smaller comes first: of the unsure the surest, of the joined the least sure, of what was decided the newest. */
const PLACES: Readonly<Record<JoinState, string>> = {
  unsure: `${OF_OTHERS} - (${PROBABILITY})`,
  joined: `${OF_OTHERS} + (${PROBABILITY})`,
  confirmed: '-extract(epoch FROM p.decided_at)::float8',
  apart: '-extract(epoch FROM p.decided_at)::float8',
};

const PURCHASER = (alias: string) => `jsonb_build_object('id', ${alias}.id, 'agencyId', ${alias}.agency_id,
  'code', ${alias}_agency.code, 'agency', ${alias}_agency.name, 'guns', ${alias}.trace_count,
  'state', ${alias}.area_state, 'county', ${alias}.area_county, 'zip', ${alias}.area_zip)`;

const selectPairs = (place: string, condition: string) => `
  SELECT p.id, p.state, p.decided_by AS "decidedBy", (${place})::text AS place,
    to_char(p.decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "decidedAt",
    ${PURCHASER('a')} AS a, ${PURCHASER('b')} AS b
  FROM purchaser_pair p
    JOIN purchaser a ON a.id = p.a_purchaser_id JOIN agency a_agency ON a_agency.id = a.agency_id
    JOIN purchaser b ON b.id = p.b_purchaser_id JOIN agency b_agency ON b_agency.id = b.agency_id
  WHERE ${condition}`;

/** The pairs of a state after a place of their list. */
export async function readPairs(
  { trx }: ScopedRead,
  state: JoinState,
  after: Cursor | null,
  limit: number,
): Promise<SharedPair[]> {
  const place = PLACES[state];
  const rows = await selectRows(
    trx,
    pairRow,
    `${selectPairs(place, `p.state = :state AND (:id::int IS NULL OR (${place}, p.id) > (:place::float8, :id::int))`)}
     ORDER BY ${place}, p.id LIMIT :limit`,
    { state, id: after?.id ?? null, place: after?.value ?? null, limit },
  );
  return rows.map(sharedPair);
}

/** One pair; null where there is none, or none that one may see. */
export async function readPair({ trx }: ScopedRead, id: number): Promise<SharedPair | null> {
  const [row] = await selectRows(trx, pairRow, selectPairs('0', 'p.id = :id'), { id });
  return row === undefined ? null : sharedPair(row);
}

const countRow = z.object({ count: z.number() });

/** How many pairs of a state one may see. */
export async function countPairs({ trx }: ScopedRead, state: JoinState): Promise<number> {
  const [row] = await selectRows(
    trx,
    countRow,
    'SELECT count(*) AS count FROM purchaser_pair WHERE state = ?',
    [state],
  );
  return row?.count ?? 0;
}

function sharedPair({ id, state, decidedBy, decidedAt, place, a, b }: PairRow): SharedPair {
  return {
    place,
    agencyIds: [a.agencyId, b.agencyId],
    join: {
      id,
      state,
      // Until names are read: see named-joins.ts.
      comparedBy: 'hash',
      weight: null,
      probability: null,
      parts: [],
      purchasers: [purchaserOf(a), purchaserOf(b)],
      decided: decidedBy === null || decidedAt === null ? null : { by: decidedBy, at: decidedAt },
    },
  };
}

const purchaserOf = ({ id, code, agency, guns, state, county, zip }: PairRow['a']) => ({
  id,
  agency: { code, name: agency },
  guns,
  home: { state, county, zip },
  identity: null,
});

const judgedRow = z.object({
  one: z.number(),
  other: z.number(),
  state: z.enum(JOIN_STATES),
  probability: z.number().nullable(),
});
const gunsRow = z.object({ guns: z.number() });

/** The person whom a pair is of: all purchasers joined with them, and their guns; null where the two are not one person. */
export async function readPerson(
  { trx }: ScopedRead,
  [one, other]: readonly [number, number],
): Promise<{ readonly purchasers: number; readonly guns: number } | null> {
  const pairs = await selectRows(
    trx,
    judgedRow,
    `WITH RECURSIVE reached (id) AS (
       SELECT unnest(?::int[])
       UNION
       SELECT CASE WHEN p.a_purchaser_id = r.id THEN p.b_purchaser_id ELSE p.a_purchaser_id END
       FROM reached r JOIN purchaser_pair p ON r.id = p.a_purchaser_id OR r.id = p.b_purchaser_id
       WHERE p.state IN ('joined', 'confirmed')
     )
     SELECT a_purchaser_id AS one, b_purchaser_id AS other, state, probability FROM purchaser_pair
     WHERE a_purchaser_id IN (SELECT id FROM reached) AND b_purchaser_id IN (SELECT id FROM reached)
     ORDER BY one, other`,
    [[one, other]],
  );
  const persons = personsOfPairs(pairs);
  const person = persons.get(one);
  if (person === undefined || person !== persons.get(other)) return null;
  const members = [...persons].filter(([, of]) => of === person).map(([id]) => id);
  const [row] = await selectRows(
    trx,
    gunsRow,
    'SELECT coalesce(sum(trace_count), 0)::int AS guns FROM purchaser WHERE id IN (SELECT unnest(?::int[]))',
    [members],
  );
  return { purchasers: members.length, guns: row?.guns ?? 0 };
}
