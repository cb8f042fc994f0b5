import { groupBy } from '../../group-by.ts';
import { formatStreet } from '../parse/street.ts';
import type { FoundPoint, FoundRange, FoundStreet, FoundWhole } from './candidates.ts';
import type { PlacePoint } from './line-geometry.ts';
import {
  distanceMetres,
  lineMetres,
  metresPerUnit,
  middleOf,
  placeAlong,
  placesOf,
} from './line-geometry.ts';
import { placeInRange } from './place-in-range.ts';
import type { ScoreParts } from './score-street.ts';
import { totalScore } from './score-street.ts';
import type { StreetMatch } from './street-match.ts';
import { directionOf, identityOf } from './street-match.ts';

/** Scores a street that was found against the question. */
export type Score = (found: FoundStreet) => ScoreParts;

/** What is left of the score where `12 B` is asked for and `12` found, or the other way. */
const OTHER_NUMBER_SUFFIX = 0.96;
const POINT_UNCERTAINTY_METRES = 10;
const RANGE_UNCERTAINTY_METRES = 30;
/** Segments of one street farther apart than this are in different places. */
const SAME_BLOCK_METRES = 400;
/** Half of the longest street that is a place. */
const LONGEST_HALF_STREET_METRES = 800;

function matchOf(
  found: FoundStreet,
  score: Score,
  factor: number,
  where: PlacePoint & Pick<StreetMatch, 'precision' | 'uncertaintyMetres' | 'label'>,
): StreetMatch {
  const parts = score(found);
  return {
    precision: where.precision,
    x: where.x,
    y: where.y,
    uncertaintyMetres: Math.round(where.uncertaintyMetres),
    score: totalScore(parts) * factor,
    parts,
    label: where.label,
    zip: found.zip,
    place: found.place,
    state: found.state,
    sourceId: found.sourceId,
    street: formatStreet(found),
    name: found.name,
    direction: directionOf(found),
  };
}

/** Address points: one match for each address, at the unit asked for, else in the middle of its units. */
export function pointMatches(
  points: readonly FoundPoint[],
  unit: string | null,
  numberSuffix: string | null,
  score: Score,
): StreetMatch[] {
  return [...groupBy(points, addressIdentityOf).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const chosen =
      group.find((point) => unit !== null && point.unit !== null && isSameUnit(point.unit, unit)) ??
      group.find((point) => point.unit === null) ??
      middleOf(group);
    const { x, y } = chosen;
    const spread = Math.max(...group.map((point) => distanceMetres(point, chosen)));
    const isSameSuffix = first.numberSuffix === numberSuffix;
    const label = `${first.number}${first.numberSuffix === null ? '' : ` ${first.numberSuffix}`} ${formatStreet(first)}`;
    const uncertaintyMetres = Math.max(POINT_UNCERTAINTY_METRES, spread);
    return matchOf(first, score, isSameSuffix ? 1 : OTHER_NUMBER_SUFFIX, {
      precision: 'point',
      x,
      y,
      uncertaintyMetres,
      label,
    });
  });
}

/** What tells one address of a number from another. */
const addressIdentityOf = (point: FoundPoint): string =>
  `${identityOf(point)}|${point.numberSuffix}|${point.zip}`;

/** `APT 4` and `4` are one unit: files mostly leave its kind away. */
const isSameUnit = (one: string, other: string): boolean => one.split(' ').at(-1) === other.split(' ').at(-1);

/**
 * A number in ranges: interpolated, on the range's side. Where a street's ranges overlap, the narrowest says most; but the
 * same street in two places is two matches.
 */
export function rangeMatches(ranges: readonly FoundRange[], number: number, score: Score): StreetMatch[] {
  return inPlaces(ranges).flatMap((together) => {
    const [range] = [...together].sort((a, b) => widthOf(a) - widthOf(b));
    if (range === undefined) return [];
    return matchOf(range, score, 1, {
      precision: 'range',
      ...placeInRange(range, number),
      uncertaintyMetres: Math.max(RANGE_UNCERTAINTY_METRES, lineMetres(range.line) / 3),
      label: `${number} ${formatStreet(range)}`,
    });
  });
}

const widthOf = ({ fromNumber, toNumber }: FoundRange) => Math.abs(fromNumber - toNumber);

/**
 * A hundred-block: the middle of its first segment, with the distance to its farther end as uncertainty. Agencies that
 * round numbers down place most blocks near their low end: on Baltimore's own points this is nearer than the middle of
 * all the block's segments.
 */
export function blockMatches(
  ranges: readonly FoundRange[],
  from: number,
  to: number,
  score: Score,
): StreetMatch[] {
  return inPlaces(ranges).flatMap((block) => {
    const first = rangeNearest(block, from);
    const last = rangeNearest(block, to);
    if (first === undefined || last === undefined) return [];
    const middle = onStreet(first, middleOfNumbers(first, from, to));
    const ends = [onStreet(first, from), onStreet(last, to)];
    return matchOf(first, score, 1, {
      precision: 'block',
      ...middle,
      uncertaintyMetres: Math.max(
        RANGE_UNCERTAINTY_METRES,
        ...ends.map((end) => distanceMetres(end, middle)),
      ),
      label: `${from} BLOCK ${formatStreet(first)}`,
    });
  });
}

/** Parts ranges into those of one street in one place. */
function inPlaces(ranges: readonly FoundRange[]): readonly (readonly FoundRange[])[] {
  if (ranges.length === 1) return [ranges];
  return [...groupBy(ranges, identityOf).values()].flatMap(inOnePlace);
}

/** Parts a street's ranges into those that lie together. */
function inOnePlace(ranges: readonly FoundRange[]): FoundRange[][] {
  const starts = ranges.map((range) => ({ x: range.line[0] ?? 0, y: range.line[1] ?? 0, range }));
  return placesOf(starts, SAME_BLOCK_METRES).map((place) => place.map(({ range }) => range));
}

/** The range that holds a number or comes nearest to it; the narrowest of those. */
function rangeNearest(ranges: readonly FoundRange[], number: number): FoundRange | undefined {
  const gap = ({ fromNumber, toNumber }: FoundRange) =>
    Math.max(Math.min(fromNumber, toNumber) - number, number - Math.max(fromNumber, toNumber), 0);
  return [...ranges].sort((a, b) => gap(a) - gap(b) || widthOf(a) - widthOf(b))[0];
}

/** The middle of the range's numbers between `from` and `to`: a range may go on beyond its hundred-block. */
function middleOfNumbers({ fromNumber, toNumber }: FoundRange, from: number, to: number): number {
  const low = Math.max(from, Math.min(fromNumber, toNumber));
  const high = Math.min(to, Math.max(fromNumber, toNumber));
  return (low + high) / 2;
}

/** Where a number lies on the middle line of a street; past the end of the range the end itself. */
function onStreet({ line, fromNumber, toNumber }: FoundRange, number: number): PlacePoint {
  const share = fromNumber === toNumber ? 0.5 : (number - fromNumber) / (toNumber - fromNumber);
  return placeAlong(line, Math.min(1, Math.max(0, share)) * lineMetres(line), null, 0);
}

/** Whole streets, each at its middle. */
export function wholeMatches(wholes: readonly FoundWhole[], score: Score): StreetMatch[] {
  return wholes.map((whole) =>
    matchOf(whole, score, 1, {
      precision: 'street',
      x: whole.x,
      y: whole.y,
      uncertaintyMetres: Math.max(RANGE_UNCERTAINTY_METRES, whole.halfExtent * metresPerUnit(whole.y)),
      label: formatStreet(whole),
    }),
  );
}

/** Whether a whole street is so long that its middle says too little of where on it something happened. */
export const isTooLong = ({ uncertaintyMetres }: StreetMatch): boolean =>
  uncertaintyMetres > LONGEST_HALF_STREET_METRES;
