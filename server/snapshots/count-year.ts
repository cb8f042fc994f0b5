import type { LeafCount } from '../../domain/disclosure/additive-table.ts';
import { ALL } from '../../domain/disclosure/additive-table.ts';
import { STATES } from '../../domain/geography/states.ts';
import { categoryCode, publicationDimensions } from '../../domain/publication.ts';
import { ELSEWHERE } from '../../domain/released-words/english.ts';
import type { PublicationPlan } from '../../domain/snapshots.ts';
import { OTHER, UNKNOWN } from '../../domain/snapshots.ts';
import { TIME_TO_CRIME_BUCKETS, timeToCrimeBucketIndex } from '../../domain/time-to-crime.ts';
import { FIREARM_TYPES } from '../../domain/vocabulary.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import {
  DEALER_PLACE,
  placeAt,
  RECOVERY_PLACE,
  selectGuns,
  timeToCrimeAt,
  typeAt,
  UNKNOWN_TIME,
} from '../rollups/packed-guns.ts';
import { readPackedGuns } from '../rollups/read-packed-guns.ts';
import { readCountyNames } from './county-names-read-model.ts';

/** Areas and states told by themselves; the smaller ones are told together. */
const MOST_AREAS = 8;
const MOST_SOURCES = 12;

/** What is published of a gun: its county of recovery and state of sale, null where they are not known, and its classes. */
export interface PublishedGun {
  readonly county: string | null;
  readonly state: string | null;
  readonly time: string;
  readonly type: string;
}

/** The guns an agency recovered in a year. */
export async function readGunsOfYear(
  read: ScopedRead,
  agency: string,
  year: number,
): Promise<PublishedGun[]> {
  const filter = { agency: [agency], recoveredFrom: `${year}-01-01`, recoveredTo: `${year + 1}-01-01` };
  const packed = await readPackedGuns(read, filter);
  const counties = packed.places.nodesAt('county');
  const states = packed.places.nodesAt('state');
  const found: PublishedGun[] = [];
  selectGuns(packed, filter, ({ guns, at, count }) => {
    for (let index = 0; index < count; index += 1) {
      const gun = at[index] ?? 0;
      found.push({
        county: counties.code(counties.nodeOf[placeAt(guns, gun, RECOVERY_PLACE)] ?? 0),
        state: states.code(states.nodeOf[placeAt(guns, gun, DEALER_PLACE)] ?? 0),
        time: timeClass(timeToCrimeAt(guns, gun)),
        type: FIREARM_TYPES[typeAt(guns, gun)] ?? UNKNOWN,
      });
    }
  });
  return found;
}

const timeClass = (days: number): string =>
  (days === UNKNOWN_TIME ? undefined : TIME_TO_CRIME_BUCKETS[timeToCrimeBucketIndex(days)]?.id) ?? UNKNOWN;

/** By what a first snapshot tells the guns of its year: the counties and states with the most, if they reach the threshold. */
export async function planOf(
  read: ScopedRead,
  guns: readonly PublishedGun[],
  threshold: number,
): Promise<PublicationPlan> {
  const largest = (codes: readonly (string | null)[], most: number) => largestOf(codes, most, threshold);
  const counties = largest(
    guns.map(({ county }) => county),
    MOST_AREAS,
  );
  const states = largest(
    guns.map(({ state }) => state),
    MOST_SOURCES,
  );
  // Beside a single county the few elsewhere would only hide what is told of it.
  const areas = counties.length < 2 ? [] : await namedCounties(read, counties);
  return {
    threshold,
    areas,
    sources: [
      ...states.map((code) => ({ code, name: STATES.find((state) => state.code === code)?.name ?? code })),
      { code: OTHER, name: 'Other states' },
      { code: UNKNOWN, name: 'Not traced to a dealer' },
    ],
  };
}

async function namedCounties(
  read: ScopedRead,
  counties: readonly string[],
): Promise<PublicationPlan['areas']> {
  const names = await readCountyNames(read, counties);
  return [
    ...counties.map((code) => ({ code, name: names.get(code) ?? code })),
    { code: OTHER, name: ELSEWHERE },
  ];
}

function largestOf(codes: readonly (string | null)[], most: number, threshold: number): string[] {
  const counts = new Map<string, number>();
  for (const code of codes) if (code !== null) counts.set(code, (counts.get(code) ?? 0) + 1);
  return (
    [...counts]
      .filter(([, count]) => count >= threshold)
      .toSorted(([a, first], [b, second]) => second - first || a.localeCompare(b))
      .slice(0, most)
      .map(([code]) => code)
      // By their codes: the order of counts would tell of those that are withheld.
      .toSorted()
  );
}

/** Guns by the finest combinations of a plan: each gun in every way of telling categories. */
export function countGuns(guns: readonly PublishedGun[], plan: PublicationPlan): LeafCount[] {
  const [areas, categories] = publicationDimensions(plan);
  const areaOf = new Map(areas.codes.map((code, node) => [code, node]));
  const categoryOf = new Map(categories.codes.map((code, node) => [code, node]));
  const sources = new Set(plan.sources.map(({ code }) => code));
  return guns.flatMap(({ county, state, time, type }) => {
    const area = areaOf.get(county ?? OTHER) ?? areaOf.get(OTHER) ?? areaOf.get(ALL);
    const source = state === null ? UNKNOWN : sources.has(state) ? state : OTHER;
    const codes = [categoryCode('source', source), categoryCode('time', time), categoryCode('type', type)];
    return codes.map((code) => {
      const category = categoryOf.get(code);
      if (area === undefined || category === undefined) throw new Error(`The plan has no place for ${code}.`);
      return { nodes: [area, category], count: 1 };
    });
  });
}

/** Years in which guns of an agency were recovered, newest first. */
export async function readYears(read: ScopedRead, agency: string): Promise<number[]> {
  const { months } = await readPackedGuns(read, { agency: [agency] });
  const years = months.flatMap(({ month, guns }) =>
    month !== null && guns.length > 0 ? [Number(month.slice(0, 4))] : [],
  );
  return [...new Set(years)].toSorted((a, b) => b - a);
}
