import { describe, expect, it } from 'vitest';
import { comparePersons } from '../../../domain/linkage/compare-persons.ts';
import { explainComparison } from '../../../domain/linkage/explain-comparison.ts';
import type { LinkagePerson } from '../../../domain/linkage/person.ts';

const NOBODY: LinkagePerson = {
  familyName: null,
  givenNames: null,
  birthDate: null,
  street: null,
  zip: null,
};
const WEIGHT = { parts: { familyName: 4.126, givenName: -1, birthDate: 0, address: 2 }, total: 5.126 };

/** What the parts that are known say. */
const says = (one: Partial<LinkagePerson>, other: Partial<LinkagePerson>) => {
  const [a, b] = [
    { ...NOBODY, ...one },
    { ...NOBODY, ...other },
  ];
  return explainComparison(a, b, comparePersons(a, b), WEIGHT)
    .filter((part) => part.says !== 'unknown')
    .map((part) => part.says);
};

describe('explainComparison', () => {
  it.each([
    ['SMITH', 'SMITH', 'same'],
    ['SMITH', 'SMITJ', 'slip'],
    ['MEYER', 'MAIER', 'sounds_alike'],
    ['GARCIA LOPEZ', 'LOPEZ', 'one_of_two'],
    ['SMITH', 'OKAFOR', 'other'],
  ])('says of the family names %s and %s: %s', (one, other, expected) => {
    expect(says({ familyName: one }, { familyName: other })).toEqual([expected]);
  });

  it.each([
    ['JOHN PAUL', 'JOHN PAUL', 'same'],
    ['JOHN PAUL', 'JOHN', 'same_first'],
    ['WILLIAM', 'BILL', 'short_form'],
    ['JOHN', 'J', 'short_form'],
    ['JOHN', 'PETRA', 'other'],
  ])('says of the first names %s and %s: %s', (one, other, expected) => {
    expect(says({ givenNames: one }, { givenNames: other })).toEqual([expected]);
  });

  it('says that first and last name were exchanged', () => {
    const [one, other] = [
      { familyName: 'OKAFOR', givenNames: 'PETRA' },
      { familyName: 'PETRA', givenNames: 'OKAFOR' },
    ];
    expect(says(one, other)).toEqual(['exchanged', 'exchanged']);
  });

  it.each([
    ['1999-04-09', '1999-04-09', 'same'],
    ['1999-04-09', '1999-09-04', 'day_and_month_exchanged'],
    ['1999-04-09', '1999-04-08', 'slip'],
    ['1999-04-09', '1983-04-09', 'two_of_three'],
    ['1999-04-09', '1960-12-31', 'other'],
  ])('says of the birth dates %s and %s: %s', (one, other, expected) => {
    expect(says({ birthDate: one }, { birthDate: other })).toEqual([expected]);
  });

  it.each([
    ['7 ELM ST', '21201', '7 ELM ST', '21201', 'same'],
    ['7 ELM ST', '21201', '7 ELM ST', '21202', 'other_zip'],
    ['7 NORTHERN PKWY', '21201', '7 NORTHERM PKWY', '21201', 'slip'],
    ['7 ELM ST', '21201', '4418 BELAIR RD', '21201', 'same_zip'],
    ['7 ELM ST', '21201', '4418 BELAIR RD', '21202', 'other'],
  ])('says of the addresses %s %s and %s %s: %s', (street, zip, otherStreet, otherZip, expected) => {
    expect(says({ street, zip }, { street: otherStreet, zip: otherZip })).toEqual([expected]);
  });

  it('gives each part its weight, to two places', () => {
    const parts = explainComparison(NOBODY, NOBODY, comparePersons(NOBODY, NOBODY), WEIGHT);
    expect(parts.map(({ part, weight }) => [part, weight])).toEqual([
      ['familyName', 4.13],
      ['givenName', -1],
      ['birthDate', 0],
      ['address', 2],
    ]);
  });
});
