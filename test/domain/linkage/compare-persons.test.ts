import { describe, expect, it } from 'vitest';
import { comparePersons } from '../../../domain/linkage/compare-persons.ts';
import type { LinkagePerson } from '../../../domain/linkage/person.ts';

const JANE: LinkagePerson = {
  familyName: 'MARLOWE',
  givenNames: 'JANE ELLEN',
  birthDate: '1984-03-07',
  street: '14 FERN ST',
  zip: '21215',
};
const with_ = (changed: Partial<LinkagePerson>) => comparePersons(JANE, { ...JANE, ...changed });

describe('names', () => {
  it.each([
    ['MARLOWE', 'same'],
    ['MARLOW', 'near'],
    ['MRALOWE', 'near'],
    ['MERLOU', 'alike'],
    ['MARLOWE TATE', 'near'],
    ['TATE MARLOWE', 'alike'],
    ['OKAFOR', 'other'],
    [null, 'unknown'],
  ] as const)('family name %s: %s', (familyName, expected) => {
    expect(with_({ familyName }).familyName).toBe(expected);
  });

  it.each([
    ['JANE ELLEN', 'same'],
    ['JANE', 'same'],
    ['JAEN', 'near'],
    ['J', 'alike'],
    ['ELLEN', 'alike'],
    ['K', 'other'],
    ['RUTH', 'other'],
    [null, 'unknown'],
  ] as const)('first names %s: %s', (givenNames, expected) => {
    expect(with_({ givenNames }).givenName).toBe(expected);
  });

  it.each([
    ['ROBERT', 'BOB'],
    ['WILLIAM', 'BILL'],
    ['KATHERINE', 'KATE'],
    ['CHRISTOPHER', 'CHRIS'],
  ])('%s is also called %s', (name, short) => {
    const one = { ...JANE, givenNames: name };
    expect(['near', 'alike']).toContain(comparePersons(one, { ...JANE, givenNames: short }).givenName);
  });

  it('that were exchanged are alike, both or neither', () => {
    expect(with_({ familyName: 'JANE', givenNames: 'MARLOWE' })).toMatchObject({
      familyName: 'alike',
      givenName: 'alike',
    });
    expect(with_({ familyName: 'JANE', givenNames: 'OKAFOR' })).toMatchObject({
      familyName: 'other',
      givenName: 'other',
    });
  });
});

it.each([
  ['1984-03-07', 'same'],
  ['1984-07-03', 'near'],
  ['1984-03-08', 'near'],
  ['1948-03-07', 'near'],
  ['1984-03-21', 'alike'],
  ['1979-03-07', 'alike'],
  ['1971-11-30', 'other'],
  [null, 'unknown'],
] as const)('birth date %s: %s', (birthDate, expected) => {
  expect(with_({ birthDate }).birthDate).toBe(expected);
});

it.each([
  ['14 FERN ST', '21215', 'same'],
  ['14 FERN ST', null, 'same'],
  ['14 FREN ST', '21215', 'near'],
  ['14 FERN ST', '21210', 'near'],
  ['16 FERN ST', '21215', 'alike'],
  ['900 OAK AVE', '21215', 'alike'],
  [null, '21215', 'alike'],
  [null, '21210', 'unknown'],
  ['900 OAK AVE', '21210', 'other'],
  [null, null, 'unknown'],
] as const)('address %s %s: %s', (street, zip, expected) => {
  expect(with_({ street, zip }).address).toBe(expected);
});
