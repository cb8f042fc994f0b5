import { z } from 'zod';
import type { ContactDraft } from '../../domain/reveals.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import type { ReadingRole } from '../database/with-scope.ts';
import { withScope } from '../database/with-scope.ts';

type Subject = ContactDraft['subject'];

interface SubjectQuestion {
  readonly as: ReadingRole;
  readonly sql: string;
}

/** Told by numbers of recoveries of the agency that is asked, which its people may open, and by no name of a person. */
const RECOVERIES = `string_agg(r.id::text, ', ' ORDER BY r.id)`;

/** Each finds one row of words where the caller sees such a thing in the asked agency's data, and none else. */
const QUESTIONS: Readonly<Record<Subject['kind'], SubjectQuestion>> = {
  dealer: {
    as: 'reader',
    sql: `SELECT 'the dealer ' || coalesce(d.business_name, d.license_name) AS words FROM dealer d
      WHERE d.id = :number::int AND EXISTS (SELECT FROM recovery r WHERE r.dealer_id = d.id AND r.agency_id = :agency)`,
  },
  purchaser: {
    as: 'identified',
    sql: `SELECT 'the purchaser of the guns of your recoveries ' || ${RECOVERIES} AS words
      FROM (SELECT DISTINCT t.recovery_id AS id FROM purchaser p JOIN trace t ON t.purchaser_id = p.id
        WHERE p.id = :number::int AND p.agency_id = :agency ORDER BY 1 LIMIT 20) r HAVING count(*) > 0`,
  },
  gun: {
    as: 'reader',
    sql: `SELECT 'the gun of your recoveries ' || ${RECOVERIES} AS words
      FROM (SELECT r.id FROM recovery r WHERE r.firearm_id = :number::int AND r.agency_id = :agency LIMIT 20) r
      HAVING count(*) > 0`,
  },
  corridor: {
    as: 'reader',
    sql: `SELECT 'guns sold in ' || sold.name || ' and recovered in ' || recovered.name AS words
      FROM area sold, area recovered
      WHERE sold.level = 'state' AND recovered.level = 'state' AND sold.code || '>' || recovered.code = :id
        AND EXISTS (SELECT FROM agency WHERE id = :agency)`,
  },
};

const row = z.object({ words: z.string() });

/** What somebody would like to talk about with an agency, in words; null where they see no such thing in its data. */
export async function readContactSubject(
  database: Database,
  scope: Scope,
  { kind, id }: Subject,
  agencyId: number,
): Promise<string | null> {
  const { as, sql } = QUESTIONS[kind];
  if (kind !== 'corridor' && !/^\d{1,9}$/.test(id)) return null;
  const values = kind === 'corridor' ? { id, agency: agencyId } : { number: Number(id), agency: agencyId };
  const [found] = await withScope(database, scope, { as }, ({ trx }) => selectRows(trx, row, sql, values));
  return found?.words ?? null;
}
