import { groupBy } from '../../group-by.ts';
import { formatStreet } from '../parse/street.ts';
import type { FoundNode, FoundStreet } from './candidates.ts';
import { distanceMetres, middleOf, placesOf } from './line-geometry.ts';
import type { ScoreParts } from './score-street.ts';
import { totalScore } from './score-street.ts';
import type { StreetMatch } from './street-match.ts';
import { directionOf } from './street-match.ts';

const CROSSING_UNCERTAINTY_METRES = 20;

/** Scores a street that was found as one of the streets asked for, by its place among them. */
export type ScoreCrossing = (found: FoundStreet, crossing: number) => ScoreParts | null;

/** Streets with divided lanes meet at several nodes that are one crossing. */
const SAME_CROSSING_METRES = 150;

/**
 * Places at which a street of each name meets: `nodes[n]` are those of the n-th street asked for. The nodes of one
 * crossing are one match, at the node in their middle.
 */
export function crossingMatches(
  nodes: readonly (readonly FoundNode[])[],
  score: ScoreCrossing,
): StreetMatch[] {
  return [...groupBy(nodeMatches(nodes, score), ({ label }) => label).values()]
    .flatMap((same) => placesOf(same, SAME_CROSSING_METRES))
    .map((place) => {
      const middle = middleOf(place);
      const spread = Math.max(...place.map((node) => distanceMetres(node, middle)));
      return { ...middle, uncertaintyMetres: Math.round(Math.max(CROSSING_UNCERTAINTY_METRES, spread)) };
    });
}

function nodeMatches(nodes: readonly (readonly FoundNode[])[], score: ScoreCrossing): StreetMatch[] {
  const [first = [], ...others] = nodes.map((found, crossing) => bestAtNode(found, crossing, score));
  const matches: StreetMatch[] = [];
  for (const [node, one] of first) {
    const streets = [one, ...others.map((other) => other.get(node))];
    const met = streets.filter((street) => street !== undefined);
    const distinct = new Set(met.map(({ found }) => formatStreet(found)));
    if (met.length < streets.length || distinct.size < streets.length) continue;
    const parts = met.map((street) => street.parts).reduce(worst);
    const label = met.map(({ found }) => formatStreet(found)).join(' & ');
    matches.push({
      precision: 'intersection',
      x: one.found.x,
      y: one.found.y,
      uncertaintyMetres: CROSSING_UNCERTAINTY_METRES,
      score: totalScore(parts),
      parts,
      label,
      street: label,
      name: null,
      zip: null,
      place: one.found.place,
      state: one.found.state,
      sourceId: one.found.sourceId,
      direction: met.map(({ found }) => directionOf(found)).join('&'),
    });
  }
  return matches;
}

interface AtNode {
  readonly found: FoundNode;
  readonly parts: ScoreParts;
}

function bestAtNode(
  found: readonly FoundNode[],
  crossing: number,
  score: ScoreCrossing,
): Map<number, AtNode> {
  const best = new Map<number, AtNode>();
  for (const one of found) {
    const parts = score(one, crossing);
    const known = best.get(one.node);
    if (parts === null || (known !== undefined && totalScore(known.parts) >= totalScore(parts))) continue;
    best.set(one.node, { found: one, parts });
  }
  return best;
}

/** A crossing is as sure as the less sure of its streets. */
function worst(a: ScoreParts, b: ScoreParts): ScoreParts {
  return totalScore(a) <= totalScore(b) ? a : b;
}
