import type { Knex } from 'knex';
import { z } from 'zod';
import type { PersonHits } from '../../domain/person-search.ts';
import { MOST_PERSON_HITS } from '../../domain/person-search.ts';
import { scopeLists } from '../../domain/scope.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';

/** What a person is looked for by. */
export interface NameQuestion {
  /** Each must be part of the name. */
  readonly words: readonly string[];
  readonly birthDate: string | null;
}

const hitRow = z.object({
  role: z.enum(['purchaser', 'possessor']),
  name: z.string(),
  birthDate: z.string().nullable(),
  code: z.string(),
  agency: z.string(),
  recovery: z.number(),
  recoveredOn: z.string().nullable(),
});

/**
 * Purchasers and possessors whose name has all the words, each with its recovery, the newest first. Must read as
 * `identified`. A purchaser is joined by the trace, not by the recovery: of an agency that shares identified recoveries without
 * their traces nobody may learn who bought the gun.
 */
export async function findPersons(
  { trx }: ScopedRead,
  { words, birthDate }: NameQuestion,
): Promise<Pick<PersonHits, 'items' | 'more'>> {
  const named = words.map((_, index) => `p.full_name ILIKE :word_${index}`).join(' AND ');
  const condition = `${named} AND (:birthDate::date IS NULL OR p.birth_date = :birthDate::date)`;
  const values: Knex.ValueDict = {
    birthDate,
    ...Object.fromEntries(
      words.map((word, index) => [`word_${index}`, `%${word.replace(/[\\%_]/g, '\\$&')}%`]),
    ),
  };
  const rows = await selectRows(
    trx,
    hitRow,
    `WITH hit AS (
       SELECT DISTINCT 'purchaser' AS role, p.full_name, p.birth_date, p.agency_id, t.recovery_id
       FROM purchaser p JOIN trace t ON t.purchaser_id = p.id WHERE ${condition}
       UNION ALL
       SELECT 'possessor', p.full_name, p.birth_date, p.agency_id, r.id
       FROM possessor p JOIN recovery r ON r.possessor_id = p.id WHERE ${condition}
     )
     SELECT hit.role, hit.full_name AS name, hit.birth_date AS "birthDate", a.code, a.name AS agency, r.id AS recovery,
       r.recovered_on AS "recoveredOn"
     FROM hit JOIN recovery r ON r.id = hit.recovery_id JOIN agency a ON a.id = hit.agency_id
     ORDER BY r.recovered_on DESC NULLS LAST, r.id DESC, hit.role LIMIT ${MOST_PERSON_HITS + 1}`,
    values,
  );
  return {
    items: rows
      .slice(0, MOST_PERSON_HITS)
      .map(({ role, name, birthDate: born, code, agency, recovery, recoveredOn }) => ({
        role,
        name,
        birthDate: born,
        agency: { code, name: agency },
        recovery: { id: recovery, recoveredOn },
      })),
    more: rows.length > MOST_PERSON_HITS,
  };
}

const agencyRow = z.object({
  code: z.string(),
  name: z.string(),
  traces: z.boolean(),
  recoveries: z.boolean(),
});

/** Agencies whose purchasers, and whose possessors, the scope lets one read by name. */
export async function readSearchedAgencies({ trx, scope }: ScopedRead): Promise<PersonHits['searched']> {
  const { identified_traces: traces = [], identified_recoveries: recoveries = [] } = scopeLists(scope);
  const rows = await selectRows(
    trx,
    agencyRow,
    `SELECT code, name, id = ANY(:traces::int[]) AS traces, id = ANY(:recoveries::int[]) AS recoveries
     FROM agency ORDER BY code`,
    { traces: [...traces], recoveries: [...recoveries] },
  );
  const named = (isIn: (row: z.infer<typeof agencyRow>) => boolean) =>
    rows.filter(isIn).map(({ code, name }) => ({ code, name }));
  return { purchasers: named((row) => row.traces), possessors: named((row) => row.recoveries) };
}
