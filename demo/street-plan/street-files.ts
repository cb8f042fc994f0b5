import { distanceKm } from '../../domain/geography/great-circle.ts';
import type { ReferenceKind } from '../../server/reference/sources/reference-kind.ts';
import type { DemoPlaces, DemoPoint } from '../places.ts';
import { Random } from '../random.ts';
import type { Row } from '../table-files.ts';
import { delimitedText } from '../table-files.ts';
import type { CityPlan, PlanNode, PlanNumbers, PlanSegment } from './city-plan.ts';
import { makeCityPlan } from './make-city-plan.ts';
import { PlanGround } from './plan-ground.ts';
import { STREET_FILE_PLANS } from './plan-settings.ts';
import type { PlanStreet } from './street-names.ts';
import { fullName } from './street-names.ts';
import { siteOn } from './street-sites.ts';

/** The plans of a file's cities. */
export interface PlannedFile {
  readonly name: string;
  readonly state: string;
  readonly cities: readonly CityPlan[];
}

/** A file of streets, addresses or crossings, for the reference loader. */
export interface DemoReferenceFile {
  readonly kind: ReferenceKind;
  /** What its source is called. */
  readonly source: string;
  readonly name: string;
  readonly state: string;
  readonly bytes: Buffer;
}

/** Invents the streets of all demo cities. */
export function makeStreetPlans(random: Random, places: DemoPlaces): readonly PlannedFile[] {
  const ground = new PlanGround(places);
  return STREET_FILE_PLANS.map(({ name, state, counties, cities }) => ({
    name,
    state,
    cities: cities.map((settings) =>
      makeCityPlan({ random: random.fork(`${name} ${settings.city}`), ground, settings, state, counties }),
    ),
  }));
}

const RANGE_HEADINGS = 'dirpre,name,type,dirsuf,fullname,l_from,l_to,r_from,r_to,zip_l,zip_r,city,wkt'.split(
  ',',
);
const POINT_HEADINGS = 'LON,LAT,NUMBER,STREET,UNIT,CITY,DISTRICT,REGION,POSTCODE,ID,HASH'.split(',');
const CROSSING_HEADINGS = ['name', 'city', 'state', 'lon', 'lat'];
/** Where house by house is known as well: the blocks nearest to the points of a city's ZIPs. */
const POINTS_CITY = 'Wilmington';
const BLOCKS_A_ZIP = 10;
/** Where crossings have a file of their own. */
const CROSSINGS_CITY = 'Baltimore';
const MOST_CROSSINGS = 60;

/** The plans as files: streets for each group of cities, the addresses of some blocks, and some named crossings. */
export function makeStreetFiles(files: readonly PlannedFile[]): readonly DemoReferenceFile[] {
  const ranges = files.map(({ name, state, cities }): DemoReferenceFile => {
    const rows = cities.flatMap(({ city, segments }) => segments.map((segment) => rangeRow(city, segment)));
    return referenceFile('street-ranges', `demo-streets-${name}`, state, [RANGE_HEADINGS, ...rows]);
  });
  const plans = files.flatMap(({ cities }) => cities);
  const planOf = (city: string) => {
    const plan = plans.find((candidate) => candidate.city === city);
    if (plan === undefined) throw new Error(`${city} has no streets.`);
    return plan;
  };
  const [houses, crossings] = [planOf(POINTS_CITY), planOf(CROSSINGS_CITY)];
  return [
    ...ranges,
    referenceFile('address-points', `demo-addresses-${POINTS_CITY.toLowerCase()}`, houses.state, [
      POINT_HEADINGS,
      ...pointRows(houses),
    ]),
    referenceFile('intersections', `demo-intersections-${CROSSINGS_CITY.toLowerCase()}`, crossings.state, [
      CROSSING_HEADINGS,
      ...crossingRows(crossings),
    ]),
  ];
}

function referenceFile(
  kind: ReferenceKind,
  source: string,
  state: string,
  rows: readonly Row[],
): DemoReferenceFile {
  return { kind, source, state, name: `${source}.csv`, bytes: delimitedText(rows, ',') };
}

const numbersOf = (numbers: PlanNumbers | null) => (numbers === null ? [0, 0] : [numbers.from, numbers.to]);
const degrees = ({ lon, lat }: DemoPoint) => `${lon} ${lat}`;

function rangeRow(city: string, { street, line, left, right, zip }: PlanSegment): Row {
  const short = shortened(street);
  return [
    short.before,
    short.name,
    short.type,
    short.after,
    fullName(short),
    ...numbersOf(left),
    ...numbersOf(right),
    zip.zip,
    zip.zip,
    city.toUpperCase(),
    `LINESTRING (${line.map(degrees).join(', ')})`,
  ];
}

const SHORT: Readonly<Record<string, string>> = {
  North: 'N',
  South: 'S',
  East: 'E',
  West: 'W',
  Alley: 'ALY',
  Avenue: 'AVE',
  Boulevard: 'BLVD',
  Court: 'CT',
  Crescent: 'CRES',
  Drive: 'DR',
  Lane: 'LN',
  Place: 'PL',
  Road: 'RD',
  Street: 'ST',
  Terrace: 'TER',
  Turnpike: 'TPKE',
};

/** As street files have it: capitals, directions and kinds shortened. */
function shortened({ before, name, type, after }: PlanStreet): PlanStreet {
  return {
    before: SHORT[before] ?? before,
    name: name.toUpperCase(),
    type: SHORT[type] ?? type.toUpperCase(),
    after: SHORT[after] ?? after,
  };
}

function pointRows({ city, state, segments }: CityPlan): Row[] {
  const taken = new Map<string, number>();
  const rows: Row[] = [];
  const fromZip = ({ zip, from }: PlanSegment) => distanceKm(zip, from.point);
  for (const segment of segments.toSorted((a, b) => fromZip(a) - fromZip(b))) {
    const { zip, left, right, street } = segment;
    const blocks = taken.get(zip.zip) ?? 0;
    if (left === null || right === null || blocks >= BLOCKS_A_ZIP) continue;
    const lots = Math.abs(left.to - left.from) / 2;
    taken.set(zip.zip, blocks + 1);
    const random = new Random(`${fullName(street)} ${left.from}`);
    const houses = Array.from({ length: lots + 1 }, (_, lot) => lot).flatMap((lot) =>
      [
        { ...segment, right: null },
        { ...segment, left: null },
      ].map((side) => siteOn(random, side, lots === 0 ? 0 : lot / lots)),
    );
    for (const { number, point } of houses) {
      const name = fullName(shortened(street));
      rows.push([
        point.lon,
        point.lat,
        number,
        name,
        '',
        city.toUpperCase(),
        '',
        state,
        zip.zip,
        rows.length + 1,
        '',
      ]);
    }
  }
  return rows;
}

function crossingRows({ city, state, segments }: CityPlan): Row[] {
  const isMain = ({ streets }: PlanNode) =>
    [...streets].some(({ type }) => type === 'Turnpike') && streets.size > 1;
  const nodes = [...new Set(segments.flatMap(({ from, to }) => [from, to]))].filter(isMain);
  return nodes.slice(0, MOST_CROSSINGS).map(({ streets, point }): Row => {
    const name = [...streets].map((street) => fullName(shortened(street))).join(' & ');
    return [name, city.toUpperCase(), state, point.lon, point.lat];
  });
}
