import type { Precision, ReviewReason } from '../../../domain/vocabulary.ts';
import type { StreetName } from '../parse/street.ts';
import type { FoundStreet } from './candidates.ts';
import type { PlacePoint } from './line-geometry.ts';
import { distanceMetres } from './line-geometry.ts';
import type { ScoreParts } from './score-street.ts';
import { LEAST_SCORE } from './score-street.ts';

/** A place of the reference that a question may mean. */
export interface StreetMatch extends PlacePoint {
  readonly precision: Extract<Precision, 'point' | 'range' | 'intersection' | 'block' | 'street'>;
  /** Within this distance, in metres, the place lies in nearly all cases. */
  readonly uncertaintyMetres: number;
  readonly score: number;
  readonly parts: ScoreParts;
  /** `1909 W NORTH AVE`, `2900 BLOCK GREENMOUNT AVE`. */
  readonly label: string;
  readonly zip: string | null;
  readonly place: string | null;
  readonly state: string | null;
  readonly sourceId: number;
  /** Its street, as written out; the streets of a crossing. */
  readonly street: string;
  /** Name of the street without direction and suffix; null for a crossing. */
  readonly name: string | null;
  /** Directions of its street, joined: what a question without one leaves open. */
  readonly direction: string;
}

/** What the reference says to a question. */
export type StreetVerdict =
  | { readonly kind: 'match'; readonly match: StreetMatch }
  /** A person must choose, among the best of what fits at all. */
  | { readonly kind: 'unsure'; readonly reason: ReviewReason; readonly candidates: readonly StreetMatch[] }
  /** The question names no street that could be looked up. */
  | { readonly kind: 'nothing' };

/** Candidates nearer than this to each other are one place. */
const SAME_PLACE_METRES = 50;
/** A candidate with at least this part of the best one's score rivals it. */
const RIVAL_SHARE = 0.925;
/** Most candidates a person is asked to choose from, and the least score worth offering. */
const MOST_OFFERED = 5;
const LEAST_OFFERED = 0.3;

/** The best candidate, unless another one far from it fits as well; null where none fits. */
export function chooseMatch(candidates: readonly StreetMatch[]): StreetVerdict | null {
  const [best, ...others] = [...candidates].sort(byScore);
  if (best === undefined || best.score < LEAST_SCORE) return null;
  const rivals = others.filter(
    (other) => other.score >= RIVAL_SHARE * best.score && distanceMetres(best, other) > SAME_PLACE_METRES,
  );
  if (rivals.length === 0) return { kind: 'match', match: best };
  const isDirectionOpen =
    best.parts.direction < 1 && rivals.every(({ direction }) => direction !== best.direction);
  return {
    kind: 'unsure',
    reason: isDirectionOpen ? 'direction_missing' : 'several_candidates',
    candidates: offered(candidates),
  };
}

/** The best few places among the candidates, each once. */
export function offered(candidates: readonly StreetMatch[]): StreetMatch[] {
  const places: StreetMatch[] = [];
  for (const candidate of [...candidates].sort(byScore)) {
    if (places.length === MOST_OFFERED || candidate.score < LEAST_OFFERED) break;
    const isNew = places.every((place) => distanceMetres(place, candidate) > SAME_PLACE_METRES);
    if (isNew) places.push(candidate);
  }
  return places;
}

const byScore = (a: StreetMatch, b: StreetMatch) =>
  b.score - a.score || (a.label < b.label ? -1 : a.label > b.label ? 1 : a.x - b.x || a.y - b.y);

/** A match as an address on one line: `1909 W NORTH AVE, BALTIMORE, MD 21217`. */
export function addressOfMatch(
  { label, place }: Pick<StreetMatch, 'label' | 'place'>,
  state: string | null,
  zip: string | null,
): string {
  const end = [state, zip].filter((part) => part !== null).join(' ');
  return [label, place, end].filter((part) => part !== null && part !== '').join(', ');
}

/** What tells one street from another. */
export const identityOf = ({
  nameId,
  preDirection,
  suffix,
  postDirection,
  state,
  place,
}: FoundStreet): string => [nameId, preDirection, suffix, postDirection, state, place].join('|');

export const directionOf = ({
  preDirection,
  postDirection,
}: Pick<StreetName, 'preDirection' | 'postDirection'>): string =>
  `${preDirection ?? ''}|${postDirection ?? ''}`;
