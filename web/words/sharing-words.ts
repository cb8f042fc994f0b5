/** What kinds of data, levels of sharing and states of agreements are called, and what they mean. */
import type { AgreementState, DataKind, Sharing, SharingLevel } from '../../domain/access.ts';
import { DATA_KINDS, greaterLevel } from '../../domain/access.ts';

export const KIND_WORDS: Readonly<Record<DataKind, string>> = {
  recoveries: 'Recoveries',
  traces: 'Trace results',
  ballistics: 'Ballistics',
  debriefs: 'Debriefs',
  sales: 'Sales',
};

/** What records a kind covers. */
export const KIND_COVERS: Readonly<Record<DataKind, string>> = {
  recoveries: 'Recovered guns: when, where, make and type; possessors.',
  traces: 'Dealer, purchaser, sale and time-to-crime.',
  ballistics: 'Shootings and other incidents; ballistic leads and hits.',
  debriefs: 'How people said that they obtained guns; never who said it.',
  sales: 'Dealers’ sales, multiple sales, thefts and losses, inspections.',
};

/** Where a column has no room for more. */
export const KIND_SHORT: Readonly<Record<DataKind, string>> = {
  recoveries: 'Re',
  traces: 'Tr',
  ballistics: 'Ba',
  debriefs: 'De',
  sales: 'Sa',
};

interface LevelWords {
  readonly label: string;
  /** Stands for it where room is short. */
  readonly letter: string;
  /** What is seen, after a name and a colon. */
  readonly meaning: string;
}

export const LEVEL_WORDS: Readonly<Record<SharingLevel, LevelWords>> = {
  nothing: { label: 'Nothing', letter: '–', meaning: 'not seen at all' },
  aggregates: { label: 'Counts only', letter: 'C', meaning: 'counted by area, never a single row' },
  deidentified: {
    label: 'De-identified',
    letter: 'D',
    meaning: 'single rows without names, birth dates, home addresses and serial numbers',
  },
  records: { label: 'Records', letter: 'R', meaning: 'as their owner has them' },
};

export const STATE_WORDS: Readonly<Record<AgreementState, string>> = {
  offered: 'Offered',
  in_force: 'In force',
  not_begun: 'Not begun',
  ended: 'Ended',
  revoked: 'Revoked',
  declined: 'Declined',
};

/** The most that is given of any kind. */
export const topLevel = (sharing: Sharing): SharingLevel =>
  DATA_KINDS.map((kind) => sharing[kind]).reduce(greaterLevel, 'nothing');

/** `trace results` and `debriefs`: kinds inside a sentence. */
const inSentence = (kinds: readonly DataKind[]): string => {
  const words = kinds.map((kind) => KIND_WORDS[kind].toLowerCase());
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
};

const PHRASES: Readonly<Record<SharingLevel, (kinds: string) => string>> = {
  nothing: (kinds) => `no ${kinds.replace(' and ', ' or ')}`,
  aggregates: (kinds) => `counts of ${kinds}`,
  deidentified: (kinds) => `de-identified ${kinds}`,
  records: (kinds) => `records of ${kinds}`,
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
  if (top === 'nothing') return 'nothing';
  const most = DATA_KINDS.filter((kind) => sharing[kind] === top);
  const first = PHRASES[top](most.length === DATA_KINDS.length ? 'all kinds' : inSentence(most));
  const rest = exceptionWords(sharing);
  return rest === '' ? first : `${first}, ${rest}`;
}
