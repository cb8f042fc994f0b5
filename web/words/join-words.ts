/** What pairs of purchasers that may be one person are told by. */
import type { JoinState } from '../../domain/join-states.ts';
import type { JoinDecision, JoinDetail, JoinedPurchaser, JoinPart } from '../../domain/joins.ts';
import type { LinkagePart } from '../../domain/linkage/compare-persons.ts';
import type { PartSays } from '../../domain/linkage/explain-comparison.ts';
import { formatCount, guns } from './format.ts';

export const JOIN_STATE_WORDS: Readonly<Record<JoinState, string>> = {
  unsure: 'To decide',
  joined: 'Joined',
  confirmed: 'Confirmed',
  apart: 'Taken apart',
};

/** `17 pairs of buyers may be one person each`. */
export function joinsTitle(state: JoinState, total: number): string {
  const pairs = `${formatCount(total)} ${total === 1 ? 'pair' : 'pairs'} of buyers`;
  switch (state) {
    case 'unsure':
      return total === 0 ? 'No pair of buyers waits for a decision' : `${pairs} may be one person each`;
    case 'joined':
      return `${pairs} taken for one person each`;
    case 'confirmed':
      return `${pairs} confirmed to be one person each`;
    case 'apart':
      return `${pairs} known to be two persons`;
  }
}

/** Why a list is empty, and what comes into it. */
export const NO_JOINS: Readonly<Record<JoinState, { readonly heading: string; readonly reason: string }>> = {
  unsure: {
    heading: 'Nothing to decide',
    reason:
      'Buyers are compared after each import and each change of an agreement. What is not sure by itself waits here.',
  },
  joined: {
    heading: 'Nobody is joined',
    reason: 'Nobody stands in the records as two buyers so surely that they were joined.',
  },
  confirmed: {
    heading: 'Nobody is confirmed yet',
    reason: 'What you or a partner confirm stands here, and can be taken back.',
  },
  apart: {
    heading: 'Nobody is taken apart yet',
    reason: 'What you or a partner take apart stands here, stays so, and can be taken back.',
  },
};

export const PART_WORDS: Readonly<Record<LinkagePart, string>> = {
  familyName: 'Family name',
  givenName: 'First name',
  birthDate: 'Birth date',
  address: 'Address',
};

const SAYS_WORDS: Readonly<Record<PartSays, string>> = {
  same: 'the same',
  same_first: 'the first is the same, others differ',
  slip: 'much alike, as by a slip of the pen',
  sounds_alike: 'written otherwise, sounds the same',
  one_of_two: 'share one of two names',
  short_form: 'a short form, an initial or a middle name',
  exchanged: 'first and family name exchanged',
  day_and_month_exchanged: 'day and month exchanged',
  two_of_three: 'two of year, month and day are the same',
  other_zip: 'the same street, another ZIP',
  same_zip: 'the same ZIP alone',
  other: 'differs',
  unknown: 'not known of both',
};
const DATE_SLIP = 'one digit or two neighbours differ';

export const saysWords = ({ part, says }: JoinPart): string =>
  part === 'birthDate' && says === 'slip' ? DATE_SLIP : SAYS_WORDS[says];

/** `+4.1`, `−2.0`, `0.0`. */
export function weightWords(weight: number): string {
  const digits = Math.abs(weight).toFixed(1);
  if (digits === '0.0') return digits;
  return `${weight > 0 ? '+' : '−'}${digits}`;
}

/** `21783, MD`; where nothing is known, that. */
export function homeWords({ state, zip }: JoinedPurchaser['home']): string {
  return (
    [zip === null ? null : `ZIP ${zip}`, state].filter((part) => part !== null).join(', ') || 'not known'
  );
}

/** `The whole person: 3 buyers in the records, 7 guns traced` */
export const personWords = ({ purchasers, guns: count }: NonNullable<JoinDetail['person']>): string =>
  `The whole person: ${formatCount(purchasers)} buyers in the records you see, ${guns(count)} traced`;

/** What became of a pair, said after the fact. */
export const DECIDED_WORDS: Readonly<Record<JoinDecision, string>> = {
  confirm: 'Confirmed: one person.',
  apart: 'Taken apart: two persons.',
  undo: 'Taken back.',
};
