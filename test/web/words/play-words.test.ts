import { expect, it } from 'vitest';
import { playWords } from '../../../web/words/play-words.ts';

const quarter = { first: '2025-01', last: '2025-03' };

it.each([
  ['Jan–Mar 2025, window of 3 months', playWords(quarter, 'window')],
  ['Mar 2025, window of 1 month', playWords({ first: '2025-03', last: '2025-03' }, 'window')],
  ['Dec 2024–Mar 2025, cumulative', playWords({ first: '2024-12', last: '2025-03' }, 'cumulative')],
  ['Jan–Mar 2025, window of 3 months: 1,204 guns recovered', playWords(quarter, 'window', 1204)],
])('says "%s"', (sentence, words) => {
  expect(words).toBe(sentence);
});
