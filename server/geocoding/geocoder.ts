import { toMercator } from '../../domain/geography/world-grid.ts';
import type { Precision, ReviewReason } from '../../domain/vocabulary.ts';
import type { Database } from '../database/connection.ts';
import type { Address, AskedStreet, GeocodeResult } from './address.ts';
import { AnsweredPlaces } from './answered-places.ts';
import type { PlacedInArea } from './area-placer.ts';
import { AreaPlacer } from './area-placer.ts';
import type { Gazetteer } from './gazetteer.ts';
import { readGazetteer } from './gazetteer.ts';
import type { Near } from './match/candidates.ts';
import { readReferenceVersion } from './match/reference-version.ts';
import { readStreetAliases } from './match/street-aliases.ts';
import type { StreetCoverage } from './match/street-coverage.ts';
import { readStreetCoverage } from './match/street-coverage.ts';
import type { StreetVerdict } from './match/street-match.ts';
import type { StreetQuestion } from './match/street-matcher.ts';
import { StreetMatcher } from './match/street-matcher.ts';
import { hasAddressPoints, readStreetNames } from './match/street-names.ts';
import { matchedResult } from './matched-result.ts';
import { cityKey, normaliseCity } from './normalise-address.ts';
import { readLineWithoutStreet, readStreetLine } from './parse/read-street-line.ts';
import type { StreetLine } from './parse/street.ts';
import { formatStreet } from './parse/street.ts';
import { hasFoundAnswers, readProviderAnswers } from './providers/provider-answers-read-model.ts';
import { DecidedPlaces } from './review/decided-places.ts';

/**
 * Reads the gazetteer (filled by `ensureAreas`), unless it is at hand, and the names of the streets, and gives a geocoder
 * for them.
 */
export async function createGeocoder(database: Database, atHand?: Gazetteer): Promise<Geocoder> {
  // Read first: if streets change meanwhile, what is placed is known to be of the older ones.
  const version = await readReferenceVersion(database.knex);
  const gazetteer = atHand ?? (await readGazetteer(database));
  const coverage = await readStreetCoverage(database);
  const answers = (await hasFoundAnswers(database.knex))
    ? new AnsweredPlaces(gazetteer, (keys) => readProviderAnswers(database.knex, keys))
    : null;
  // Names outlive the files that brought them: they alone are no streets.
  if (coverage.isEmpty) return new Geocoder(gazetteer, null, answers, version);
  const names = await readStreetNames(database);
  const hasPoints = await hasAddressPoints(database);
  const placeKeyOf = (place: string) => cityKey(normaliseCity(place) ?? place);
  const aliases = await readStreetAliases(database.knex, placeKeyOf);
  const matcher = new StreetMatcher(database.knex, names, aliases, { placeKeyOf, hasPoints });
  return new Geocoder(gazetteer, { matcher, coverage }, answers, version);
}

/** The streets that are loaded, and where they lie. */
export interface LoadedStreets {
  readonly matcher: StreetMatcher;
  readonly coverage: StreetCoverage;
}

/** Half a side of the square around an area's label point in which its addresses are looked for, in metres. */
const REACH_METRES: Readonly<Partial<Record<Precision, number>>> = {
  point: 40_000,
  zip: 40_000,
  city: 40_000,
  county: 120_000,
};

/** Of this many numbers on, a batch tells whether its house numbers are rounded to hundreds. */
const FEWEST_TO_JUDGE = 20;
/** One house number in a hundred ends in 00; where more than half do, they stand for their hundred-block. */
const ROUNDED_SHARE = 0.5;

/**
 * Places addresses. The one seam between addresses and the map: importers and the command line hand in addresses as
 * files give them and know nothing of how they are placed.
 *
 * Coordinates that can be believed come first. Then the street, if the reference knows it: an address point, a number
 * in a range, a crossing, a hundred-block, a short street. What is left is known to its area only; where the street was
 * looked for and is not certain, `reviewReason` says why and `candidates` what to choose from.
 */
export class Geocoder {
  readonly #gazetteer: Gazetteer;
  readonly #areas: AreaPlacer;
  readonly #streets: LoadedStreets | null;
  readonly #answers: AnsweredPlaces | null;

  /** Names the streets it places by. */
  readonly referenceVersion: string;
  /** Where addresses are by the decision of a person. */
  readonly decided: DecidedPlaces;

  /** Without streets, addresses are placed by coordinates and areas alone; without answers, by nothing from outside. */
  constructor(
    gazetteer: Gazetteer,
    streets: LoadedStreets | null,
    answers: AnsweredPlaces | null,
    referenceVersion: string,
  ) {
    this.referenceVersion = referenceVersion;
    this.#answers = answers;
    this.#gazetteer = gazetteer;
    this.#areas = new AreaPlacer(gazetteer);
    this.#streets = streets;
    this.decided = new DecidedPlaces(gazetteer, this.#areas);
  }

  /**
   * One result for each address, in order; never fails for what an address says. House numbers of a batch of which most
   * end in 00 are read as hundred-blocks.
   */
  async geocode(addresses: readonly Address[]): Promise<readonly GeocodeResult[]> {
    const results = await this.#byStreets(addresses);
    return this.#answers === null ? results : this.#answers.fill(addresses, results);
  }

  async #byStreets(addresses: readonly Address[]): Promise<readonly GeocodeResult[]> {
    const placed = addresses.map((address) => this.#areas.place(address));
    const streets = this.#streets;
    if (streets === null) return placed.map(withoutStreets);
    const lines = placed.map(({ read, result }) =>
      read.street === null || result.precision === 'point' ? NOTHING : readStreetLine(read.street),
    );
    const meant = areRounded(lines) ? lines.map(asBlock) : lines;
    const questions = placed.map((one, index) => questionOf(one, meant[index] ?? NOTHING));
    const verdicts = await streets.matcher.match(questions);
    return placed.map((one, index) =>
      lines[index]?.kind === 'box'
        ? { ...one.result, isBox: true }
        : this.#withStreet(
            one.result,
            questions[index],
            verdicts[index] ?? { kind: 'nothing' },
            streets.coverage,
          ),
    );
  }

  #withStreet(
    area: GeocodeResult,
    question: StreetQuestion | undefined,
    verdict: StreetVerdict,
    coverage: StreetCoverage,
  ): GeocodeResult {
    switch (verdict.kind) {
      case 'nothing':
        return area;
      case 'unsure': {
        // Where no streets are loaded there is nothing that a person could settle.
        const { reason: reviewReason, candidates } = verdict;
        const known = { ...area, placeKey: question?.placeKey ?? null };
        if (candidates.length === 0 && !coverage.covers(known)) return { ...area, streetLookup: 'unloaded' };
        const asked = question === undefined ? null : askedStreet(question, reviewReason);
        return { ...area, reviewReason, candidates, asked, streetLookup: 'review' };
      }
      case 'match':
        return matchedResult(this.#gazetteer, area, verdict.match);
    }
  }

  /** Whether any streets are loaded at all. */
  get knowsStreets(): boolean {
    return this.#streets !== null;
  }
}

const NOTHING: StreetLine = { kind: 'nothing' };

function withoutStreets({ read, result }: PlacedInArea): GeocodeResult {
  if (read.street === null || result.precision === 'point') return result;
  const line = readLineWithoutStreet(read.street);
  if (line === null) return { ...result, streetLookup: 'unloaded' };
  return line.kind === 'box' ? { ...result, isBox: true } : result;
}

function questionOf({ read, result }: PlacedInArea, line: StreetLine): StreetQuestion {
  return {
    line,
    state: result.state,
    zip: read.zip,
    placeKey: read.city?.key ?? null,
    near: nearOf(result),
  };
}

function askedStreet({ line, placeKey, state }: StreetQuestion, reason: ReviewReason): AskedStreet {
  const [street] = 'streets' in line ? line.streets : [];
  if (street === undefined) return { alikeKey: null, name: null };
  const alikeKey = [reason, formatStreet(street), placeKey, state].join('|');
  return { alikeKey, name: street.name };
}

function nearOf({ precision, lon, lat }: GeocodeResult): Near | null {
  const reachMetres = REACH_METRES[precision];
  if (reachMetres === undefined || lon === null || lat === null) return null;
  // A metre on the ground is 1 / cos(latitude) units of EPSG:3857.
  return { ...toMercator(lon, lat), reach: reachMetres / Math.cos((lat * Math.PI) / 180) };
}

function areRounded(lines: readonly StreetLine[]): boolean {
  const numbers = lines.flatMap((line) => (line.kind === 'address' ? [line.number] : []));
  if (numbers.length < FEWEST_TO_JUDGE) return false;
  return numbers.filter((number) => number % 100 === 0).length > ROUNDED_SHARE * numbers.length;
}

function asBlock(line: StreetLine): StreetLine {
  if (line.kind !== 'address' || line.number % 100 !== 0 || line.numberSuffix !== null) return line;
  return { kind: 'block', from: line.number, to: line.number + 99, streets: line.streets };
}
