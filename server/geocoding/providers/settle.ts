import { distanceKm } from '../../../domain/geography/great-circle.ts';
import type { FoundAnswer, ProviderAnswer } from './provider.ts';

/** As for streets of this machine: of places farther apart that fit nearly as well, none is chosen. */
const FAR_KM = 0.05;
const NEARLY_AS_GOOD = 0.925;

/** The answer that candidates make: a point before a number in a range, then the better score. */
export function settle(candidates: readonly FoundAnswer[]): ProviderAnswer {
  const points = candidates.filter(({ precision }) => precision === 'point');
  const exact = points.length > 0 ? points : candidates;
  const [first, ...others] = exact;
  if (first === undefined) return { outcome: 'none' };
  const best = others.reduce((known, other) => (other.score > known.score ? other : known), first);
  const rivals = exact.filter(
    (other) => other.score >= best.score * NEARLY_AS_GOOD && distanceKm(other, best) > FAR_KM,
  );
  return rivals.length > 0 ? { outcome: 'several' } : best;
}
