import { expect, it } from 'vitest';
import { initialsOf } from '../../../web/words/role-words.ts';

it.each([
  ['Ana Lys (demo)', 'AL'],
  ['Dana Whitfield', 'DW'],
  ['  Maria de la Cruz ', 'MC'],
  ['cher', 'C'],
  ['', '?'],
])('takes the initials of %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
