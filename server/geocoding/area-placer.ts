import { distanceKm } from '../../domain/geography/great-circle.ts';
import type { Address, GeocodeResult, MatchWord } from './address.ts';
import { WITHOUT_STREET } from './address.ts';
import type { Gazetteer, GazetteerArea, ZipArea } from './gazetteer.ts';
import type { TrustedCoordinates } from './given-coordinates.ts';
import { trustCoordinates } from './given-coordinates.ts';
import type { CityName } from './normalise-address.ts';
import { normaliseStreet } from './normalise-address.ts';
import type { ReadAddress } from './read-address.ts';
import { AddressReader } from './read-address.ts';

/** What a match is worth that nothing speaks against. */
const CLEAN = {
  coordinates: { precision: 'point', score: 1, matchType: 'coordinates' },
  zip_city: { precision: 'zip', score: 0.95, matchType: 'zip_city' },
  zip: { precision: 'zip', score: 0.85, matchType: 'zip' },
  city_state: { precision: 'city', score: 0.8, matchType: 'city_state' },
  county_state: { precision: 'county', score: 0.7, matchType: 'county_state' },
  state: { precision: 'state', score: 0.6, matchType: 'state' },
  none: { precision: 'none', score: 0, matchType: 'none' },
} as const;
type Match = keyof typeof CLEAN;

/** What is left of the score where something speaks against the match. */
const PENALTY: Readonly<Partial<Record<MatchWord, number>>> = {
  coordinates_sign_mended: 0.8,
  coordinates_swapped_mended: 0.8,
  coordinates_refused: 0.9,
  zip_unknown: 0.9,
  zip_contradicts: 0.6,
  city_contradicts: 0.6,
  state_contradicts: 0.5,
};

/** Parts of one address farther apart than this cannot all be right: no ZIP but a few in Alaska is as large. */
export const FAR_KM = 80;

/** An address in one spelling, and where it is as far as coordinates and areas tell. */
export interface PlacedInArea {
  readonly read: ReadAddress;
  readonly result: GeocodeResult;
}

/**
 * Places addresses without looking at streets. It takes the first of: coordinates that lie in the state of the address
 * (`point`); the ZIP; city and state; county and state; state; else `none`. Where parts contradict each other, state
 * and city outweigh the ZIP, ZIP and city outweigh the state, the score drops and `matchType` says why.
 */
export class AreaPlacer {
  readonly #gazetteer: Gazetteer;
  readonly #reader: AddressReader;

  constructor(gazetteer: Gazetteer) {
    this.#gazetteer = gazetteer;
    this.#reader = new AddressReader(gazetteer);
  }

  /** Never fails for what an address says. */
  place(address: Address): PlacedInArea {
    const read = this.#reader.read(address);
    return { read, result: this.#place(address, read) };
  }

  #place(address: Address, read: ReadAddress): GeocodeResult {
    const zip = read.zip === null ? undefined : this.#gazetteer.zip(read.zip);
    const against: MatchWord[] = [];
    if (address.lon !== null && address.lat !== null) {
      const found = this.#byCoordinates(address.lon, address.lat, read, zip);
      if (found !== null) return found;
      against.push('coordinates_refused');
    }
    if (zip === undefined) {
      if (read.zip !== null) against.push('zip_unknown');
      return this.#byName(read, against);
    }
    return this.#byZip(read, zip, against) ?? this.#byName(read, [...against, 'zip_contradicts']);
  }

  #byCoordinates(
    lon: number,
    lat: number,
    read: ReadAddress,
    zip: ZipArea | undefined,
  ): GeocodeResult | null {
    const inState = trustCoordinates(this.#gazetteer, lon, lat, read.state ?? zip?.state ?? null);
    if (inState !== null) return pointResult(inState, read, zip, []);
    if (zip === undefined || zip.state === read.state) return null;
    const inZip = trustCoordinates(this.#gazetteer, lon, lat, zip.state);
    return inZip === null ? null : pointResult(inZip, read, zip, ['state_contradicts']);
  }

  /** Null where the ZIP is in another state than the address and its city does not take its side. */
  #byZip(read: ReadAddress, zip: ZipArea, against: readonly MatchWord[]): GeocodeResult | null {
    const cityFits = this.#cityFits(read.city, zip);
    const match = cityFits === true ? 'zip_city' : 'zip';
    const { code } = zip;
    if (read.state === null || read.state === zip.state) {
      return areaResult(
        match,
        zip,
        code,
        zip.county,
        cityFits === false ? [...against, 'city_contradicts'] : against,
      );
    }
    const isCityInState = read.city !== null && this.#gazetteer.place(read.state, read.city) !== undefined;
    if (isCityInState || cityFits !== true) return null;
    return areaResult(match, zip, code, zip.county, [...against, 'state_contradicts']);
  }

  /** Whether a city is the ZIP's or one nearby; null where no such city is known in the ZIP's state. */
  #cityFits(city: CityName | null, zip: ZipArea): boolean | null {
    if (city === null) return null;
    if (zip.cityKey === city.key) return true;
    const place = this.#gazetteer.place(zip.state, city);
    return place === undefined ? null : distanceKm(place, zip) <= FAR_KM;
  }

  #byName({ state, city, county }: ReadAddress, against: readonly MatchWord[]): GeocodeResult {
    if (state === null) return noResult(against);
    const inCounty = county === null ? undefined : this.#gazetteer.county(state, county);
    const place = city === null ? undefined : this.#gazetteer.place(state, city);
    if (place !== undefined) {
      return areaResult('city_state', place, null, place.county ?? inCounty?.code ?? null, against);
    }
    if (inCounty !== undefined) return areaResult('county_state', inCounty, null, inCounty.code, against);
    const whole = this.#gazetteer.state(state);
    return whole === undefined ? noResult(against) : areaResult('state', whole, null, null, against);
  }
}

function pointResult(
  { lon, lat, state, county, mended }: TrustedCoordinates,
  read: ReadAddress,
  zip: ZipArea | undefined,
  against: readonly MatchWord[],
): GeocodeResult {
  const isZipNear = zip !== undefined && zip.state === state && distanceKm(zip, { lon, lat }) <= FAR_KM;
  const words = [...mended, ...against];
  if (zip !== undefined && !isZipNear) words.push('zip_contradicts');
  const { precision, score, matchType } = verdict('coordinates', words);
  const code = isZipNear ? zip.code : null;
  const place = code === null ? state : `${state} ${code}`;
  const street = normaliseStreet(read.street);
  const city = read.city === null ? place : `${read.city.name}, ${place}`;
  const matchedAddress = street === null ? city : `${street}, ${city}`;
  return {
    ...WITHOUT_STREET,
    precision,
    score,
    matchType,
    lon,
    lat,
    state,
    county,
    zip: code,
    matchedAddress,
  };
}

function areaResult(
  match: Match,
  { lon, lat, state, label }: GazetteerArea,
  zip: string | null,
  county: string | null,
  against: readonly MatchWord[],
): GeocodeResult {
  // Field by field: spreading objects together costs more than all the rest of a ZIP match.
  const { precision, score, matchType } = verdict(match, against);
  return {
    precision,
    score,
    matchType,
    lon,
    lat,
    state,
    county,
    zip,
    matchedAddress: label,
    uncertaintyMetres: null,
    reviewReason: null,
    candidates: WITHOUT_STREET.candidates,
    asked: null,
    sourceId: null,
    parts: null,
    streetLookup: 'none',
    isBox: false,
  };
}

function noResult(against: readonly MatchWord[]): GeocodeResult {
  const { precision, score, matchType } = verdict('none', against);
  return {
    precision,
    score,
    matchType,
    lon: null,
    lat: null,
    state: null,
    county: null,
    zip: null,
    matchedAddress: null,
    ...WITHOUT_STREET,
  };
}

type Verdict = Pick<GeocodeResult, 'precision' | 'score' | 'matchType'>;

function verdict(match: Match, against: readonly MatchWord[]): Verdict {
  const clean = CLEAN[match];
  if (against.length === 0) return clean;
  const score = against.reduce<number>((left, word) => left * (PENALTY[word] ?? 1), clean.score);
  return {
    precision: clean.precision,
    score: Math.round(score * 100) / 100,
    matchType: [match, ...against].join('+'),
  };
}
