import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../bench/random.ts';
import { makeSyntheticPersons } from '../../../bench/synthetic-persons.ts';
import { candidatePairs } from '../../../domain/linkage/candidate-pairs.ts';
import { joinPersons } from '../../../domain/linkage/join-persons.ts';
import { linkPersons } from '../../../domain/linkage/link-persons.ts';
import type { LinkagePerson } from '../../../domain/linkage/person.ts';

/** Strangers among whom names, days and addresses are as common as they are. */
const CROWD = makeSyntheticPersons({ seed: 5, records: 1500, errors: 0 }).records;
const JANE: LinkagePerson = {
  familyName: 'MARLOWE',
  givenNames: 'JANE ELLEN',
  birthDate: '1984-03-07',
  street: '14 FERN ST',
  zip: '21215',
};

/** What is said of these two, put into the crowd. */
function verdictOn(one: LinkagePerson, other: LinkagePerson) {
  const persons = [one, other, ...CROWD];
  return pairsOf(persons).find((pair) => pair.one === 0 && pair.other === 1);
}
function pairsOf(persons: readonly LinkagePerson[]) {
  const random = new Random(7);
  return linkPersons(persons, () => random.next());
}

describe('two records', () => {
  it.each([
    ['the same in all', {}, 'match'],
    ['moved', { street: '900 OAK AVE', zip: '20001' }, 'match'],
    ['day and month exchanged', { birthDate: '1984-07-03' }, 'match'],
    ['misspelt, and by an initial', { familyName: 'MARLOW', givenNames: 'J' }, 'match'],
    ['married and moved', { familyName: 'OKAFOR', street: '900 OAK AVE', zip: '20001' }, undefined],
    ['a twin', { givenNames: 'RUTH' }, 'review'],
    ['a daughter of her name', { birthDate: '2005-11-30' }, 'review'],
    ['somebody of her household', { givenNames: 'RUTH', birthDate: '2005-11-30' }, undefined],
  ] as const)('%s: %s', (_what, changed, expected) => {
    expect(verdictOn(JANE, { ...JANE, ...changed })?.verdict).toBe(expected);
  });

  it('weigh the more, the rarer what they share, part by part', () => {
    const often = Array.from({ length: 200 }, (_, index) => ({
      ...JANE,
      givenNames: `N${index}`,
      birthDate: `19${50 + (index % 40)}-01-${String(1 + (index % 28)).padStart(2, '0')}`,
      street: `${index} ELM ST`,
    }));
    const rare = verdictOn(JANE, { ...JANE })?.weight;
    const persons = [JANE, { ...JANE }, ...CROWD, ...often];
    const common = pairsOf(persons).find(({ one, other }) => one === 0 && other === 1)?.weight;
    expect(common?.parts.familyName).toBeLessThan((rare?.parts.familyName ?? 0) - 5);
    const { familyName = 0, givenName = 0, birthDate = 0, address = 0 } = rare?.parts ?? {};
    expect(rare?.total).toBeCloseTo(familyName + givenName + birthDate + address, 9);
  });

  it('are told the same way whatever their order', () => {
    const { records } = makeSyntheticPersons({ seed: 11, records: 400, errors: 0.2 });
    const there = pairsOf(records).filter(({ verdict }) => verdict === 'match');
    const back = pairsOf([...records].reverse()).filter(({ verdict }) => verdict === 'match');
    const turned = back.map(({ one, other }) => `${399 - other} ${399 - one}`);
    // Weights are learned from pairs drawn at random: a pair at the threshold may fall to either side.
    const differing = there.filter(({ one, other }) => !turned.includes(`${one} ${other}`));
    expect(differing.length).toBeLessThanOrEqual(2);
    expect(there.length).toBeGreaterThan(100);
  });
});

it('compares each pair once, the smaller place first', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), (seed) => {
      const { records } = makeSyntheticPersons({ seed, records: 60, errors: 0.3 });
      const seen: string[] = [];
      candidatePairs(records, (one, other) => {
        expect(one).toBeLessThan(other);
        seen.push(`${one} ${other}`);
      });
      expect(new Set(seen).size).toBe(seen.length);
    }),
    { numRuns: 20 },
  );
});

describe('joined to persons', () => {
  it('come those that are matched with the same', () => {
    const persons = [
      JANE,
      { ...JANE, street: '900 OAK AVE', zip: '20001' },
      { ...JANE, birthDate: '1984-07-03' },
      ...CROWD,
    ];
    expect(joinPersons(persons, pairsOf(persons)).slice(0, 3)).toEqual([0, 0, 0]);
  });

  it('is no mother with her daughter by a record that says little', () => {
    const daughter = { ...JANE, givenNames: 'RUTH ANN', birthDate: '2005-11-30' };
    const untold = { ...JANE, givenNames: null, birthDate: null };
    const persons = [JANE, untold, daughter, ...CROWD];
    const [mother, , child] = joinPersons(persons, pairsOf(persons));
    expect(mother).not.toBe(child);
  });

  it('are nearly all, and nearly none wrongly, of people with errors in 15 % of their fields', () => {
    const { records, person } = makeSyntheticPersons({ seed: 3, records: 6000, errors: 0.15 });
    const joined = joinPersons(records, pairsOf(records));
    const pairs = { joined: 0, right: 0, all: 0 };
    for (let one = 0; one < records.length; one += 1) {
      for (let other = one + 1; other < records.length; other += 1) {
        const isJoined = joined[one] === joined[other];
        const isOne = person[one] === person[other];
        if (isJoined) pairs.joined += 1;
        if (isOne) pairs.all += 1;
        if (isJoined && isOne) pairs.right += 1;
      }
    }
    expect(pairs.right / pairs.joined).toBeGreaterThanOrEqual(0.995);
    expect(pairs.right / pairs.all).toBeGreaterThanOrEqual(0.95);
  });
});
