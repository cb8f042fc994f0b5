import { expect, it } from 'vitest';
import { namesOf } from '../../../domain/linkage/person.ts';

it.each([
  ['ROE, JANE Q', 'ROE', 'JANE Q'],
  ['Roe, Jane Q.', 'ROE', 'JANE Q'],
  ['JANE Q ROE', 'ROE', 'JANE Q'],
  ["O'NEIL-GARCÍA, JOSÉ LUIS", 'ONEIL GARCIA', 'JOSE LUIS'],
  ['ROE, JOHN, JR', 'ROE', 'JOHN'],
  ['JOHN ROE III', 'ROE', 'JOHN'],
  ['ROE', 'ROE', null],
  ['', null, null],
  [null, null, null],
])('%s', (fullName, familyName, givenNames) => {
  expect(namesOf(fullName)).toEqual({ familyName, givenNames });
});
