import { describe, expect, it } from 'vitest';
import { OBTAINED_HOW } from '../../../domain/vocabulary.ts';
import { shownWithout } from '../../../web/words/hotspot-words.ts';
import { countedRecords, noRecordsWords, OBTAINED_HOW_WORDS } from '../../../web/words/market-words.ts';

it('ways of obtaining guns are told apart by their letters alone', () => {
  expect(new Set(OBTAINED_HOW.map((how) => OBTAINED_HOW_WORDS[how].letter)).size).toBe(OBTAINED_HOW.length);
});

it.each([
  ['links', 1, '1 link'],
  ['debriefs', 2431, '2,431 debriefs'],
  ['thefts', 0, '0 thefts and losses'],
] as const)('%s: %d', (layer, count, words) => expect(countedRecords(layer, count)).toBe(words));

describe('what is not narrowed', () => {
  it('is told of the records that are shown', () => {
    expect(shownWithout(['ttc_max', 'dealer'], { said: 'guns', of: 'links' })).toBe(
      'Not narrowed by time from sale and dealer: that is said of guns, not of links.',
    );
  });
});

it('none is told with the next step of whoever looks', () => {
  expect(noRecordsWords('links', true)).toBe(
    'No link is recorded in this selection. Widen the dates and areas, or bring a file of them in under Data.',
  );
  expect(noRecordsWords('debriefs', false)).toContain('ask a data steward');
});
