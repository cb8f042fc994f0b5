import type { Knex } from 'knex';
import { z } from 'zod';
import type { ReviewDecision } from '../../../domain/review.ts';
import { plainArray, textArray } from '../../database/array-literal.ts';
import { selectRows } from '../../database/connection.ts';
import type { PlacedColumns } from '../../places/stored-place.ts';
import { streetKey } from '../parse/street.ts';
import { ADDRESS_LINE } from './review-read-model.ts';
import { storedCandidateSchema } from './stored-candidate.ts';

/** Writes of decisions on open addresses, and of the aliases they suggest. */

const text = z.string().nullable();
const geocodeRow = z.object({
  id: z.number(),
  agency_id: z.number(),
  address_key: z.string(),
  line: z.string(),
  street: text,
  city: text,
  county: text,
  state: text,
  zip: text,
  reason: text,
  candidates: z.array(storedCandidateSchema),
  alike_key: text,
  asked_name: text,
  review_id: z.number().nullable(),
});
/** A row of `geocode` that a decision is about. */
export type DecidedOn = z.infer<typeof geocodeRow>;

const SELECT = `SELECT id, agency_id, address_key, ${ADDRESS_LINE} AS line, street, city, county, state, zip, reason,
  candidates, alike_key, asked_name, review_id FROM geocode g`;

/** An address of one of the agencies, locked; null where there is none. */
export async function lockGeocode(
  trx: Knex.Transaction,
  id: number,
  agencyIds: readonly number[],
): Promise<DecidedOn | null> {
  const [found] = await selectRows(
    trx,
    geocodeRow,
    `${SELECT} WHERE id = ? AND agency_id IN (SELECT unnest(?::int[])) FOR UPDATE`,
    [id, plainArray(agencyIds)],
  );
  return found ?? null;
}

/** The other open addresses that differ from it in nothing but the house number, locked. */
export async function lockAlike(trx: Knex.Transaction, to: DecidedOn): Promise<DecidedOn[]> {
  if (to.alike_key === null) return [];
  return selectRows(
    trx,
    geocodeRow,
    `${SELECT} WHERE agency_id = ? AND alike_key = ? AND id <> ? AND review_id IS NULL AND reason IS NOT NULL
     ORDER BY id FOR UPDATE`,
    [to.agency_id, to.alike_key, to.id],
  );
}

export interface NewDecision {
  readonly agencyId: number;
  readonly kind: ReviewDecision['kind'];
  readonly address: string;
  readonly label: string | null;
  readonly aliasId: number | null;
  readonly decidedBy: string;
}

const idRow = z.object({ id: z.number() });

/** Writes a decision, and where each of the addresses is by it. Gives its id. */
export async function insertDecision(
  trx: Knex.Transaction,
  decision: NewDecision,
  places: readonly { readonly geocodeId: number; readonly place: PlacedColumns }[],
): Promise<number> {
  const [inserted] = await selectRows(
    trx,
    idRow,
    `INSERT INTO geocode_review (agency_id, kind, address, label, alias_id, decided_by)
     VALUES (:agencyId, :kind, :address, :label, :aliasId, :decidedBy) RETURNING id`,
    { ...decision },
  );
  if (inserted === undefined) throw new Error('The decision was not inserted.');
  await trx.raw(
    `UPDATE geocode g SET review_id = ?, decided = t.place::jsonb
     FROM unnest(?::int[], ?::text[]) AS t(id, place) WHERE g.id = t.id`,
    [
      inserted.id,
      plainArray(places.map(({ geocodeId }) => geocodeId)),
      textArray(places.map(({ place }) => JSON.stringify(place))),
    ],
  );
  return inserted.id;
}

const undoneRow = z.object({ agency_id: z.number(), kind: z.string() });

/** Takes a decision of one of the agencies back; null where there is none in force. Gives the addresses it was on. */
export async function undoDecision(
  trx: Knex.Transaction,
  id: number,
  agencyIds: readonly number[],
  undoneBy: string,
): Promise<{ readonly agencyId: number; readonly geocodeIds: readonly number[] } | null> {
  const [undone] = await selectRows(
    trx,
    undoneRow,
    `UPDATE geocode_review SET undone_at = now(), undone_by = ?
     WHERE id = ? AND undone_at IS NULL AND agency_id IN (SELECT unnest(?::int[])) RETURNING agency_id, kind`,
    [undoneBy, id, plainArray(agencyIds)],
  );
  if (undone === undefined) return null;
  const reopened = await selectRows(
    trx,
    idRow,
    'UPDATE geocode SET review_id = NULL, decided = NULL WHERE review_id = ? RETURNING id',
    [id],
  );
  return { agencyId: undone.agency_id, geocodeIds: reopened.map((row) => row.id) };
}

export interface LearnedAlias {
  readonly written: string;
  readonly meant: string;
  readonly place: string | null;
  readonly state: string | null;
}

/** The id of an alias, which is offered from now on unless somebody has answered it. */
export async function ensureAlias(trx: Knex.Transaction, alias: LearnedAlias): Promise<number> {
  const [kept] = await selectRows(
    trx,
    idRow,
    `INSERT INTO street_alias (written_key, written, meant_key, meant, place, state)
     VALUES (:writtenKey, :written, :meantKey, :meant, :place, :state)
     ON CONFLICT (written_key, meant_key, place, state) DO UPDATE SET written = street_alias.written RETURNING id`,
    { ...alias, writtenKey: streetKey(alias.written), meantKey: streetKey(alias.meant) },
  );
  if (kept === undefined) throw new Error('The alias was not kept.');
  return kept.id;
}

const answeredRow = z.object({ writtenKey: z.string(), state: text, wasAccepted: z.boolean() });

/** Answers the offer of an alias, or changes the answer; null where there is no such alias. */
export async function answerAlias(
  trx: Knex.Transaction,
  id: number,
  accept: boolean,
  answeredBy: string,
): Promise<z.infer<typeof answeredRow> | null> {
  const [answered] = await selectRows(
    trx,
    answeredRow,
    `UPDATE street_alias s SET accepted = ?, answered_by = ?, answered_at = now()
     FROM (SELECT id, coalesce(accepted, false) AS accepted FROM street_alias WHERE id = ? FOR UPDATE) before
     WHERE s.id = before.id RETURNING s.written_key AS "writtenKey", s.state, before.accepted AS "wasAccepted"`,
    [accept, answeredBy, id],
  );
  return answered ?? null;
}
