import type { StreetName } from '../parse/street.ts';
import type { FoundStreet } from './candidates.ts';
import type { NameMatch } from './street-names.ts';

/** How well each part of a question fits a street of the reference, 0 to 1; the score is their product. */
export interface ScoreParts {
  readonly name: number;
  readonly direction: number;
  readonly suffix: number;
  readonly place: number;
}

/** What is known of where a question lies. */
export interface AskedPlace {
  readonly zip: string | null;
  /** `cityKey` of its city. */
  readonly placeKey: string | null;
}

/** A candidate below this is no answer, and is offered for review at most. */
export const LEAST_SCORE = 0.725;

const NAME = {
  exact: 1,
  oneEdit: 0.92,
  /** Believed only where all else fits: short names have many neighbours. */
  oneEditInShort: 0.78,
  twoEdits: 0.8,
  sound: 0.78,
} as const;
const LONGEST_SHORT_NAME = 4;
/** Names as long as this have hardly any neighbour at one letter. */
const SHORTEST_DISTINCT_NAME = 7;
const DIRECTION = { same: 1, otherEnd: 0.98, superfluous: 0.95, missing: 0.93, contrary: 0.4 } as const;
const SUFFIX = { same: 1, missing: 0.96, superfluous: 0.9, other: 0.85 } as const;
/** Power the other parts are raised to where the name is doubtful, and what a direction too many is worth then. */
const MISSPELT_STRICTNESS = 2;
const SUPERFLUOUS_IF_MISSPELT = 0.75;
const PLACE = { same: 1, unknown: 0.98, other: 0.9 } as const;

/** Scores a street of the reference against a reading of what was asked. */
export function scoreStreet(
  asked: StreetName,
  found: FoundStreet,
  name: NameMatch,
  where: AskedPlace,
  placeKeyOf: (place: string) => string,
): ScoreParts {
  const direction = directionPart(asked, found);
  const suffix = suffixPart(asked.suffix, found.suffix);
  const place = placePart(where, found, placeKeyOf);
  const isSure = name.how === 'exact' || (name.edits === 1 && name.length >= SHORTEST_DISTINCT_NAME);
  if (isSure) return { name: namePart(name), direction, suffix, place };
  // A name that is not quite right needs the rest to be: else it is rather another street.
  const strictDirection =
    direction === DIRECTION.superfluous ? SUPERFLUOUS_IF_MISSPELT : direction ** MISSPELT_STRICTNESS;
  return { name: namePart(name), direction: strictDirection, suffix: suffix ** MISSPELT_STRICTNESS, place };
}

export function totalScore({ name, direction, suffix, place }: ScoreParts): number {
  return name * direction * suffix * place;
}

function namePart({ how, edits, length }: NameMatch): number {
  if (how === 'exact') return NAME.exact;
  if (how === 'spelling' && edits > 1) return NAME.twoEdits;
  if (how === 'spelling') return length <= LONGEST_SHORT_NAME ? NAME.oneEditInShort : NAME.oneEdit;
  return NAME.sound;
}

/** Which of two streets is meant a direction may be all that tells: a contrary one is as good as another street. */
function directionPart(asked: StreetName, found: FoundStreet): number {
  const { preDirection, postDirection } = asked;
  if (preDirection === found.preDirection && postDirection === found.postDirection) return DIRECTION.same;
  const wanted = preDirection ?? postDirection;
  const has = found.preDirection ?? found.postDirection;
  if (wanted === null) return DIRECTION.missing;
  if (has === null) return DIRECTION.superfluous;
  return wanted === has ? DIRECTION.otherEnd : DIRECTION.contrary;
}

function suffixPart(asked: string | null, found: string | null): number {
  if (asked === found) return SUFFIX.same;
  if (asked === null) return SUFFIX.missing;
  return found === null ? SUFFIX.superfluous : SUFFIX.other;
}

/** A ZIP settles it where both have one; a city counts where it does not. */
function placePart(
  { zip, placeKey }: AskedPlace,
  found: FoundStreet,
  placeKeyOf: (place: string) => string,
): number {
  if (zip !== null && found.zip === zip) return PLACE.same;
  if (placeKey !== null && found.place !== null) {
    return placeKeyOf(found.place) === placeKey ? PLACE.same : PLACE.other;
  }
  return zip !== null && found.zip !== null ? PLACE.other : PLACE.unknown;
}
