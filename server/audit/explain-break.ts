import type { Knex } from 'knex';
import { chainHash } from './chain-hash.ts';
import type { ChainedEvent, ChainPlace } from './chain-read-model.ts';
import { findInChain, readChainFrom } from './chain-read-model.ts';

/** Where a chain breaks first, and what was done to it as far as can be told. */
export interface ChainBreak {
  readonly kind: 'changed' | 'removed' | 'inserted' | 'reordered' | 'cut off' | 'rebuilt';
  /** Of the event concerned; null where it has none. */
  readonly position: number | null;
  readonly message: string;
}

/** An event that does not follow on the one before it. */
interface Misfit {
  /** The last event that did follow, and the one before that; null where it is not known. */
  readonly last: ChainPlace;
  readonly previous: ChainPlace | null;
  readonly event: ChainedEvent;
  readonly end: ChainPlace;
}

type Finding =
  | { readonly kind: 'missing before'; readonly position: number }
  | ({ readonly kind: 'does not follow' } & Misfit)
  | { readonly kind: 'does not end'; readonly last: ChainPlace; readonly end: ChainPlace };

/** Says what was done where a chain breaks. Events that are elsewhere now are looked for: slow, but only once. */
export async function explainBreak(knex: Knex, finding: Finding): Promise<ChainBreak> {
  switch (finding.kind) {
    case 'missing before': {
      const missing = finding.position - 1;
      return {
        kind: 'removed',
        position: missing,
        message: `Event ${missing} is missing: removed, or the log ends before it.`,
      };
    }
    case 'does not end':
      return doesNotEnd(finding.last, finding.end);
    case 'does not follow':
      return (
        misnumbered(finding) ??
        (await displaced(knex, finding)) ??
        (await renumbered(knex, finding)) ??
        changed(finding, await builtOn(knex, finding.event))
      );
  }
}

function doesNotEnd(last: ChainPlace, end: ChainPlace): ChainBreak {
  if (last.position < end.position) {
    const missing = positions(last.position + 1, end.position);
    return {
      kind: 'cut off',
      position: last.position + 1,
      message: `The log was cut off: ${missing} missing at its end, where audit_chain says it goes to ${end.position}.`,
    };
  }
  if (last.position > end.position) {
    return {
      kind: 'inserted',
      position: end.position + 1,
      message: `Event ${end.position + 1} was inserted past the trigger that chains events, or audit_chain was set back: it says that the log ends with event ${end.position}.`,
    };
  }
  return {
    kind: 'changed',
    position: last.position,
    message: `Event ${last.position}, the last, does not have the hash in which audit_chain says that the log ends: it was changed and its hash made to fit, or audit_chain was changed.`,
  };
}

/** Events whose positions alone show what was done. */
function misnumbered({ last, event, end }: Misfit): ChainBreak | null {
  if (event.position > last.position + 1) {
    return {
      kind: 'removed',
      position: last.position + 1,
      message: `${sentence(positions(last.position + 1, event.position - 1))} missing: removed between events ${last.position} and ${event.position}.`,
    };
  }
  if (event.position <= last.position) {
    return {
      kind: 'inserted',
      position: event.position,
      message: `There are two events ${event.position}: one was inserted.`,
    };
  }
  if (event.position <= end.position) return null;
  return {
    kind: 'inserted',
    position: event.position,
    message: `Event ${event.position} was inserted past the trigger that chains events: audit_chain says that the log ends with event ${end.position}.`,
  };
}

/** Looks among the events from the break on for one that belongs where the break is, or just before. */
async function displaced(knex: Knex, misfit: Misfit): Promise<ChainBreak | null> {
  const { last, previous, event } = misfit;
  const { position } = event;
  for await (const other of readChainFrom(knex, position)) {
    if (other.id !== event.id && belongs(last, position, other, event)) {
      const isMovedWhole = other.hash === chainHashAt(last, position, other);
      return !isMovedWhole || (await isGenuine(knex, misfit))
        ? {
            kind: 'reordered',
            position,
            message: `Events were reordered: what belongs at ${position} stands at ${other.position}.`,
          }
        : {
            kind: 'inserted',
            position,
            message: `Event ${position} was inserted: what belongs there stands at ${other.position}.`,
          };
    }
    if (previous !== null && other.hash === chainHashAt(previous, last.position, other)) {
      return {
        kind: 'inserted',
        position: last.position,
        message: `Event ${last.position} was inserted: what belongs there stands at ${other.position}.`,
      };
    }
  }
  return null;
}

const chainHashAt = (before: ChainPlace, position: number, event: ChainedEvent): string =>
  chainHash(before.hash, { ...event, position });

/** True where `other` was at `position` with its own hash, or its content was moved away from under that of `event`. */
function belongs(before: ChainPlace, position: number, other: ChainedEvent, event: ChainedEvent): boolean {
  const hash = chainHashAt(before, position, other);
  return (
    hash === other.hash ||
    hash === event.hash ||
    chainHashAt(before, position, { ...other, id: event.id }) === event.hash
  );
}

/** True where some event, or the end of the log, builds on this one: then it was not made up. */
async function isGenuine(knex: Knex, { event, end }: Misfit): Promise<boolean> {
  if (event.hash === end.hash) return true;
  for await (const other of readChainFrom(knex, event.position)) {
    if (chainHash(event.hash, other) === other.hash) return true;
  }
  return false;
}

/** How many events may have been removed at once for it to be recognised after the others were numbered anew. */
const MOST_RENUMBERED = 10_000;

/** Recognises events that follow on each other under the numbers they had before some were removed. */
async function renumbered(knex: Knex, { last, event }: Misfit): Promise<ChainBreak | null> {
  const next = await findInChain(knex, event.position + 1);
  if (next === undefined) return null;
  for (let removed = 1; removed <= MOST_RENUMBERED; removed += 1) {
    if (chainHash(event.hash, { ...next, position: next.position + removed }) !== next.hash) continue;
    const { position } = event;
    return {
      kind: 'removed',
      position,
      message: `${removed === 1 ? 'An event was' : `${removed} events were`} removed between events ${last.position} and ${position}, and those after numbered anew.`,
    };
  }
  return null;
}

/** True where the event after this one, if any, follows on it. */
async function builtOn(knex: Knex, event: ChainedEvent): Promise<boolean> {
  const next = await findInChain(knex, event.position + 1);
  return next === undefined || chainHash(event.hash, next) === next.hash;
}

function changed({ last, event }: Misfit, isBuiltOn: boolean): ChainBreak {
  const { position } = event;
  const before =
    last.position === 0 ? '' : `, or event ${last.position} was changed and its hash made to fit`;
  return {
    kind: 'changed',
    position,
    message: isBuiltOn
      ? `Event ${position} was changed: it does not have the hash it was written with${before}.`
      : `Event ${position} was changed, and its hash too: neither fits the events around it.`,
  };
}

function positions(first: number, last: number): string {
  return first === last ? `event ${first} is` : `events ${first} to ${last} are`;
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
