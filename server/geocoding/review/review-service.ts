import type { Knex } from 'knex';
import type { ReviewChoice } from '../../../domain/review.ts';
import { recordAuditEvent } from '../../audit/record-audit-event.ts';
import type { Database } from '../../database/connection.ts';
import { beginChange, noteChange } from '../../database/data-version.ts';
import { badRequest, notFound, ProblemError } from '../../errors.ts';
import { applyGeocodes } from '../../places/apply-geocodes.ts';
import { forgetUnusedGeocodes } from '../../places/open-addresses.ts';
import { placeAgain } from '../../places/place-again.ts';
import { requestPlacing } from '../../places/placing-task.ts';
import { placedColumns } from '../../places/stored-place.ts';
import { refreshRollups } from '../../rollups/refresh-rollups.ts';
import type { Address, GeocodeResult } from '../address.ts';
import type { Geocoder } from '../geocoder.ts';
import type { StreetMatch } from '../match/street-match.ts';
import { streetKey } from '../parse/street.ts';
import type { NearestAddress } from './nearest-address.ts';
import { findNearestAddress } from './nearest-address.ts';
import type { DecidedOn, LearnedAlias } from './review-store.ts';
import {
  answerAlias,
  ensureAlias,
  insertDecision,
  lockAlike,
  lockGeocode,
  undoDecision,
} from './review-store.ts';
import { candidateKey, candidateLabel, isSameStreet } from './stored-candidate.ts';

/** Where an address is by a decision. */
interface Settled {
  readonly on: DecidedOn;
  readonly result: GeocodeResult;
}

interface Decided {
  readonly label: string | null;
  readonly settled: readonly Settled[];
  readonly alias: LearnedAlias | null;
}

/**
 * Decisions on addresses that streets alone do not settle. Each is written in one transaction with the records it moves,
 * the rollups that count them, and its audit event.
 */
/** Who decides, for which agencies. */
export interface Deciding {
  readonly agencyIds: readonly number[];
  /** As they are known in the audit log. */
  readonly actor: string;
}

export class ReviewService {
  readonly #database: Database;
  readonly #currentGeocoder: () => Promise<Geocoder>;

  constructor(database: Database, currentGeocoder: () => Promise<Geocoder>) {
    this.#database = database;
    this.#currentGeocoder = currentGeocoder;
  }

  /**
   * Settles an address of one of the agencies, and those alike where that is asked for. Gives the decision's id and the
   * addresses. A {@link ProblemError}: 404 where there is no such address, 409 where it is settled or its candidates are
   * others by now, 400 where a pin lies abroad.
   */
  async decide(
    id: number,
    choice: ReviewChoice,
    { agencyIds, actor }: Deciding,
  ): Promise<{
    readonly decisionId: number;
    readonly geocodeIds: readonly number[];
    readonly aliasId: number | null;
  }> {
    const geocoder = await this.#currentGeocoder();
    const nearest = choice.kind === 'pin' ? await findNearestAddress(this.#database.knex, choice) : null;
    return this.#database.knex.transaction(async (trx) => {
      // First, as every writer: from here on other writers wait.
      await beginChange(trx);
      const on = await lockGeocode(trx, id, agencyIds);
      if (on === null) throw notFound('There is no such address. Its import may have been undone.');
      if (on.review_id !== null || on.reason === null) throw settledMeanwhile();
      const alike = 'alike' in choice && choice.alike ? await lockAlike(trx, on) : [];
      const decided = settle(geocoder, choice, on, alike, nearest);
      return this.#write(trx, choice, on, decided, actor);
    });
  }

  async #write(
    trx: Knex.Transaction,
    choice: ReviewChoice,
    on: DecidedOn,
    { label, settled, alias }: Decided,
    actor: string,
  ) {
    const aliasId = alias === null ? null : await ensureAlias(trx, alias);
    const { agency_id: agencyId, line: address } = on;
    const decisionId = await insertDecision(
      trx,
      { agencyId, kind: choice.kind, address, label, aliasId, decidedBy: actor },
      settled.map(({ on: { id, address_key }, result }) => ({
        geocodeId: id,
        place: placedColumns(result, address_key),
      })),
    );
    const parts = await applyGeocodes(trx, 'g.review_id = ?', [decisionId]);
    await refreshRollups(trx, parts);
    await noteChange(trx, [agencyId, ...parts.map((part) => part.agencyId)]);
    await recordAuditEvent(trx, {
      actor,
      agencyId,
      action: 'review.decided',
      subject: `geocode_review ${decisionId}`,
      detail: { kind: choice.kind, geocode: on.id, addresses: settled.length },
    });
    return { decisionId, geocodeIds: settled.map(({ on: { id } }) => id), aliasId };
  }

  /**
   * Answers the offer to read a street name as another. What it settles, or no longer does, is placed again. A
   * {@link ProblemError} 404 where there is no such offer.
   */
  async answerAlias(id: number, accept: boolean, actor: string): Promise<void> {
    await this.#database.knex.transaction(async (trx) => {
      await beginChange(trx);
      const answered = await answerAlias(trx, id, accept, actor);
      if (answered === null) throw notFound('There is no such offer of a street name.');
      const { wasAccepted, writtenKey, state } = answered;
      if (accept !== wasAccepted) {
        await requestPlacing(trx, { cause: 'alias', written: accept ? writtenKey : null, state });
      }
      await recordAuditEvent(trx, {
        actor,
        agencyId: null,
        action: accept ? 'alias.accepted' : 'alias.declined',
        subject: `street_alias ${id}`,
        detail: {},
      });
    });
    await placeAgain(this.#database, this.#currentGeocoder);
  }

  /**
   * Takes a decision of one of the agencies back: its records are where the geocoder finds them. Gives the addresses it
   * was on. A {@link ProblemError} 404 where there is none in force.
   */
  async undo(decisionId: number, { agencyIds, actor }: Deciding): Promise<readonly number[]> {
    return this.#database.knex.transaction(async (trx) => {
      await beginChange(trx);
      const undone = await undoDecision(trx, decisionId, agencyIds, actor);
      if (undone === null)
        throw notFound('There is no such decision in force. It may have been taken back before.');
      const { agencyId, geocodeIds } = undone;
      const parts = await applyGeocodes(trx, 'g.id IN (SELECT unnest(?::int[]))', [[...geocodeIds]]);
      await forgetUnusedGeocodes(trx, [agencyId]);
      await refreshRollups(trx, parts);
      await noteChange(trx, [agencyId, ...parts.map((part) => part.agencyId)]);
      await recordAuditEvent(trx, {
        actor,
        agencyId,
        action: 'review.undone',
        subject: `geocode_review ${decisionId}`,
        detail: { addresses: geocodeIds.length },
      });
      return geocodeIds;
    });
  }
}

function settle(
  geocoder: Geocoder,
  choice: ReviewChoice,
  on: DecidedOn,
  alike: readonly DecidedOn[],
  nearest: NearestAddress | null,
): Decided {
  switch (choice.kind) {
    case 'candidate': {
      const chosen = on.candidates.find((candidate) => candidateKey(candidate) === choice.candidate);
      if (chosen === undefined) throw candidatesChanged();
      return settleOnStreet(geocoder, chosen, on, alike);
    }
    case 'pin': {
      const label = nearest === null ? `${choice.lat}, ${choice.lon}` : `near ${nearest.label}`;
      const result = geocoder.decided.pinned(addressOf(on), choice.lon, choice.lat, label);
      if (result === null) {
        throw badRequest('The pin does not lie in the United States. Set it nearer to the address.');
      }
      return { label, settled: [{ on, result }], alias: null };
    }
    case 'unknown': {
      const settled = [on, ...alike].map((one) => ({
        on: one,
        result: geocoder.decided.unknown(addressOf(one)),
      }));
      return { label: null, settled, alias: null };
    }
  }
}

/** An address at the candidate chosen, and those alike at theirs on the same street; those without one stay open. */
function settleOnStreet(
  geocoder: Geocoder,
  chosen: StreetMatch,
  on: DecidedOn,
  alike: readonly DecidedOn[],
): Decided {
  const others = alike.flatMap((one) => {
    const match = one.candidates.find((candidate) => isSameStreet(candidate, chosen));
    return match === undefined ? [] : [{ on: one, match }];
  });
  const settled = [{ on, match: chosen }, ...others].map(({ on: one, match }) => ({
    on: one,
    result: geocoder.decided.chosen(addressOf(one), match),
  }));
  return { label: candidateLabel(chosen), settled, alias: aliasLearned(on, chosen) };
}

/** The name of the street as written, where it is none of the reference and the street chosen has another. */
function aliasLearned({ asked_name: written }: DecidedOn, chosen: StreetMatch): LearnedAlias | null {
  const { name: meant, parts, place, state } = chosen;
  if (written === null || meant === null || parts.name === 1) return null;
  return streetKey(written) === streetKey(meant) ? null : { written, meant, place, state };
}

const addressOf = ({ street, city, county, state, zip }: DecidedOn): Address => ({
  street,
  city,
  county,
  state,
  zip,
  lon: null,
  lat: null,
});

const settledMeanwhile = () =>
  new ProblemError(409, 'Settled meanwhile', 'This address has been settled meanwhile; nothing was changed.');

const candidatesChanged = () =>
  new ProblemError(
    409,
    'Streets have changed',
    'The streets have changed since this address was shown, and what was chosen is no longer among its candidates. Look at it again.',
  );
