import { distanceKm } from '../../domain/geography/great-circle.ts';
import { stateByFips } from '../../domain/geography/states.ts';
import type { ReviewReason } from '../../domain/vocabulary.ts';
import type { Address, GeocodeResult } from './address.ts';
import { WITHOUT_STREET } from './address.ts';
import { addressKey } from './address-key.ts';
import { FAR_KM } from './area-placer.ts';
import type { Gazetteer } from './gazetteer.ts';
import type { KeptAnswer } from './providers/provider-answers-read-model.ts';

/**
 * Reasons an outside provider may do away with: its data may have what the streets here lack. Where several places fit, a
 * person must choose.
 */
export const MISSING_IN_STREETS: readonly ReviewReason[] = ['street_not_found', 'number_not_found'];

/** Answers of outside providers that are kept here, by `addressKey`. Looking them up sends nothing. */
type KeptAnswers = (keys: readonly string[]) => Promise<ReadonlyMap<string, KeptAnswer>>;

/** Where addresses are by what providers have answered about them before, where the streets here have nothing to say. */
export class AnsweredPlaces {
  readonly #gazetteer: Gazetteer;
  readonly #answers: KeptAnswers;

  constructor(gazetteer: Gazetteer, answers: KeptAnswers) {
    this.#gazetteer = gazetteer;
    this.#answers = answers;
  }

  /** The results of the addresses, better where an answer is. */
  async fill(
    addresses: readonly Address[],
    results: readonly GeocodeResult[],
  ): Promise<readonly GeocodeResult[]> {
    const keys = addresses.map((address, index) =>
      isMissingInStreets(results[index]) ? addressKey(address) : null,
    );
    const asked = keys.filter((key) => key !== null);
    if (asked.length === 0) return results;
    const known = await this.#answers(asked);
    return results.map((result, index) => {
      const answer = known.get(keys[index] ?? '');
      return answer?.outcome === 'found' ? this.#answered(result, answer) : result;
    });
  }

  /** Believed where it lies in the state of the address and not far from its ZIP or city. */
  #answered(area: GeocodeResult, answer: KeptAnswer & { readonly outcome: 'found' }): GeocodeResult {
    const { lon, lat, precision, score, label, provider } = answer;
    const county = this.#gazetteer.countyNear(lon, lat, null);
    const state = county === null ? null : (stateByFips(county.slice(0, 2))?.code ?? null);
    if (state === null || (area.state !== null && area.state !== state)) return area;
    const isNear =
      area.lon === null ||
      area.lat === null ||
      distanceKm({ lon, lat }, { lon: area.lon, lat: area.lat }) <= FAR_KM;
    if (!isNear && (area.precision === 'zip' || area.precision === 'city')) return area;
    return {
      ...WITHOUT_STREET,
      precision,
      score,
      matchType: provider,
      lon,
      lat,
      state,
      county,
      zip: area.precision === 'zip' ? area.zip : null,
      matchedAddress: label,
      streetLookup: 'matched',
    };
  }
}

function isMissingInStreets(result: GeocodeResult | undefined): boolean {
  if (result === undefined) return false;
  const { streetLookup, reviewReason } = result;
  return streetLookup === 'unloaded' || (reviewReason !== null && MISSING_IN_STREETS.includes(reviewReason));
}
