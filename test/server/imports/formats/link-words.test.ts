import { describe, expect, it } from 'vitest';
import { linkTypeOf } from '../../../../server/imports/formats/ballistics/link-words.ts';

describe('linkTypeOf', () => {
  it.each([
    ['Hit', 'hit'],
    ['NIBIN HIT', 'hit'],
    ['Confirmed', 'hit'],
    ['Confirmed lead', 'hit'],
    ['Lead confirmed by examiner', 'hit'],
    ['Identification', 'hit'],
    ['Y', 'hit'],
    ['Lead', 'lead'],
    ['NIBIN Lead', 'lead'],
    ['Unconfirmed lead', 'lead'],
    ['Potential hit', 'lead'],
    ['Hit pending confirmation', 'lead'],
    ['Not yet confirmed', 'lead'],
    ['To be confirmed', 'lead'],
    ['Presumptive', 'lead'],
    ['Lead (not a hit)', 'lead'],
    ['N', 'lead'],
    ['No hit', 'none'],
    ['NO NIBIN HITS', 'none'],
    ['Non-match', 'none'],
    ['Elimination', 'none'],
    ['Negative', 'none'],
    ['maybe', null],
    ['Inconclusive', null],
    // Words that only hold others.
    ['White', null],
    ['Leadership', null],
  ])('of %j is %j', (text, type) => {
    expect(linkTypeOf(text)).toBe(type);
  });
});
