/** What pairs of purchasers that may be one person are told by. */
import type { JoinState } from '../../domain/join-states.ts';
import type { JoinDecision, JoinDetail, JoinedPurchaser, JoinPart } from '../../domain/joins.ts';
import type { LinkagePart } from '../../domain/linkage/compare-persons.ts';
import type { PartSays } from '../../domain/linkage/explain-comparison.ts';
import { formatCount, guns } from './format.ts';
import { say } from './say.ts';

export const JOIN_STATE_WORDS: Readonly<Record<JoinState, string>> = {
  unsure: say('To decide'),
  joined: say('Joined'),
  confirmed: say('Confirmed'),
  apart: say('Taken apart'),
};

/** `17 pairs of buyers may be one person each`. */
export function joinsTitle(state: JoinState, total: number): string {
  const pairs = say('{total} {words} of buyers', {
    total: formatCount(total),
    words: total === 1 ? say('pair') : say('pairs'),
  });
  switch (state) {
    case 'unsure':
      return total === 0
        ? say('No pair of buyers waits for a decision')
        : say('{pairs} may be one person each', { pairs });
    case 'joined':
      return say('{pairs} taken for one person each', { pairs });
    case 'confirmed':
      return say('{pairs} confirmed to be one person each', { pairs });
    case 'apart':
      return say('{pairs} known to be two persons', { pairs });
  }
}

/** Why a list is empty, and what comes into it. */
export const NO_JOINS: Readonly<Record<JoinState, { readonly heading: string; readonly reason: string }>> = {
  unsure: {
    heading: say('Nothing to decide'),
    reason: say(
      'Buyers are compared after each import and each change of an agreement. What is not sure by itself waits here.',
    ),
  },
  joined: {
    heading: say('Nobody is joined'),
    reason: say('Nobody stands in the records as two buyers so surely that they were joined.'),
  },
  confirmed: {
    heading: say('Nobody is confirmed yet'),
    reason: say('What you or a partner confirm stands here, and can be taken back.'),
  },
  apart: {
    heading: say('Nobody is taken apart yet'),
    reason: say('What you or a partner take apart stands here, stays so, and can be taken back.'),
  },
};

export const PART_WORDS: Readonly<Record<LinkagePart, string>> = {
  familyName: say('Family name'),
  givenName: say('First name'),
  birthDate: say('Birth date'),
  address: say('Address'),
};

const SAYS_WORDS: Readonly<Record<PartSays, string>> = {
  same: say('the same'),
  same_first: say('the first is the same, others differ'),
  slip: say('much alike, as by a slip of the pen'),
  sounds_alike: say('written otherwise, sounds the same'),
  one_of_two: say('share one of two names'),
  short_form: say('a short form, an initial or a middle name'),
  exchanged: say('first and family name exchanged'),
  day_and_month_exchanged: say('day and month exchanged'),
  two_of_three: say('two of year, month and day are the same'),
  other_zip: say('the same street, another ZIP'),
  same_zip: say('the same ZIP alone'),
  other: say('differs'),
  unknown: say('not known of both'),
};
const DATE_SLIP = say('one digit or two neighbours differ');

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
    [zip === null ? null : say('ZIP {zip}', { zip }), state].filter((part) => part !== null).join(', ') ||
    say('not known')
  );
}

/** `The whole person: 3 buyers in the records, 7 guns traced` */
export const personWords = ({ purchasers, guns: count }: NonNullable<JoinDetail['person']>): string =>
  say('The whole person: {purchasers} buyers in the records you see, {count} traced', {
    purchasers: formatCount(purchasers),
    count: guns(count),
  });

/** What became of a pair, said after the fact. */
export const DECIDED_WORDS: Readonly<Record<JoinDecision, string>> = {
  confirm: say('Confirmed: one person.'),
  apart: say('Taken apart: two persons.'),
  undo: say('Taken back.'),
};
