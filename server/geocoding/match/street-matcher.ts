import type { Knex } from 'knex';
import type { ReviewReason } from '../../../domain/vocabulary.ts';
import { groupBy } from '../../group-by.ts';
import type { StreetLine, StreetName } from '../parse/street.ts';
import { streetKey } from '../parse/street.ts';
import type { FoundStreet, Near, NumberLookup, StreetLookup } from './candidates.ts';
import { findNodes, findPoints, findRanges, findWholes } from './candidates.ts';
import { crossingMatches } from './crossing-matches.ts';
import { blockMatches, isTooLong, pointMatches, rangeMatches, wholeMatches } from './number-matches.ts';
import type { AskedPlace, ScoreParts } from './score-street.ts';
import { scoreStreet, totalScore } from './score-street.ts';
import type { StreetAliases } from './street-aliases.ts';
import type { StreetMatch, StreetVerdict } from './street-match.ts';
import { chooseMatch, offered } from './street-match.ts';
import type { NameMatch, StreetNames } from './street-names.ts';

/** A street line to find, and where it may lie. */
export interface StreetQuestion extends AskedPlace {
  readonly line: StreetLine;
  /** USPS code. */
  readonly state: string | null;
  readonly near: Near | null;
}

/** House numbers of one hundred-block. */
const HUNDRED = 100;
/** Later readings of the same words are a little less likely. */
const READING_SHARE = 0.99;

type NumberLine = Extract<StreetLine, { kind: 'address' | 'block' }>;

/** The names a question may mean: under each id the readings that lead to it. */
type Meanings = ReadonlyMap<
  number,
  readonly { readonly asked: StreetName; readonly name: NameMatch; readonly share: number }[]
>;

interface Asked {
  readonly index: number;
  readonly question: StreetQuestion;
  readonly exact: Meanings;
}

/**
 * Finds street lines in the reference, many at once: each step is one statement for all questions that the steps before
 * left open. The steps of a numbered address: the number on streets of just that name; the number on streets whose name
 * is written much like it; its hundred-block; the street as a whole.
 */
export class StreetMatcher {
  readonly #knex: Knex;
  readonly #hasPoints: boolean;
  readonly #names: StreetNames;
  readonly #aliases: StreetAliases;
  readonly #placeKeyOf: (place: string) => string;

  /**
   * `placeKeyOf` gives the key two spellings of a city share; without `hasPoints` no address points are looked for.
   */
  constructor(
    knex: Knex,
    names: StreetNames,
    aliases: StreetAliases,
    { placeKeyOf, hasPoints }: { placeKeyOf: (place: string) => string; hasPoints: boolean },
  ) {
    this.#knex = knex;
    this.#hasPoints = hasPoints;
    this.#names = names;
    this.#aliases = aliases;
    this.#placeKeyOf = placeKeyOf;
  }

  /** One verdict for each question, in order. */
  async match(questions: readonly StreetQuestion[]): Promise<StreetVerdict[]> {
    const verdicts: (StreetVerdict | undefined)[] = questions.map(() => undefined);
    const numbered: (Asked & { readonly line: NumberLine })[] = [];
    const whole: Asked[] = [];
    const crossings: {
      index: number;
      question: StreetQuestion;
      crossing: readonly (readonly StreetName[])[];
    }[] = [];
    for (const [index, question] of questions.entries()) {
      const { line } = question;
      if (line.kind === 'address' || line.kind === 'block') {
        numbered.push({ index, question, line, exact: this.#exact(line.streets, question) });
      } else if (line.kind === 'street') {
        whole.push({ index, question, exact: this.#exact(line.streets, question) });
      } else if (line.kind === 'intersection') {
        crossings.push({ index, question, crossing: line.crossing });
      }
    }
    await this.#numbered(numbered, verdicts);
    await this.#whole(whole, verdicts, 'several_candidates');
    await this.#crossings(crossings, verdicts);
    return verdicts.map((verdict) => verdict ?? { kind: 'nothing' });
  }

  async #numbered(
    asked: readonly (Asked & { readonly line: NumberLine })[],
    verdicts: (StreetVerdict | undefined)[],
  ): Promise<void> {
    const weak = new Map<number, StreetMatch[]>();
    const settle = (index: number, candidates: readonly StreetMatch[]) => {
      const verdict = chooseMatch(candidates);
      if (verdict !== null) verdicts[index] = verdict;
      else weak.set(index, [...(weak.get(index) ?? []), ...candidates]);
    };
    const open = () => asked.filter(({ index }) => verdicts[index] === undefined);

    await this.#onNumber(asked, ({ exact }) => exact, settle);
    await this.#onNumber(open(), ({ line, exact }) => this.#alike(line.streets, exact.size > 0), settle);
    await this.#onBlock(
      open().filter(({ line }) => line.kind === 'address'),
      settle,
    );
    await this.#whole(open(), verdicts, 'number_not_found');
    for (const { index } of open()) {
      const candidates = offered(weak.get(index) ?? []);
      verdicts[index] = { kind: 'unsure', reason: 'street_not_found', candidates };
    }
  }

  /** The number of an address, or the numbers of a block, on streets of the meanings. */
  async #onNumber(
    asked: readonly (Asked & { readonly line: NumberLine })[],
    meaningsOf: (asked: Asked & { readonly line: NumberLine }) => Meanings,
    settle: (index: number, candidates: readonly StreetMatch[]) => void,
  ): Promise<void> {
    const meanings = asked.map(meaningsOf);
    const lookups = asked.flatMap(({ question, line }, at): NumberLookup[] => {
      const [low, high] = line.kind === 'block' ? [line.from, line.to] : [line.number, line.number];
      return idsOf(meanings[at]).map((nameId) => ({ ...lookupOf(question, at, nameId), low, high }));
    });
    const [points, ranges] = await Promise.all([
      findPoints(this.#knex, this.#hasPoints ? lookups : []).then(byQuestion),
      findRanges(this.#knex, lookups).then(byQuestion),
    ]);
    for (const [at, { index, question, line }] of asked.entries()) {
      const score = this.#scoreFor(question, meanings[at]);
      const found = ranges.get(at) ?? [];
      if (line.kind === 'block') {
        settle(index, blockMatches(found, line.from, line.to, score));
        continue;
      }
      const onPoints = pointMatches(points.get(at) ?? [], line.unit, line.numberSuffix, score);
      // Where a point is known its own range adds nothing, but the range of another direction may be meant as well.
      const labels = new Set(onPoints.map(({ label }) => label));
      const inRanges = rangeMatches(found, line.number, score).filter(({ label }) => !labels.has(label));
      settle(index, [...onPoints, ...inRanges]);
    }
  }

  /** The hundred-block of a number that is in no range: houses stand where the ranges have a gap. */
  async #onBlock(
    asked: readonly (Asked & { readonly line: NumberLine })[],
    settle: (index: number, candidates: readonly StreetMatch[]) => void,
  ): Promise<void> {
    const blocks = asked.flatMap(({ index, question, exact, line }) => {
      if (line.kind !== 'address') return [];
      const from = line.number - (line.number % HUNDRED);
      const block = { kind: 'block', from, to: from + HUNDRED - 1, streets: line.streets } as const;
      return [{ index, question, exact, line: block }];
    });
    await this.#onNumber(blocks, ({ exact }) => exact, settle);
  }

  async #whole(
    asked: readonly Asked[],
    verdicts: (StreetVerdict | undefined)[],
    otherwise: ReviewReason,
  ): Promise<void> {
    const lookups = asked.flatMap(({ question, exact }, at) =>
      idsOf(exact).map((nameId) => lookupOf(question, at, nameId)),
    );
    const wholes = byQuestion(await findWholes(this.#knex, lookups));
    for (const [at, { index, question, exact }] of asked.entries()) {
      const found = wholes.get(at) ?? [];
      if (found.length === 0) continue;
      const candidates = wholeMatches(found, this.#scoreFor(question, exact));
      // Where its numbers are known but not this one, the number or the street is wrong.
      const isNumberWrong = otherwise === 'number_not_found' && found.some(({ isNumbered }) => isNumbered);
      const verdict = isNumberWrong ? null : chooseMatch(candidates);
      const isLong = verdict?.kind === 'match' && isTooLong(verdict.match);
      verdicts[index] =
        verdict === null || isLong
          ? {
              kind: 'unsure',
              reason: isLong ? 'street_too_long' : otherwise,
              candidates: offered(candidates),
            }
          : verdict;
    }
  }

  async #crossings(
    asked: readonly {
      index: number;
      question: StreetQuestion;
      crossing: readonly (readonly StreetName[])[];
    }[],
    verdicts: (StreetVerdict | undefined)[],
  ): Promise<void> {
    for (const meaningsOf of [this.#exact.bind(this), this.#exactOrAlike.bind(this)]) {
      const open = asked.filter(({ index }) => verdicts[index]?.kind !== 'match');
      // A lookup's question is a street of a crossing: its place among all of them.
      const streets = open.flatMap(({ question, crossing }) =>
        crossing.map((readings) => ({ question, meanings: meaningsOf(readings, question) })),
      );
      const lookups = streets.flatMap(({ question, meanings }, at) =>
        idsOf(meanings).map((nameId) => lookupOf(question, at, nameId)),
      );
      const nodes = byQuestion(await findNodes(this.#knex, lookups));
      let next = 0;
      for (const { index, question, crossing } of open) {
        const first = next;
        next += crossing.length;
        const candidates = crossingMatches(
          crossing.map((_, at) => nodes.get(first + at) ?? []),
          (found, at) => this.#scoreFor(question, streets[first + at]?.meanings)(found),
        );
        verdicts[index] = chooseMatch(candidates) ?? {
          kind: 'unsure',
          reason: 'crossing_not_found',
          candidates: offered(candidates),
        };
      }
    }
  }

  /** Names just as written, or that are read as another by an alias. */
  #exact(readings: readonly StreetName[], question: StreetQuestion): Meanings {
    return meaningsOf(readings, (key) => {
      const id = this.#names.exact(key);
      const ids = new Set([...(id === undefined ? [] : [id]), ...this.#aliases.meant(key, question)]);
      return [...ids].map((meant) => ({ id: meant, how: 'exact', edits: 0, length: key.length }));
    });
  }

  /** Names written much like it; beside a street of just that name only those at one letter. */
  #alike(readings: readonly StreetName[], isNameKnown = false): Meanings {
    return meaningsOf(readings, (key, { preDirection }) => {
      // A direction read as part of the name, with two letters corrected, is another street: `E ORH` is not EASTERN.
      const isFolded = preDirection !== readings[0]?.preDirection;
      const alike = this.#names.alike(key);
      return isNameKnown || isFolded ? alike.filter(({ edits }) => edits === 1) : alike;
    });
  }

  #exactOrAlike(readings: readonly StreetName[], question: StreetQuestion): Meanings {
    const exact = this.#exact(readings, question);
    return exact.size > 0 ? exact : this.#alike(readings);
  }

  /** The best of the readings that lead to a street's name. */
  #scoreFor(question: StreetQuestion, meanings: Meanings | undefined): (found: FoundStreet) => ScoreParts {
    return (found) => {
      let best: ScoreParts | undefined;
      for (const { asked, name, share } of meanings?.get(found.nameId) ?? []) {
        const parts = scoreStreet(asked, found, name, question, this.#placeKeyOf);
        const weighed = { ...parts, name: parts.name * share };
        if (best === undefined || totalScore(weighed) > totalScore(best)) best = weighed;
      }
      if (best === undefined) throw new Error(`No question asked for the street name ${found.nameId}.`);
      return best;
    };
  }
}

function meaningsOf(
  readings: readonly StreetName[],
  matchesOf: (key: string, reading: StreetName) => readonly NameMatch[],
): Meanings {
  const meanings = new Map<number, { asked: StreetName; name: NameMatch; share: number }[]>();
  for (const [at, asked] of readings.entries()) {
    for (const name of matchesOf(streetKey(asked.name), asked)) {
      const meaning = { asked, name, share: READING_SHARE ** at };
      meanings.set(name.id, [...(meanings.get(name.id) ?? []), meaning]);
    }
  }
  return meanings;
}

const idsOf = (meanings: Meanings | undefined): number[] => [...(meanings?.keys() ?? [])];

const lookupOf = ({ state, near }: StreetQuestion, question: number, nameId: number): StreetLookup => ({
  question,
  nameId,
  state,
  near,
});

const byQuestion = <Found extends { readonly question: number }>(found: readonly Found[]) =>
  groupBy(found, ({ question }) => question);
