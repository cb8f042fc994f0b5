import { joinPersons } from '../../domain/linkage/join-persons.ts';
import { linkPersons } from '../../domain/linkage/link-persons.ts';
import type { Measurement } from '../measurement.ts';
import { atLeast, atMost, reported } from '../measurement.ts';
import { Random } from '../random.ts';
import { makeSyntheticPersons } from '../synthetic-persons.ts';

const RECORDS = 100_000;
const ERRORS = 0.15;

/** Finds records of one person among made-up ones with errors in 15 % of their fields; see docs/guides/linkage.md. */
export async function measureLinkage(): Promise<Measurement[]> {
  const { records, person } = makeSyntheticPersons({ seed: 20261129, records: RECORDS, errors: ERRORS });
  const random = new Random(7);
  const started = performance.now();
  const pairs = linkPersons(records, () => random.next());
  const joined = joinPersons(records, pairs);
  const seconds = (performance.now() - started) / 1000;
  const isOne = ({ one, other }: { readonly one: number; readonly other: number }) =>
    person[one] === person[other];
  const asked = pairs.filter(({ verdict }) => verdict === 'review');
  // Pairs that are joined and of one person: those equal in both.
  const right = pairsOf(person.map((one, place) => `${one} ${joined[place]}`));
  return [
    atLeast('joined pairs that are one person (precision)', right / pairsOf(joined), '', 0.995),
    atLeast('pairs of one person that are joined (recall)', right / pairsOf(person), '', 0.95),
    reported('pairs left to somebody', asked.length, 'pairs'),
    reported('of them one person', asked.filter(isOne).length, 'pairs'),
    atMost('time for 100,000 records', seconds, 's', 60),
  ];
}

/** How many pairs of records are in one group. */
function pairsOf(groups: readonly (number | string)[]): number {
  const counts = new Map<number | string, number>();
  for (const group of groups) counts.set(group, (counts.get(group) ?? 0) + 1);
  let pairs = 0;
  for (const count of counts.values()) pairs += (count * (count - 1)) / 2;
  return pairs;
}
