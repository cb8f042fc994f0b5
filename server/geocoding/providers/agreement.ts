import { editDistance } from '../../../domain/edit-distance.ts';
import { cityKey, normaliseCity } from '../normalise-address.ts';
import { readStreetLine } from '../parse/read-street-line.ts';
import type { StreetName } from '../parse/street.ts';
import { streetKey } from '../parse/street.ts';
import type { Question } from './question.ts';

/**
 * Whether an answer is about the address that was asked. What providers say of that themselves does not tell: Pelias
 * calls the right house and a house in another street alike `fallback` with confidence 0.8.
 */

/** Parts that may differ in a record and still mean the same; what each costs. */
const COST = {
  zipDiffers: 0.9,
  cityDiffers: 0.95,
  directionMissing: 0.9,
  suffixMissing: 0.95,
  misspelt: 0.9,
};
/** Shorter names are too often another's neighbour (`OAK`, `ASH`). */
const FEWEST_LETTERS = 5;

/** The area of an address found. */
export interface AnsweredPlace {
  /** Names by which the place goes: city, town, township, borough. */
  readonly cities: readonly string[];
  /** USPS code. */
  readonly state: string | null;
  readonly zip: string | null;
}

/** 0 to 1; null where it lies in another state, or agrees in neither ZIP nor city. */
export function placeAgreement(asked: Question, answered: AnsweredPlace): number | null {
  if (asked.state !== null && answered.state !== null && asked.state !== answered.state) return null;
  const cities = answered.cities.map((city) => cityKey(normaliseCity(city) ?? ''));
  const isCity = asked.city !== null && cities.includes(cityKey(asked.city));
  const isZip = asked.zip !== null && asked.zip === answered.zip;
  if (isZip) return isCity || asked.city === null ? 1 : COST.cityDiffers;
  if (!isCity) return null;
  return asked.zip === null || answered.zip === null ? 1 : COST.zipDiffers;
}

/**
 * 0 to 1 for a house number and street like `1200 North Charles Street`; null where the number is another, or the street:
 * another direction and another suffix make another street.
 */
export function streetAgreement(asked: Question, answered: string): number | null {
  const line = readStreetLine(answered);
  if (line.kind !== 'address' || line.number !== asked.line.number) return null;
  const scores = asked.line.streets.flatMap((name) =>
    line.streets.map((other) => nameAgreement(name, other)),
  );
  return scores.reduce((best, score) => (score === null ? best : Math.max(best ?? 0, score)), null);
}

function nameAgreement(asked: StreetName, answered: StreetName): number | null {
  const names = sameOrMisspelt(streetKey(asked.name), streetKey(answered.name));
  const directions = sameOrMissing(
    asked.preDirection ?? asked.postDirection,
    answered.preDirection ?? answered.postDirection,
    COST.directionMissing,
  );
  const suffixes = sameOrMissing(asked.suffix, answered.suffix, COST.suffixMissing);
  return names === null || directions === null || suffixes === null ? null : names * directions * suffixes;
}

function sameOrMisspelt(a: string, b: string): number | null {
  if (a === b) return 1;
  // A wrong figure names another street: 33RD is not 32ND.
  const isWord = a.length >= FEWEST_LETTERS && !/\d/.test(a + b);
  return isWord && editDistance(a, b, 1) === 1 ? COST.misspelt : null;
}

function sameOrMissing(a: string | null, b: string | null, cost: number): number | null {
  if (a === b) return 1;
  return a === null || b === null ? cost : null;
}
