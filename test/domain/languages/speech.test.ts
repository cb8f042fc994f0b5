import { expect, it } from 'vitest';
import { IN_ENGLISH, speechWith } from '../../../domain/languages/speech.ts';
import { inWordsOf, told } from '../../../domain/languages/told.ts';

const WORDS = { Save: 'Guardar', '{count} of {total}': 'De {total}, {count}', guns: 'armas' };
const speech = speechWith(WORDS, 'es-US');

it.each([
  ['Save', undefined, 'Guardar'],
  ['{count} of {total}', { count: '1,204', total: 2431 }, 'De 2431, 1,204'],
  // What has no translation stays as it is written in the code.
  ['Open {name}', { name: 'Lynx' }, 'Open Lynx'],
  // Values are not looked at again: one may hold what looks like a place for another.
  ['{count} of {total}', { count: '{total}', total: 0 }, 'De 0, {total}'],
  ['{count} of {total}', { count: 3 }, 'De {total}, 3'],
])('says %j with %j as %j', (english, values, said) => {
  expect(speech.say(english, values)).toBe(said);
});

it('says what was told before its reader was known, and the texts in it', () => {
  const text = told('{count} of {total}', { count: told('guns'), total: 'guns' });
  expect(inWordsOf(speech, text)).toBe('De guns, armas');
  expect(inWordsOf(IN_ENGLISH, text)).toBe('guns of guns');
});
