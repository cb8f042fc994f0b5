import type { Knex } from 'knex';
import type { ReviewReason } from '../../../domain/vocabulary.ts';
import { groupBy } from '../../group-by.ts';
import type { StreetLine, StreetName } from '../parse/street.ts';
import { isSureStreet } from '../parse/sure-street.ts';
import type { FoundStreet, Near, NumberLookup, StreetLookup } from './candidates.ts';
import { findNodes, findPoints, findRanges, findWholes } from './candidates.ts';
import { crossingMatches } from './crossing-matches.ts';
import type { Meanings } from './name-meanings.ts';
import { NameMeanings } from './name-meanings.ts';
import { blockMatches, isTooLong, pointMatches, rangeMatches, wholeMatches } from './number-matches.ts';
import type { AskedPlace, ScoreParts } from './score-street.ts';
import { scoreStreet, totalScore } from './score-street.ts';
import type { StreetAliases } from './street-aliases.ts';
import type { StreetMatch, StreetVerdict } from './street-match.ts';
import { chooseMatch, offered } from './street-match.ts';
import type { StreetNames } from './street-names.ts';

/** A street line to find, and where it may lie. */
export interface StreetQuestion extends AskedPlace {
  readonly line: StreetLine;
  /** USPS code. */
  readonly state: string | null;
  readonly near: Near | null;
}

/** House numbers of one hundred-block. */
const HUNDRED = 100;
type NumberLine = Extract<StreetLine, { kind: 'address' | 'block' }>;
type UnnumberedLine = Extract<StreetLine, { kind: 'street' | 'milepost' }>;

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
  readonly #meanings: NameMeanings;
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
    this.#meanings = new NameMeanings(names, aliases);
    this.#placeKeyOf = placeKeyOf;
  }

  /** One verdict for each question, in order. */
  async match(questions: readonly StreetQuestion[]): Promise<StreetVerdict[]> {
    const verdicts: (StreetVerdict | undefined)[] = questions.map(() => undefined);
    const numbered: (Asked & { readonly line: NumberLine })[] = [];
    const unnumbered: (Asked & { readonly line: UnnumberedLine })[] = [];
    const crossings: {
      index: number;
      question: StreetQuestion;
      crossing: readonly (readonly StreetName[])[];
    }[] = [];
    for (const [index, question] of questions.entries()) {
      const { line } = question;
      if (line.kind === 'address' || line.kind === 'block') {
        numbered.push({ index, question, line, exact: this.#meanings.exact(line.streets, question) });
      } else if (line.kind === 'street' || line.kind === 'milepost') {
        unnumbered.push({ index, question, line, exact: this.#meanings.exact(line.streets, question) });
      } else if (line.kind === 'intersection') {
        crossings.push({ index, question, crossing: line.crossing });
      }
    }
    await this.#numbered(numbered, verdicts);
    await this.#unnumbered(unnumbered, verdicts);
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
    await this.#onNumber(
      open(),
      ({ line, exact }) => this.#meanings.alike(line.streets, exact.size > 0),
      settle,
    );
    await this.#onBlock(
      open().filter(({ line }) => line.kind === 'address'),
      settle,
    );
    for (const [index, { candidates, isNumbered }] of await this.#whole(open())) {
      // Where its numbers are known but not this one, the number or the street is wrong.
      verdicts[index] = isNumbered
        ? unsure('number_not_found', candidates)
        : chooseWhole(candidates, 'number_not_found');
    }
    for (const { index } of open()) verdicts[index] = unsure('street_not_found', weak.get(index) ?? []);
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
      const { state, near } = question;
      return idsOf(meanings[at]).map((nameId) => ({ question: at, nameId, state, near, low, high }));
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

  /**
   * Streets without a number. One that nobody knows is a question only where its words say that it is a street: names of
   * shops and parks would be most of what people are asked.
   */
  async #unnumbered(
    asked: readonly (Asked & { readonly line: UnnumberedLine })[],
    verdicts: (StreetVerdict | undefined)[],
  ): Promise<void> {
    const exact = await this.#whole(asked);
    for (const { index, line } of asked) {
      const candidates = exact.get(index)?.candidates;
      if (candidates === undefined) continue;
      // No reference says where along a road its miles lie; the piece that is loaded, however short, may have others.
      verdicts[index] =
        line.kind === 'milepost'
          ? unsure('street_too_long', candidates)
          : chooseWhole(candidates, 'street_not_found');
    }
    const open = asked
      .filter(({ index, line }) => verdicts[index] === undefined && isSureStreet(line.streets))
      .map((one) => ({ ...one, exact: this.#meanings.alike(one.line.streets, one.exact.size > 0) }));
    const alike = await this.#whole(open);
    for (const { index } of open) {
      // Nothing beside the name speaks for another spelling: it is offered, never taken.
      verdicts[index] = unsure('street_not_found', alike.get(index)?.candidates ?? []);
    }
  }

  /** The streets asked for as a whole, where they are known, by the index of who asks. */
  async #whole(asked: readonly Asked[]): Promise<ReadonlyMap<number, WholeStreets>> {
    const lookups = asked.flatMap(({ question, exact }, at) =>
      idsOf(exact).map((nameId) => lookupOf(question, at, nameId)),
    );
    const wholes = new Map<number, WholeStreets>();
    const foundFor = byQuestion(await findWholes(this.#knex, lookups));
    for (const [at, { index, question, exact }] of asked.entries()) {
      const found = foundFor.get(at);
      if (found === undefined) continue;
      wholes.set(index, {
        candidates: wholeMatches(found, this.#scoreFor(question, exact)),
        isNumbered: found.some(({ isNumbered }) => isNumbered),
      });
    }
    return wholes;
  }

  async #crossings(
    asked: readonly {
      index: number;
      question: StreetQuestion;
      crossing: readonly (readonly StreetName[])[];
    }[],
    verdicts: (StreetVerdict | undefined)[],
  ): Promise<void> {
    for (const how of ['exact', 'exactOrAlike'] as const) {
      const open = asked.filter(({ index }) => verdicts[index]?.kind !== 'match');
      // A lookup's question is a street of a crossing: its place among all of them.
      const streets = open.flatMap(({ question, crossing }) =>
        crossing.map((readings) => ({ question, meanings: this.#meanings[how](readings, question) })),
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
        // `JOES BAR AND GRILL` is no crossing that anybody could find.
        const isCrossing =
          candidates.length > 0 ||
          crossing.some(
            (streets) => isSureStreet(streets) || this.#meanings.exact(streets, question).size > 0,
          );
        verdicts[index] = isCrossing
          ? (chooseMatch(candidates) ?? unsure('crossing_not_found', candidates))
          : { kind: 'nothing' };
      }
    }
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

interface WholeStreets {
  readonly candidates: readonly StreetMatch[];
  /** Whether any of them has numbers. */
  readonly isNumbered: boolean;
}

/** The best of whole streets, unless it is too long to be a place. */
function chooseWhole(candidates: readonly StreetMatch[], otherwise: ReviewReason): StreetVerdict {
  const verdict = chooseMatch(candidates);
  if (verdict?.kind === 'match' && isTooLong(verdict.match)) return unsure('street_too_long', candidates);
  return verdict ?? unsure(otherwise, candidates);
}

const unsure = (reason: ReviewReason, candidates: readonly StreetMatch[]): StreetVerdict => ({
  kind: 'unsure',
  reason,
  candidates: offered(candidates),
});

const idsOf = (meanings: Meanings | undefined): number[] => [...(meanings?.keys() ?? [])];

const lookupOf = ({ state, near }: StreetQuestion, question: number, nameId: number): StreetLookup => ({
  question,
  nameId,
  state,
  near,
});

const byQuestion = <Found extends { readonly question: number }>(found: readonly Found[]) =>
  groupBy(found, ({ question }) => question);
