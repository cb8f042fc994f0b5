import { expect, it } from 'vitest';
import { briefingQuery, checkedPictureQuery } from '../../../server/pictures/checked-order.ts';

it.each([
  ['', 'theme=light&rail=0'],
  ['?source_state=VA&theme=dark&rail=1', 'source_state=VA&theme=light&rail=0'],
  ['view=times', 'view=times&theme=light&rail=0'],
])('opens %s on paper', (text, query) => {
  expect(checkedPictureQuery(text, true)).toBe(query);
});

it.each([
  ['view=audit', 'This view has no picture'],
  ['source_state=Virginia', 'What is to be shown cannot be read'],
  ['elsewhere=//other.example', 'What is to be shown cannot be read'],
])('refuses %s in words', (text, words) => {
  expect(() => checkedPictureQuery(text, true)).toThrow(words);
});

it('makes files of released counts alone for who sees counts alone', () => {
  for (const query of ['', 'view=times', 'view=progress&intervention=1']) {
    expect(() => checkedPictureQuery(query, false)).toThrow('counted live, small counts too');
  }
  expect(checkedPictureQuery('view=released', false)).toBe('view=released&theme=light&rail=0');
});

it('opens a briefing by its number', () => {
  expect(briefingQuery(3)).toBe('view=briefings&briefing=3&theme=light&rail=0');
});
