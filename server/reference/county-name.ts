/** First number of the FIPS codes Census gives to independent cities. */
const FIRST_INDEPENDENT_CITY = 510;
/** States and territories whose county equivalents have names that stand alone, or are of several kinds. */
const NAME_ALONE = new Set(['AK', 'AS', 'DC', 'GU', 'MP', 'VI']);

/**
 * The full name of a county as Census writes it, from the bare name in us-atlas: `Baltimore` is "Baltimore County"
 * (24005) and "Baltimore city" (24510).
 */
export function fullCountyName(fips: string, name: string, state: string): string {
  const isIndependentCity = Number(fips.slice(2)) >= FIRST_INDEPENDENT_CITY;
  // Carson City, Nevada says so already.
  if (isIndependentCity) return / city$/i.test(name) ? name : `${name} city`;
  if (state === 'LA') return `${name} Parish`;
  if (state === 'PR') return `${name} Municipio`;
  return NAME_ALONE.has(state) ? name : `${name} County`;
}
