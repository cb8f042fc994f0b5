/** Two purchasers that are one person, or are not, as a run of linkage or somebody says. */
export interface JudgedPair {
  readonly one: number;
  readonly other: number;
  /** `unsure` says nothing yet. */
  readonly state: 'joined' | 'confirmed' | 'apart' | 'unsure';
  /** From 0 to 1; null where only hashes were compared, which tell the same name and birth date. */
  readonly probability: number | null;
}

/**
 * Who is one person with whom: for each purchaser of the pairs the smallest that is the same person. What somebody confirmed goes
 * first, then what was joined, the surest first; two that were taken apart are never one person, by whatever others they hang together.
 */
export function personsOfPairs(pairs: readonly JudgedPair[]): ReadonlyMap<number, number> {
  const members = new Map<number, readonly number[]>();
  const personOf = new Map<number, number>();
  for (const id of pairs.flatMap(({ one, other }) => [one, other])) {
    personOf.set(id, id);
    members.set(id, [id]);
  }
  const apart = new Set(pairs.filter(({ state }) => state === 'apart').map(keyOf));
  const arePartedByAny = (ones: readonly number[], others: readonly number[]) =>
    apart.size > 0 && ones.some((one) => others.some((other) => apart.has(keyOf({ one, other }))));
  for (const { one, other } of pairs.filter(joins).sort(surestFirst)) {
    const [first = one, second = other] = [personOf.get(one), personOf.get(other)];
    const [ones = [], others = []] = [members.get(first), members.get(second)];
    if (first === second || arePartedByAny(ones, others)) continue;
    const into = Math.min(first, second);
    members.delete(Math.max(first, second));
    members.set(into, [...ones, ...others]);
    for (const id of members.get(into) ?? []) personOf.set(id, into);
  }
  return personOf;
}

const joins = ({ state }: JudgedPair): boolean => state === 'joined' || state === 'confirmed';
const keyOf = ({ one, other }: Pick<JudgedPair, 'one' | 'other'>): string =>
  `${Math.min(one, other)} ${Math.max(one, other)}`;
const sureness = ({ state, probability }: JudgedPair): number =>
  state === 'confirmed' ? 2 : (probability ?? 1);
const surestFirst = (a: JudgedPair, b: JudgedPair): number =>
  sureness(b) - sureness(a) || a.one - b.one || a.other - b.other;
