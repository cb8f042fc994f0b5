import { describe, expect, it } from 'vitest';
import { ALL_RECORDS, NOTHING, sharingOf } from '../../../domain/access.ts';
import { exceptionWords, sharingSentence, topLevel } from '../../../web/words/sharing-words.ts';

const MIXED = { ...ALL_RECORDS, traces: 'aggregates', debriefs: 'nothing', sales: 'nothing' } as const;

it('takes the most of any kind', () => {
  expect([topLevel(ALL_RECORDS), topLevel(NOTHING), topLevel(MIXED)]).toEqual([
    'records',
    'nothing',
    'records',
  ]);
});

describe('exceptions', () => {
  it('are none where all kinds are alike', () => {
    expect(exceptionWords(ALL_RECORDS)).toBe('');
    expect(exceptionWords(NOTHING)).toBe('');
    expect(exceptionWords(sharingOf(() => 'aggregates'))).toBe('');
  });

  it('name the kinds given less', () => {
    expect(exceptionWords(MIXED)).toBe('counts of trace results, no debriefs or sales');
  });
});

describe('a sentence', () => {
  it('says what is given of every kind', () => {
    expect(sharingSentence(ALL_RECORDS)).toBe('records of all kinds');
    expect(sharingSentence(NOTHING)).toBe('nothing');
    expect(sharingSentence(MIXED)).toBe(
      'records of recoveries and ballistics, counts of trace results, no debriefs or sales',
    );
  });
});
