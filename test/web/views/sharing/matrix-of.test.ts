import { expect, it } from 'vitest';
import { ALL_RECORDS } from '../../../../domain/access.ts';
import { matrixOf } from '../../../../web/views/sharing/matrix-of.ts';

const agencies = ['A', 'B', 'C'].map((code) => ({ code, name: code }));
const matrix = [{ giving: 'A', receiving: 'B', sharing: ALL_RECORDS }];

it('puts one’s own agency first and leaves the others in order', () => {
  expect(matrixOf(agencies, matrix, 'C').inOrder.map(({ code }) => code)).toEqual(['C', 'A', 'B']);
  expect(matrixOf(agencies, matrix, null).inOrder).toEqual(agencies);
});

it('knows one direction from the other', () => {
  const { sharingOf } = matrixOf(agencies, matrix, null);
  expect(sharingOf('A', 'B')).toEqual(ALL_RECORDS);
  expect(sharingOf('B', 'A')).toBeNull();
});
