import { expect, it } from 'vitest';
import { say, sayWith } from '../../../web/words/say.ts';

const WORDS = { Save: 'Guardar', '{count} of {total}': 'De {total}, {count}' };

it.each([
  ['Save', undefined, 'Guardar'],
  ['{count} of {total}', { count: '1,204', total: 2431 }, 'De 2431, 1,204'],
  // What has no translation stays as it is written in the code.
  ['Open {name}', { name: 'Lynx' }, 'Open Lynx'],
  // Values are not looked at again: one may hold what looks like a place for another.
  ['{count} of {total}', { count: '{total}', total: 0 }, 'De 0, {total}'],
  ['{count} of {total}', { count: 3 }, 'De {total}, 3'],
])('says %j with %j as %j', (english, values, said) => {
  expect(sayWith(WORDS, english, values)).toBe(said);
});

it('is English where nothing else is chosen', () => {
  expect(say('Save')).toBe('Save');
});
