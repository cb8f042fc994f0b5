import type { Agreement, Comparison } from './compare-persons.ts';
import { comparePersons } from './compare-persons.ts';
import type { PersonPair } from './link-persons.ts';
import type { LinkagePerson } from './person.ts';

/**
 * Joins records to persons by their matches, the surest first: what is matched with the same is one person. Two groups are not
 * joined where any record of one contradicts any of the other, in first name or birth date, unless the match agrees in both: else a
 * record that says little would make one of a mother and her daughter. Gives for each record the smallest place among those of its person.
 */
export function joinPersons(
  persons: readonly LinkagePerson[],
  pairs: readonly PersonPair[],
): readonly number[] {
  const groupOf = persons.map((_, place) => place);
  const members = new Map<number, number[]>();
  const membersOf = (group: number): number[] => members.get(group) ?? [group];
  const matches = pairs.filter(({ verdict }) => verdict === 'match');
  for (const { one, other, comparison } of matches.sort(
    (a, b) => b.weight.total - a.weight.total || a.one - b.one || a.other - b.other,
  )) {
    const [first = one, second = other] = [groupOf[one], groupOf[other]];
    if (first === second) continue;
    if (!agreesInBoth(comparison) && contradict(persons, membersOf(first), membersOf(second))) continue;
    const [into, from] = first < second ? [first, second] : [second, first];
    const joined = [...membersOf(into), ...membersOf(from)];
    for (const place of membersOf(from)) groupOf[place] = into;
    members.set(into, joined);
    members.delete(from);
  }
  return groupOf;
}

const isSameOrNear = (agreement: Agreement): boolean => agreement === 'same' || agreement === 'near';
const agreesInBoth = ({ givenName, birthDate }: Comparison): boolean =>
  isSameOrNear(givenName) && isSameOrNear(birthDate);

function contradict(
  persons: readonly LinkagePerson[],
  ones: readonly number[],
  others: readonly number[],
): boolean {
  return ones.some((one) =>
    others.some((other) => {
      const [first, second] = [persons[one], persons[other]];
      if (first === undefined || second === undefined) return false;
      const { givenName, birthDate } = comparePersons(first, second);
      return givenName === 'other' || birthDate === 'other';
    }),
  );
}
