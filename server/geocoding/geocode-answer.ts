import type { GeocodeAnswer } from '../../domain/responses.ts';
import { REVIEW_REASONS } from '../../domain/vocabulary.ts';
import type { Database } from '../database/connection.ts';
import type { ReferenceSource } from '../reference/sources/reference-read-model.ts';
import { findSourceById } from '../reference/sources/reference-read-model.ts';
import type { Address, GeocodeResult } from './address.ts';
import type { Geocoder } from './geocoder.ts';
import type { StreetMatch } from './match/street-match.ts';
import { censusVerdict, naaccrCode } from './quality-code.ts';
import { candidateAnswer } from './review/stored-candidate.ts';

const NOTHING_ELSE: Omit<Address, 'street'> = {
  city: null,
  county: null,
  state: null,
  zip: null,
  lon: null,
  lat: null,
};

/** Places an address written on one line, and says by which file of the reference. */
export async function geocodeLine(
  database: Database,
  geocoder: Geocoder,
  line: string,
): Promise<GeocodeAnswer> {
  const [result] = await geocoder.geocode([{ street: line, ...NOTHING_ELSE }]);
  if (result === undefined) throw new Error('The geocoder gave no result for an address.');
  const source = result.sourceId === null ? null : await findSourceById(database.knex, result.sourceId);
  return {
    result: resultOf(result, source),
    candidates: result.candidates.map(candidateOf),
    streetsLoaded: geocoder.knowsStreets,
  };
}

function resultOf(result: GeocodeResult, source: ReferenceSource | null): GeocodeAnswer['result'] {
  const { lon, lat, precision, score, parts, matchType, matchedAddress, uncertaintyMetres } = result;
  const reason = result.reviewReason;
  return {
    lon,
    lat,
    precision,
    score,
    parts,
    matchType,
    matchedAddress,
    naaccrCode: naaccrCode(result),
    uncertaintyMetres,
    reference: source === null ? null : referenceOf(source),
    review: reason === null ? null : { reason, words: REVIEW_REASONS[reason] },
    census: censusVerdict(result),
  };
}

const referenceOf = ({ kind, name, version, loadedAt }: ReferenceSource) => ({
  kind,
  name,
  version,
  loadedAt,
});

function candidateOf(match: StreetMatch): GeocodeAnswer['candidates'][number] {
  const { label, lon, lat, precision, score } = candidateAnswer(match);
  return { label, lon, lat, precision, score };
}
