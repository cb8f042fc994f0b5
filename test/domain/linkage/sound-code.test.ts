import { expect, it } from 'vitest';
import { soundCode } from '../../../domain/linkage/sound-code.ts';

it.each([
  ['ROBERT', 'RUPERT'],
  ['SMITH', 'SMYTHE'],
  ['KNIGHT', 'NIGHT'],
  ['PHILIPS', 'FILLIPS'],
  ['CATHERINE', 'KATHRYN'],
  ['MCDONALD', 'MACDONALD'],
  ['STEVENS', 'STEPHENS'],
])('%s sounds like %s', (one, other) => {
  expect(soundCode(one)).toBe(soundCode(other));
});

it.each([
  ['ROBERT', 'ROBERTA', true],
  ['SMITH', 'JONES', false],
  ['BAKER', 'BAXTER', false],
  ['LEE', 'LI', true],
])('%s and %s: %s', (one, other, isSame) => {
  expect(soundCode(one) === soundCode(other)).toBe(isSame);
});
