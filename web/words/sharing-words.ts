/** What kinds of data, levels of sharing and states of agreements are called, and what they mean. */
import type { AgreementState, DataKind, Sharing, SharingLevel } from '../../domain/access.ts';
import { DATA_KINDS, greaterLevel } from '../../domain/access.ts';
import { say } from './say.ts';

export const KIND_WORDS: Readonly<Record<DataKind, string>> = {
  recoveries: say('Recoveries'),
  traces: say('Trace results'),
  ballistics: say('Ballistics'),
  debriefs: say('Debriefs'),
  sales: say('Sales'),
};

/** What records a kind covers. */
export const KIND_COVERS: Readonly<Record<DataKind, string>> = {
  recoveries: say('Recovered guns: when, where, make and type; possessors.'),
  traces: say('Dealer, purchaser, sale and time-to-crime.'),
  ballistics: say('Shootings and other incidents; ballistic leads and hits.'),
  debriefs: say('How people said that they obtained guns; never who said it.'),
  sales: say('Dealers’ sales, multiple sales, thefts and losses, inspections.'),
};

/** Where a column has no room for more. */
export const KIND_SHORT: Readonly<Record<DataKind, string>> = {
  recoveries: say('Re'),
  traces: say('Tr'),
  ballistics: say('Ba'),
  debriefs: say('De'),
  sales: say('Sa'),
};

interface LevelWords {
  readonly label: string;
  /** Stands for it where room is short. */
  readonly letter: string;
  /** What is seen, after a name and a colon. */
  readonly meaning: string;
}

export const LEVEL_WORDS: Readonly<Record<SharingLevel, LevelWords>> = {
  nothing: { label: say('Nothing'), letter: '–', meaning: say('not seen at all') },
  aggregates: { label: say('Counts only'), letter: 'C', meaning: say('counted by area, never a single row') },
  deidentified: {
    label: say('De-identified'),
    letter: 'D',
    meaning: say('single rows without names, birth dates, home addresses and serial numbers'),
  },
  records: { label: say('Records'), letter: 'R', meaning: say('as their owner has them') },
};

export const STATE_WORDS: Readonly<Record<AgreementState, string>> = {
  offered: say('Offered'),
  in_force: say('In force'),
  not_begun: say('Not begun'),
  ended: say('Ended'),
  revoked: say('Revoked'),
  declined: say('Declined'),
};

/** The most that is given of any kind. */
export const topLevel = (sharing: Sharing): SharingLevel =>
  DATA_KINDS.map((kind) => sharing[kind]).reduce(greaterLevel, 'nothing');

interface KindsInSentence {
  readonly and: string;
  readonly or: string;
}

/** `trace results and debriefs`, `trace results or debriefs`: kinds inside a sentence. */
const inSentence = (kinds: readonly DataKind[]): KindsInSentence => {
  const words = kinds.map((kind) => KIND_WORDS[kind].toLowerCase());
  const [first, last] = [words.slice(0, -1).join(', '), words.at(-1) ?? ''];
  if (first === '') return { and: last, or: last };
  return { and: say('{first} and {last}', { first, last }), or: say('{first} or {last}', { first, last }) };
};

const PHRASES: Readonly<Record<SharingLevel, (kinds: KindsInSentence) => string>> = {
  nothing: (kinds) => say('no {kinds}', { kinds: kinds.or }),
  aggregates: (kinds) => say('counts of {kinds}', { kinds: kinds.and }),
  deidentified: (kinds) => say('de-identified {kinds}', { kinds: kinds.and }),
  records: (kinds) => say('records of {kinds}', { kinds: kinds.and }),
};

/** What is given beside the most: `counts of trace results, no debriefs`; empty where all kinds are alike. */
export function exceptionWords(sharing: Sharing): string {
  const top = topLevel(sharing);
  const levels = (['deidentified', 'aggregates', 'nothing'] as const).filter((level) => level !== top);
  return levels
    .map((level) => ({ level, kinds: DATA_KINDS.filter((kind) => sharing[kind] === level) }))
    .filter(({ level, kinds }) => kinds.length > 0 && level !== top)
    .map(({ level, kinds }) => PHRASES[level](inSentence(kinds)))
    .join(', ');
}

/** A whole {@link Sharing} in one sentence part: `records of recoveries, counts of trace results, no debriefs`. */
export function sharingSentence(sharing: Sharing): string {
  const top = topLevel(sharing);
  if (top === 'nothing') return say('nothing');
  const most = DATA_KINDS.filter((kind) => sharing[kind] === top);
  const all = say('all kinds');
  const first = PHRASES[top](most.length === DATA_KINDS.length ? { and: all, or: all } : inSentence(most));
  const rest = exceptionWords(sharing);
  return rest === '' ? first : `${first}, ${rest}`;
}
