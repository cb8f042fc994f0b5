import type { RevealPart } from '../../domain/reveals.ts';

/** Of what occurs in the data of very many agencies, those with the most are named. */
const MOST_PARTS = 12;
const MOST_RECOVERIES = 12;

/** What each of several agencies has of one thing, as it is told: one's own first, then those with the most. */
export function revealParts(own: string, parts: readonly RevealPart[]) {
  const together = parts.reduce((sum, { count }) => sum + count, 0);
  const yours = parts.find(({ code }) => code === own)?.count ?? 0;
  const inOrder = [...parts].sort(
    (a, b) =>
      Number(b.code === own) - Number(a.code === own) || b.count - a.count || (a.code < b.code ? -1 : 1),
  );
  return {
    yours,
    partners: together - yours,
    together,
    agencies: parts.length,
    parts: inOrder
      .slice(0, MOST_PARTS)
      .map((part) => ({ ...part, recoveries: part.recoveries.slice(0, MOST_RECOVERIES) })),
  };
}
