import { expect, it } from 'vitest';
import { actionWords, detailWords } from '../../../web/words/audit-words.ts';

it('says what was done, and the name of what it does not know', () => {
  expect(actionWords('session.started')).toBe('Signed in');
  expect(actionWords('moon.landed')).toBe('moon.landed');
});

it('says what is known besides, in words', () => {
  expect(detailWords({ rowsAccepted: 1200, complete: false, sha256: 'ab12', note: null, empty: '' })).toBe(
    'rows accepted 1,200, complete no, sha256 ab12',
  );
  expect(detailWords({})).toBe('');
});
