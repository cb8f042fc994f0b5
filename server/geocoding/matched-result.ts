import { fromMercator } from '../../domain/geography/world-grid.ts';
import type { GeocodeResult } from './address.ts';
import type { Gazetteer } from './gazetteer.ts';
import type { StreetMatch } from './match/street-match.ts';
import { addressOfMatch } from './match/street-match.ts';
import { roundDegrees } from './round-degrees.ts';

/** What the words of a match are called in `matchType`. */
const MATCH_WORD = {
  point: 'address_point',
  range: 'range',
  intersection: 'intersection',
  block: 'block',
  street: 'street',
} as const;

/** The result of an address, known to its area so far, that this place of the reference is. */
export function matchedResult(gazetteer: Gazetteer, area: GeocodeResult, match: StreetMatch): GeocodeResult {
  const { lon, lat } = fromMercator(match.x, match.y);
  const state = match.state ?? area.state;
  const zip = match.zip ?? (area.precision === 'zip' ? area.zip : null);
  const county = gazetteer.countyNear(lon, lat, state) ?? area.county;
  const word = MATCH_WORD[match.precision];
  return {
    precision: match.precision,
    score: Math.round(match.score * 100) / 100,
    matchType: match.parts.name < 1 ? `${word}+spelling_corrected` : word,
    lon: roundDegrees(lon),
    lat: roundDegrees(lat),
    state,
    county,
    zip,
    matchedAddress: addressOfMatch(match, state, zip),
    uncertaintyMetres: match.uncertaintyMetres,
    reviewReason: null,
    candidates: [],
    asked: null,
    sourceId: match.sourceId,
    parts: match.parts,
    streetLookup: 'matched',
    isBox: false,
  };
}
