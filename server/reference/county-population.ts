import { readFileSync } from 'node:fs';

const FILE = new URL('county-population-2020.csv', import.meta.url);

/**
 * Resident population by county FIPS code at the 2020 Census of Population and Housing (U.S. Census Bureau, 2020 Centers of
 * Population by county; public domain). Of the counties of 2017, as the bundled polygons are: Valdez-Cordova, Alaska (02261) is the
 * sum of the two that it was split into. Guam, American Samoa, the Northern Marianas and the Virgin Islands are not in it.
 */
export function readCountyPopulation(): ReadonlyMap<string, number> {
  const [, ...lines] = readFileSync(FILE, 'utf8').trim().split('\n');
  return new Map(
    lines.map((line) => {
      const [code = '', inhabitants] = line.split(',');
      return [code, Number(inhabitants)];
    }),
  );
}
