import { normaliseState, normaliseZip } from '../../../geocoding/normalise-address.ts';

/** The parts of a US address. */
export interface AddressParts {
  readonly street: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly zip: string | null;
}

/** No address is longer; the pattern for the country would take long over a longer text. */
const MOST_CHARACTERS = 1000;
const COUNTRY = /[\s,]+(?:USA?|U\.S\.A?\.?|UNITED STATES)\s*$/i;
const ENDING = /^(?<state>[A-Za-z. ]*?)[\s,]*(?<zip>\d{5}(?:-?\d{4})?)?$/;

/**
 * Takes an address on one line apart where its commas say which part is which (`street, city, ST ZIP`; the street may
 * hold commas itself). Anything less plain stays whole in `street`: the geocoder, which knows the names of cities,
 * can make more of it.
 */
export function splitSingleLineAddress(line: string): AddressParts {
  const whole: AddressParts = { street: line.trim() || null, city: null, state: null, zip: null };
  if (line.length > MOST_CHARACTERS) return whole;
  const parts = line
    .replace(COUNTRY, '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const end = takeStateAndZip(parts);
  if (end === null) return whole;
  const { rest, state, zip } = end;
  const city = rest.at(-1);
  if (city === undefined || /^\d/.test(city)) return whole;
  return { street: rest.slice(0, -1).join(', ') || null, city, state, zip };
}

/** State and ZIP from the last part (`MD 21215`) or the last two (`MD`, `21215`). */
function takeStateAndZip(
  parts: readonly string[],
): { rest: readonly string[]; state: string | null; zip: string | null } | null {
  const last = ENDING.exec(parts.at(-1) ?? '')?.groups;
  if (last === undefined) return null;
  const zip = normaliseZip(last.zip ?? null);
  const word = last.state?.trim() ?? '';
  if (word !== '') {
    const state = normaliseState(word);
    return state === null ? null : { rest: parts.slice(0, -1), state, zip };
  }
  const before = normaliseState(parts.at(-2) ?? '');
  if (before !== null && zip !== null) return { rest: parts.slice(0, -2), state: before, zip };
  return null;
}
