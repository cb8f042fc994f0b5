import { stateByFips } from '../../../domain/geography/states.ts';
import type { Address, GeocodeResult } from '../address.ts';
import { WITHOUT_STREET } from '../address.ts';
import type { AreaPlacer } from '../area-placer.ts';
import type { Gazetteer } from '../gazetteer.ts';
import type { StreetMatch } from '../match/street-match.ts';
import { matchedResult } from '../matched-result.ts';
import { roundDegrees } from '../round-degrees.ts';

/** A person sets a pin on a house, not on its door. */
const PIN_UNCERTAINTY_METRES = 20;

/** Where an address is by the decision of a person. */
export class DecidedPlaces {
  readonly #gazetteer: Gazetteer;
  readonly #areas: AreaPlacer;

  constructor(gazetteer: Gazetteer, areas: AreaPlacer) {
    this.#gazetteer = gazetteer;
    this.#areas = areas;
  }

  /** The result where a person chose this place for an address. */
  chosen(address: Address, match: StreetMatch): GeocodeResult {
    const matched = matchedResult(this.#gazetteer, this.#areas.place(address).result, match);
    return { ...matched, score: 1, matchType: `${matched.matchType}+chosen` };
  }

  /**
   * The result where a person set an address on the map, in degrees; `label` says where that is. Null where it lies in no
   * county of the United States.
   */
  pinned(address: Address, lon: number, lat: number, label: string): GeocodeResult | null {
    const county = this.#gazetteer.countyNear(lon, lat, null);
    if (county === null) return null;
    const area = this.#areas.place(address).result;
    const state = stateByFips(county.slice(0, 2))?.code ?? null;
    return {
      ...area,
      ...WITHOUT_STREET,
      precision: 'point',
      score: 1,
      matchType: 'pinned',
      lon: roundDegrees(lon),
      lat: roundDegrees(lat),
      state,
      county,
      zip: area.precision === 'zip' && area.state === state ? area.zip : null,
      matchedAddress: label,
      uncertaintyMetres: PIN_UNCERTAINTY_METRES,
      streetLookup: 'matched',
    };
  }

  /** The result where a person found that no more than its area can be known of an address. */
  unknown(address: Address): GeocodeResult {
    const area = this.#areas.place(address).result;
    return { ...area, matchType: `${area.matchType}+marked_unknown`, streetLookup: 'unknown' };
  }
}
