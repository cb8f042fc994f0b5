import type { ExplainedPart } from '../../domain/linkage/explain-comparison.ts';
import { explainComparison } from '../../domain/linkage/explain-comparison.ts';
import { joinPersons } from '../../domain/linkage/join-persons.ts';
import type { LinkageThresholds } from '../../domain/linkage/link-persons.ts';
import { linkPersons } from '../../domain/linkage/link-persons.ts';
import type { PurchaserToLink } from './purchasers-to-link.ts';

/** Two purchasers that are, or may be, one person; `a` the smaller id. */
export interface FoundPair {
  readonly a: number;
  readonly b: number;
  readonly weight: number;
  readonly probability: number;
  readonly parts: readonly ExplainedPart[];
  readonly found: 'joined' | 'unsure';
}

/**
 * The pairs among purchasers that are by id: of two agencies those across them, of one all. What the joining of persons refuses,
 * since others of the two groups contradict each other, is for somebody to decide.
 */
export function findPairs(
  purchasers: readonly PurchaserToLink[],
  thresholds: LinkageThresholds,
): readonly FoundPair[] {
  const persons = purchasers.map(({ person }) => person);
  const pairs = linkPersons(persons, evenNumbers(), thresholds);
  const groups = joinPersons(persons, pairs);
  const isOfSeveral = purchasers.some(({ agencyId }) => agencyId !== purchasers[0]?.agencyId);
  return pairs.flatMap(({ one, other, comparison, weight, probability, verdict }) => {
    const [a, b] = [purchasers[one], purchasers[other]];
    if (a === undefined || b === undefined || (isOfSeveral && a.agencyId === b.agencyId)) return [];
    const isJoined = verdict === 'match' && groups[one] === groups[other];
    return [
      {
        a: a.id,
        b: b.id,
        weight: weight.total,
        probability,
        parts: explainComparison(a.person, b.person, comparison, weight),
        found: isJoined ? 'joined' : 'unsure',
      },
    ];
  });
}

/** Numbers spread over 0 to 1, the same each time (mulberry32): the same records have the same weights. */
function evenNumbers(): () => number {
  let state = 7;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
