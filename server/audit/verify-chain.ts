import type { Knex } from 'knex';
import { chainHash, FIRST_HASH } from './chain-hash.ts';
import type { ChainPlace } from './chain-read-model.ts';
import { countOutsideChain, findInChain, readChainPage } from './chain-read-model.ts';
import type { ChainBreak } from './explain-break.ts';
import { explainBreak } from './explain-break.ts';

export interface ChainCheck {
  /** First event that is checked; the one before it is taken as it stands. */
  readonly from?: number;
  /** What was noted down earlier, elsewhere. */
  readonly expected?: ChainPlace;
}

export interface VerifiedChain {
  readonly from: number;
  /** Events that were found in order, before any break. */
  readonly events: number;
  /** The last of them; null where there is none. */
  readonly last: ChainPlace | null;
  /** Where the chain breaks first; null where it holds. */
  readonly broken: ChainBreak | null;
}

/**
 * Walks the chain of audit events and works out every hash anew. Says where it breaks first. Whoever can change the
 * database at will could make a whole chain anew: that shows only against a place that was noted down elsewhere.
 */
export async function verifyChain(knex: Knex, check: ChainCheck = {}): Promise<VerifiedChain> {
  const from = check.from ?? 1;
  const before = await placeBefore(knex, from);
  if (before === null) {
    const broken = await explainBreak(knex, { kind: 'missing before', position: from });
    return { from, events: 0, last: null, broken };
  }
  const walked = await walk(knex, before);
  const broken = walked.broken ?? (await strays(knex)) ?? (await unlikeNote(knex, check.expected));
  const events = walked.last.position - before.position;
  return { from, events, last: events === 0 ? null : walked.last, broken };
}

/** The place that the event at `position` builds on; null where it is gone. */
async function placeBefore(knex: Knex, position: number): Promise<ChainPlace | null> {
  if (position === 1) return { position: 0, hash: FIRST_HASH };
  const found = await findInChain(knex, position - 1);
  return found === undefined ? null : { position: found.position, hash: found.hash };
}

interface Walked {
  readonly last: ChainPlace;
  readonly broken: ChainBreak | null;
}

async function walk(knex: Knex, before: ChainPlace): Promise<Walked> {
  let previous: ChainPlace | null = null;
  let last: ChainPlace = before;
  let after = { position: before.position, id: Number.MAX_SAFE_INTEGER };
  for (;;) {
    const { events, end, isLast } = await readChainPage(knex, after);
    for (const event of events) {
      if (event.position !== last.position + 1 || chainHash(last.hash, event) !== event.hash) {
        const broken = await explainBreak(knex, { kind: 'does not follow', previous, last, event, end });
        return { last, broken };
      }
      previous = last;
      last = { position: event.position, hash: event.hash };
      after = { position: event.position, id: event.id };
    }
    if (!isLast) continue;
    if (last.position === end.position && last.hash === end.hash) return { last, broken: null };
    return { last, broken: await explainBreak(knex, { kind: 'does not end', last, end }) };
  }
}

async function strays(knex: Knex): Promise<ChainBreak | null> {
  const count = await countOutsideChain(knex);
  if (count === 0) return null;
  const events = count === 1 ? '1 event has' : `${count} events have`;
  return {
    kind: 'inserted',
    position: null,
    message: `${events} no place in the chain: inserted past the trigger that chains events.`,
  };
}

async function unlikeNote(knex: Knex, expected: ChainPlace | undefined): Promise<ChainBreak | null> {
  if (expected === undefined) return null;
  const { position, hash } = expected;
  const found = await findInChain(knex, position);
  if (found === undefined) {
    return {
      kind: 'cut off',
      position,
      message: `There is no event ${position}, whose hash was noted: the log was cut off, and its end made to fit.`,
    };
  }
  if (found.hash === hash) return null;
  return {
    kind: 'rebuilt',
    position,
    message: `Event ${position} has another hash than was noted: it or an event before it was changed, and all hashes since made anew.`,
  };
}
