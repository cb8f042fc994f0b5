/**
 * Which licences may be one business: at the same premises, or moved to another district. A pair is told with its reason and
 * never joined: a licence stays a dealer of its own.
 */
import type { Speech, Values } from '../languages/speech.ts';
import { jaroWinkler } from '../linkage/jaro-winkler.ts';
import { monthWords } from '../month-words.ts';

/** What is known of a dealer that tells it from others, or not. */
export interface ChainedDealer {
  /** Names of the licensee and of the shop in one spelling; null where not told. */
  readonly licensee: string | null;
  readonly shop: string | null;
  /** Region and district of the licence (`8-52`); null where no number is known. */
  readonly district: string | null;
  /** House number, street and ZIP in one spelling; null where no house is named. */
  readonly address: string | null;
  /** `4` of suite 4; null where the address names none. */
  readonly unit: string | null;
  /** Where it was placed, only where that is its house; equal for equal places. */
  readonly point: string | null;
  /** First and last day of a sale that is known, `YYYY-MM-DD`; null where none is. */
  readonly active: { readonly from: string; readonly to: string } | null;
}

/** The same from this value of Jaro-Winkler on: `DEMO ARMS` and `DEMO ARM`, not `DEMO ARMS` and `DEMO GUNS`. */
const SIMILAR_NAME = 0.94;

type Likeness = 'same' | 'similar' | 'another';

function likenessOfNames(one: ChainedDealer, other: ChainedDealer): Likeness {
  const [ours, theirs] = [namesOf(one), namesOf(other)];
  const most = Math.max(0, ...ours.flatMap((name) => theirs.map((another) => jaroWinkler(name, another))));
  if (most === 1) return 'same';
  return most >= SIMILAR_NAME ? 'similar' : 'another';
}

const namesOf = ({ licensee, shop }: ChainedDealer): string[] =>
  [licensee, shop].filter((name) => name !== null);

function nameWords(likeness: Likeness, { say }: Speech): string {
  switch (likeness) {
    case 'same':
      return say('the same name');
    case 'similar':
      return say('a similar name');
    case 'another':
      return say('another name');
  }
}

/**
 * Why two licences are at the same premises, in words of `speech`; null where they are not. A suite tells two businesses of a house apart,
 * unless they have one name.
 */
export function samePremises(one: ChainedDealer, other: ChainedDealer, speech: Speech): string | null {
  const isSameAddress = one.address !== null && one.address === other.address;
  const isSamePoint = one.point !== null && one.point === other.point;
  if (!isSameAddress && !isSamePoint) return null;
  const likeness = likenessOfNames(one, other);
  if (likeness === 'another' && one.unit !== other.unit) return null;
  const isOtherSuite = one.unit !== null && other.unit !== null && one.unit !== other.unit;
  const name = nameWords(likeness, speech);
  const { say } = speech;
  if (!isSameAddress) return say('The same point, {name}', { name });
  return isOtherSuite
    ? say('The same address, another suite, {name}', { name })
    : say('The same address, {name}', { name });
}

/** Whether two have one name: that of the licensee and that of the shop, where both tell both. */
export function isNamedAlike(one: ChainedDealer, other: ChainedDealer): boolean {
  if (one.licensee !== null && other.licensee !== null && one.shop !== null && other.shop !== null) {
    return one.licensee === other.licensee && one.shop === other.shop;
  }
  return namesOf(one).some((name) => namesOf(other).includes(name));
}

/** That a dealer may have moved: from an earlier licence, or to a later one, and why. */
export interface DealerMove<Dealer> {
  readonly dealer: Dealer;
  readonly way: 'from' | 'to';
  readonly reason: string;
}

/**
 * From which licences of its name a dealer may have moved, or to which: those of other districts whose sales end before its own
 * begin, or begin after its own end, with why in words of `speech`. Where another of the name sold at the same time, the name is one of several shops, and
 * nothing is told.
 */
export function movesOf<Dealer extends ChainedDealer>(
  asked: ChainedDealer,
  others: readonly Dealer[],
  speech: Speech,
): readonly DealerMove<Dealer>[] {
  const { active, district } = asked;
  if (active === null || district === null) return [];
  const elsewhere = others.filter(
    (other) => isNamedAlike(asked, other) && samePremises(asked, other, speech) === null,
  );
  const isOfSeveralShops = elsewhere.some(
    (other) => other.active !== null && other.active.from <= active.to && active.from <= other.active.to,
  );
  if (isOfSeveralShops) return [];
  return elsewhere.flatMap((dealer): DealerMove<Dealer>[] => {
    if (dealer.active === null || dealer.district === null || dealer.district === district) return [];
    const districts = { district: dealer.district, instead: district };
    return dealer.active.to < active.from
      ? [{ dealer, way: 'from', reason: movedHere(districts, dealer.active.to, active.from, speech) }]
      : [{ dealer, way: 'to', reason: movedThere(districts, active.to, dealer.active.from, speech) }];
  });
}

const movedHere = (districts: Values, last: string, first: string, { say, locale }: Speech): string =>
  say(
    'The same name in district {district} instead of {instead}. Last known sale there in {last}, the first here in {first}',
    { ...districts, last: monthWords(last, locale), first: monthWords(first, locale) },
  );

const movedThere = (districts: Values, last: string, first: string, { say, locale }: Speech): string =>
  say(
    'The same name in district {district} instead of {instead}. Last known sale here in {last}, the first there in {first}',
    { ...districts, last: monthWords(last, locale), first: monthWords(first, locale) },
  );
