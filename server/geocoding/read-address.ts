import type { Address } from './address.ts';
import type { Gazetteer } from './gazetteer.ts';
import type { CityName, CountyWords } from './normalise-address.ts';
import {
  cityName,
  normaliseCounty,
  normaliseState,
  normaliseZip,
  splitAddressParts,
} from './normalise-address.ts';

/** An address in one spelling. */
export interface ReadAddress {
  /** As given, or what a one-line address has before its city. */
  readonly street: string | null;
  readonly city: CityName | null;
  readonly county: CountyWords | null;
  /** USPS code. */
  readonly state: string | null;
  /** Five digits; may be unknown to the gazetteer. */
  readonly zip: string | null;
}

const MOST_REMEMBERED = 50_000;
const MOST_WORDS_IN_CITY = 5;

/** Normalises addresses. Files repeat the same few cities and states, so their spellings are remembered. */
export class AddressReader {
  readonly #city = remember(cityName);
  readonly #county = remember(normaliseCounty);
  readonly #state = remember(normaliseState);
  readonly #gazetteer: Gazetteer;

  constructor(gazetteer: Gazetteer) {
    this.#gazetteer = gazetteer;
  }

  read(address: Address): ReadAddress {
    const state = this.#state(address.state);
    const city = this.#city(address.city);
    const zip = normaliseZip(address.zip);
    const county = this.#county(address.county);
    const { street } = address;
    if (city !== null || zip !== null || street === null) return { street, city, county, state, zip };
    return { ...this.#readLine(street, state), county };
  }

  /** Finds the city in a one-line address: the most words before state and ZIP that are a city of that state. */
  #readLine(line: string, givenState: string | null): Omit<ReadAddress, 'county'> {
    const { parts, hasCommas, state: saidState, zip } = splitAddressParts(line);
    const zipState = zip === null ? undefined : this.#gazetteer.zip(zip)?.state;
    const state = givenState ?? saidState ?? zipState ?? null;
    if (state === null) return { street: line, city: null, state, zip };
    const before = parts.slice(0, -1);
    const words = (parts.at(-1) ?? '').split(/\s+/);
    for (let from = Math.max(0, words.length - MOST_WORDS_IN_CITY); from < words.length; from += 1) {
      const city = this.#city(words.slice(from).join(' '));
      if (city === null || this.#gazetteer.place(state, city) === undefined) continue;
      const street = from === 0 ? before : [...before, words.slice(0, from).join(' ')];
      return { street: street.join(', ') || null, city, state, zip };
    }
    // "12 OAK CT" alone is a court, not Connecticut.
    const isStateCertain = givenState !== null || zip !== null || hasCommas;
    const street = parts.join(', ') || null;
    return { street, city: null, state: isStateCertain ? state : null, zip };
  }
}

function remember<Result>(compute: (text: string | null) => Result): (text: string | null) => Result {
  const known = new Map<string | null, Result>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const result = compute(text);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(text, result);
    return result;
  };
}
